import { jsonText } from './escape.ts';

/** One record as a line of JSON; numbers keep every digit. */
export function jsonLine(record: object): string {
  return `${jsonText(record)}\n`;
}
