import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { clvInProcess, type Run } from '../cli/clv.ts';

/** A folder for the files of one test file. */
export const folder = mkdtempSync(join(tmpdir(), 'clv-measure-'));
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;

/** Put a text into a file of its own. */
export function fileOf(content: string | Uint8Array, name = `orders-${++written}.csv`): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

export const named = ['--customer', 'customer', '--date', 'date', '--amount', 'amount'];

export const measure = (file: string, ...args: readonly string[]): Promise<Run> =>
  clvInProcess(['measure', file, ...args]);

interface Interval {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly n: number;
}

/** What the tests look at of measured.json. */
export interface Measured {
  readonly files: readonly { name: string; sha256: string; rows: number }[];
  readonly window: Readonly<Record<'from' | 'to' | 'first' | 'asOf', string>> & {
    readonly months: number;
  };
  readonly currency: string | null;
  readonly preset: string | null;
  readonly ledger: {
    readonly rows: Readonly<Record<string, number>>;
    readonly codes: readonly { code: string; rows: number; amount: number; currency: string }[];
    readonly money: readonly Record<string, number>[];
  };
  readonly revenue: Interval;
  readonly customers: Interval;
  readonly orders: Interval;
  readonly occasions: Interval;
  readonly averageValue: Interval;
  readonly avg: Interval;
  readonly freq?: Interval;
  readonly newPerYear?: Interval;
  readonly firstYearOrders?: Interval;
  readonly repeatFreq?: Interval;
  readonly withheld: Readonly<Record<string, string>>;
  readonly repeatRate: Interval;
  readonly observedSpan: Interval;
  readonly boughtAgain?: Interval;
  readonly cohorts: readonly {
    start: string;
    customers: number;
    leftCensored: boolean;
    cells: { customers: number; share: number; cumulativeValue: number; mature: boolean }[];
  }[];
  readonly rfm: {
    readonly cells: readonly Readonly<
      Record<'recency' | 'frequency' | 'monetary' | 'customers' | 'revenue', number>
    >[];
  };
  readonly concentration: Readonly<Record<string, number>> | null;
  readonly interpurchase: { readonly median?: Interval; readonly mean?: Interval };
}

/** Measure, money of few customers kept, and expect that it went well. */
export async function measured(file: string, ...args: readonly string[]): Promise<Measured> {
  const { stdout, stderr, code } = await measure(file, ...args, '--json', '--small-cells');
  if (code !== 0) throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout) as Measured;
}

/** The rows of each code. */
export const codesOf = ({ ledger }: Measured): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { code, rows } of ledger.codes) counts[code] = (counts[code] ?? 0) + rows;
  return counts;
};
