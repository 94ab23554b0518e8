/** The formats that records may come in. */
export const inputFormats = ['json', 'ndjson', 'csv'] as const;
export type InputFormat = (typeof inputFormats)[number];

/** How the records came: it decides how results go out. */
export type Shape = 'object' | 'array' | 'ndjson' | 'csv';
