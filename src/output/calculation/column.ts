import {
  conventionNames,
  isQuantityName,
  type Language,
  quantities,
  type QuantityName,
  type Text,
} from '../../quantities.ts';
import { noteOf, labelText, textOrNone, valueOf } from './report.ts';
import type { Style } from '../style.ts';
import type { DrawnInterval, Result } from './result.ts';

/** One column of a table of records: the same list makes its header and its cells. */
export interface ResultColumn {
  readonly key: string;
  readonly header: string;
  readonly isNumber: boolean;
  cell(this: void, result: Result): string;
}

/** The columns that a list of records needs: labels, inputs, metrics, conventions. */
export function columnsOf(results: readonly Result[], style: Style): ResultColumn[] {
  const labels = unique(results.flatMap(({ labels: own }) => Object.keys(own ?? {})));
  const inputs = unique(results.flatMap(({ calculation }) => calculation.inputs));
  const metrics = unique(results.flatMap(({ calculation }) => calculation.metrics));
  const conventions = [...conventionNames, 'basis' as const].filter((name) =>
    results.some(({ calculation }) => calculation.values[name] !== undefined),
  );
  return [
    ...labels.map(labelColumn),
    ...unique([...inputs, ...metrics]).flatMap((name) => [
      quantityColumn(name, results, style),
      ...(results.some(({ uncertainty }) => uncertainty?.intervals[name] !== undefined)
        ? percentiles.map((percentile) => percentileColumn(name, percentile, style))
        : []),
    ]),
    ...conventions
      .filter((name) => !isQuantityName(name))
      .map((name) => conventionColumn(name, style.language)),
  ];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function labelColumn(key: string): ResultColumn {
  return {
    key,
    header: key,
    isNumber: false,
    cell: ({ labels }) => labelText(labels?.[key]),
  };
}

function quantityColumn(
  name: QuantityName,
  results: readonly Result[],
  style: Style,
): ResultColumn {
  const { language } = style;
  const found = results.some(({ calculation }) => calculation.metrics.includes(name));
  const notes = unique(
    results
      .filter(({ calculation }) => typeof calculation.values[name] === 'number')
      .map(({ calculation }) => noteOf(name, calculation, language, found)),
  ).filter((note) => note !== '');
  return {
    key: name,
    // Where the records differ in it, a note would be wrong for some of them.
    header: [quantities[name].label[language], ...(notes.length === 1 ? notes : [])].join(', '),
    isNumber: true,
    cell: ({ calculation }) =>
      calculation.values[name] === undefined ? '' : valueOf(name, calculation, style),
  };
}

const percentiles = ['p5', 'p50', 'p95'] as const satisfies (keyof DrawnInterval)[];

function percentileColumn(
  name: QuantityName,
  percentile: (typeof percentiles)[number],
  style: Style,
): ResultColumn {
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

const conventionLabels: Readonly<Record<'timing' | 'period' | 'basis', Text>> = {
  timing: { en: 'timing', nl: 'boekmoment' },
  period: { en: 'period', nl: 'periode' },
  basis: { en: 'basis', nl: 'basis' },
};

const conventionValues: Readonly<Record<string, Text>> = {
  start: { en: 'start', nl: 'begin' },
  mid: { en: 'mid', nl: 'halverwege' },
  end: { en: 'end', nl: 'eind' },
  year: { en: 'year', nl: 'jaar' },
  quarter: { en: 'quarter', nl: 'kwartaal' },
  month: { en: 'month', nl: 'maand' },
  margin: { en: 'margin', nl: 'marge' },
  revenue: { en: 'revenue', nl: 'omzet' },
};

function conventionColumn(name: 'timing' | 'period' | 'basis', language: Language): ResultColumn {
  return {
    key: name,
    header: conventionLabels[name][language],
    isNumber: false,
    cell: ({ calculation }) => conventionValues[calculation.values[name] ?? '']?.[language] ?? '',
  };
}
