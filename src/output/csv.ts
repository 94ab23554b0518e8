import { csvText } from './escape.ts';

/** One line of CSV (RFC 4180): numbers plain and whole, texts quoted where they must be. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(',')}\n`;
}

/** Records under a header of the keys that have a value in one of them. */
export function csvRows(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) =>
    rows.some((row) => row[key] !== undefined),
  );
  return [keys, ...rows.map((row) => keys.map((key) => row[key]))].map(csvLine).join('');
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  return quoted(csvText(typeof value === 'string' ? value : JSON.stringify(value)));
}

function quoted(text: string): string {
  return /[",;]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}
