/** The columns that number the rows in their files, and the files. */
export const rowColumns = { row: 'clv row', file: 'clv file' } as const;
