import type { Calculation } from '../metrics/calculate.ts';
import { conventionNames, isQuantityName, quantities, type QuantityName } from '../quantities.ts';
import { type Style, textOrNone, valueOf } from './report.ts';
import type { Interval, Uncertainty } from './uncertainty.ts';

/** One record of a result: its own labels, and what was calculated from its numbers. */
export interface Result {
  readonly labels: Readonly<Record<string, unknown>> | undefined;
  readonly calculation: Calculation;
  /** Where some of its numbers were ranges. */
  readonly uncertainty?: Uncertainty;
}

/** One column of a table of records: the same list makes its header and its cells. */
export interface Column {
  readonly key: string;
  readonly header: string;
  readonly isNumber: boolean;
  cell(this: void, result: Result): string;
}

/** The columns that a list of records needs: labels, inputs, metrics, conventions. */
export function columnsOf(results: readonly Result[], style: Style): Column[] {
  const labels = unique(results.flatMap(({ labels: own }) => Object.keys(own ?? {})));
  const inputs = unique(results.flatMap(({ calculation }) => calculation.inputs));
  const metrics = unique(results.flatMap(({ calculation }) => calculation.metrics));
  const conventions = [...conventionNames, 'basis' as const].filter((name) =>
    results.some(({ calculation }) => calculation.values[name] !== undefined),
  );
  return [
    ...labels.map(labelColumn),
    ...unique([...inputs, ...metrics]).flatMap((name) => [
      quantityColumn(name, style),
      ...(results.some(({ uncertainty }) => uncertainty?.intervals[name] !== undefined)
        ? percentiles.map((percentile) => percentileColumn(name, percentile, style))
        : []),
    ]),
    ...conventions.filter((name) => !isQuantityName(name)).map(conventionColumn),
  ];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function labelColumn(key: string): Column {
  return {
    key,
    header: key,
    isNumber: false,
    cell: ({ labels }) => textOf(labels?.[key]),
  };
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function quantityColumn(name: QuantityName, style: Style): Column {
  return {
    key: name,
    header: quantities[name].label[style.language],
    isNumber: true,
    cell: ({ calculation }) =>
      calculation.values[name] === undefined ? '' : valueOf(name, calculation, style),
  };
}

const percentiles = ['p5', 'p50', 'p95'] as const satisfies (keyof Interval)[];

function percentileColumn(
  name: QuantityName,
  percentile: (typeof percentiles)[number],
  style: Style,
): Column {
  const { label, unit } = quantities[name];
  return {
    key: name + percentile.toUpperCase(),
    header: `${label[style.language]} ${percentile}`,
    isNumber: true,
    cell({ uncertainty }) {
      const value = uncertainty?.intervals[name]?.[percentile];
      return value === undefined ? '' : textOrNone(value, unit, style);
    },
  };
}

function conventionColumn(name: 'timing' | 'period' | 'basis'): Column {
  return {
    key: name,
    header: name,
    isNumber: false,
    cell: ({ calculation }) => calculation.values[name] ?? '',
  };
}
