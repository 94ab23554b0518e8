import { isRunAsFormula, plainCell } from '../engines/copy.ts';
import { jsonLine } from '../output/json.ts';
import type { ScoreColumns } from '../output/model/score-columns.ts';
import type { Destination } from './process/destination.ts';
import type { ScoredCustomer } from './scoring.ts';

/** Writes customers with their scores as they come. */
export interface ScoreWriter {
  /** @returns whether what is written is still taken */
  write(this: void, scored: readonly ScoredCustomer[]): Promise<boolean>;
  /** How many ids a spreadsheet would have run as a formula. */
  formulas(this: void): number;
}

/** Ids are as they are; in CSV those that a spreadsheet would run get a ' before them. */
export function scoreWriter(
  destination: Destination,
  columns: ScoreColumns,
  format: 'csv' | 'ndjson',
): ScoreWriter {
  let formulas = 0;
  let isFirst = true;
  const idCell = (id: string): string => {
    if (!isRunAsFormula(id)) return plainCell(id);
    formulas++;
    return plainCell(`'${id}`);
  };
  const lineOf = ({ customer, score }: ScoredCustomer): string => {
    const values = columns.map(([name, value]) => [name, value(score)] as const);
    if (format === 'ndjson') return jsonLine({ customer, ...Object.fromEntries(values) });
    return `${idCell(customer)},${values.map(([, value]) => value ?? '').join(',')}\n`;
  };
  return {
    async write(scored) {
      if (isFirst && format === 'csv') {
        await destination.write(`${['customer', ...columns.map(([name]) => name)].join(',')}\n`);
      }
      isFirst = false;
      await destination.write(scored.map(lineOf).join(''));
      return destination.isOpen();
    },
    formulas: () => formulas,
  };
}
