/** One line of CSV (RFC 4180): numbers plain and whole, texts quoted where they must be. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(',')}\n`;
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  return quoted(neutralised(typeof value === 'string' ? value : JSON.stringify(value)));
}

/** A spreadsheet runs a cell that starts like a formula; an apostrophe makes it text. */
function neutralised(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) || text.trim() !== text ? `"${text.replaceAll('"', '""')}"` : text;
}
