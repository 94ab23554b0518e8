import { closeSync, openSync, writeFileSync } from 'node:fs';
import { InputError, writeError } from '../errors.ts';
import type { Cell, EngineRow, TableFormat } from './engine.ts';
import { formula } from './formula.ts';

const formulaPattern = new RegExp(formula);

/** Whether a spreadsheet would run an id as a formula, so that it gets a ' before it in CSV. */
export const isRunAsFormula = (id: string): boolean => formulaPattern.test(id);

/**
 * Write rows as they come to a file.
 *
 * @param ids a column whose formulas get a ' before them
 * @returns how many did
 * @throws InputError when it should be Parquet, which only DuckDB writes
 */
export async function copyRows(
  pieces: AsyncIterable<readonly EngineRow[]>,
  file: string,
  format: TableFormat,
  ids?: string,
): Promise<number> {
  if (format === 'parquet') {
    throw new InputError(`${file} must be CSV when the rows come from a server, got Parquet`);
  }
  const descriptor = openSync(file, 'w');
  let formulas = 0;
  const harmless = (row: EngineRow): EngineRow => {
    const id = ids === undefined ? null : row[ids];
    if (ids === undefined || typeof id !== 'string' || !isRunAsFormula(id)) return row;
    formulas++;
    return { ...row, [ids]: `'${id}` };
  };
  try {
    let isFirst = true;
    for await (const rows of pieces) {
      const lines = rows.map((row) => Object.values(harmless(row)).map(plainCell).join(','));
      const [row] = rows;
      if (isFirst && row) lines.unshift(Object.keys(row).map(plainCell).join(','));
      isFirst = false;
      writeFileSync(descriptor, Buffer.from(lines.map((line) => `${line}\n`).join('')));
    }
  } catch (error) {
    throw writeError(
      error,
      (code) => `the disk must have room for the rows, got ${code}; free it, or write elsewhere`,
    );
  } finally {
    closeSync(descriptor);
  }
  return formulas;
}

/** A cell of CSV as it is, quoted where it must be. */
export function plainCell(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
