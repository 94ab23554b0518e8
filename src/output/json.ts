import { jsonText } from './escape.ts';

/** One record as a line of JSON; numbers keep every digit. */
export function jsonLine(record: object): string {
  return `${jsonText(record)}\n`;
}

/** Records as an array of JSON, a line each. */
export function jsonLines(records: readonly object[]): string {
  return `[\n${records.map((record) => jsonText(record)).join(',\n')}\n]\n`;
}
