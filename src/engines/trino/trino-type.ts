import type { Cell, Column, ColumnType, EngineRow } from '../engine.ts';
import type { TrinoCell, TrinoColumn } from './trino-page.ts';

export function trinoColumn({ name, type }: TrinoColumn): Column {
  return { name, type: columnType(type) };
}

function columnType(type: string): ColumnType {
  if (/^(var)?char\b/.test(type)) return 'text';
  if (type === 'date') return 'date';
  if (/^timestamp.* with time zone$/.test(type)) return 'zoned';
  if (type.startsWith('timestamp')) return 'timestamp';
  return /^(tinyint|smallint|integer|bigint|real|double|decimal)\b/.test(type) ? 'number' : 'other';
}

/** A column that has no plain text of its own, as one. */
export function trinoText(cell: string, type: string): string {
  if (/^char\b/.test(type)) return `cast(trim(cast(${cell} as varchar)) as varchar)`;
  if (type === 'varbinary') return `to_hex(${cell})`;
  if (/^(array|map|row|json)\b/.test(type)) return `json_format(cast(${cell} as json))`;
  return cell;
}

export const trinoRow = (columns: readonly TrinoColumn[], cells: readonly TrinoCell[]): EngineRow =>
  Object.fromEntries(columns.map(({ name, type }, at) => [name, cellOf(cells[at] ?? null, type)]));

function cellOf(cell: TrinoCell, type: string): Cell {
  if (cell === null) return null;
  if (typeof cell === 'boolean') return cell;
  if (typeof cell === 'object') return JSON.stringify(cell);
  const text = String(cell);
  // Trino writes decimals, and what is no finite number, as texts.
  if (/^(double|real|decimal.*)$/.test(type) && !/^-?\d+$/.test(text)) return Number(text);
  return /^(tinyint|smallint|integer|bigint|double|real|decimal.*)$/.test(type)
    ? wholeOf(text)
    : text;
}

/** Whole numbers beyond a double stay bigints. */
function wholeOf(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
