/** The formats of a result. */
export const outputFormats = ['table', 'json', 'ndjson', 'csv', 'markdown'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** Those that people read. */
export type TextFormat = Extract<OutputFormat, 'table' | 'markdown'>;
