import { sum } from '../math/sum.ts';
import type { EquityYear } from '../metrics/equity-over-years.ts';
import type { Result } from '../output/calculation/result.ts';
import { csvLine } from '../output/csv.ts';
import { jsonText } from '../output/escape.ts';
import { jsonLine } from '../output/json.ts';
import type { Grid } from '../output/markdown.ts';
import { textOrNone } from '../output/calculation/report.ts';
import type { Style } from '../output/style.ts';
import { horizonNames, quantities, type QuantityName } from '../quantities.ts';
import type { Host } from './process/host.ts';
import type { OutputFormat, OutputOptions } from './flags/result-flags.ts';
import { gridOf, gridText, notesOf, notesText, reportFor, reportText, styleOf } from './tables.ts';
import { cellsOf, rowOf } from './writer.ts';

/** One segment, or all customers as one. */
export interface Segment extends Result {
  readonly byYear: readonly EquityYear[] | undefined;
}

interface EquityStyle {
  /** Whether there is one record and not a list of segments. */
  readonly isOne: boolean;
  readonly horizon: readonly number[];
  readonly format: OutputFormat;
  readonly host: Host;
  readonly output: OutputOptions;
}

/** Customer equity as text in the format wanted. */
export async function segmentsText(
  segments: readonly Segment[],
  style: EquityStyle,
): Promise<string> {
  const rows = segments.map((segment) => ({
    ...rowOf(segment),
    ...(segment.byYear && { horizon: style.horizon, byYear: segment.byYear }),
  }));
  switch (style.format) {
    case 'ndjson':
      return rows.map(jsonLine).join('');
    case 'json':
      return style.isOne
        ? rows.map(jsonLine).join('')
        : `[\n${rows.map((row) => jsonText(row)).join(',\n')}\n]\n`;
    case 'csv':
      return csvText(segments);
    case 'table':
    case 'markdown':
      return tables(segments, style.format, style);
  }
}

/** The conventions that a year's figures rest on. */
function conventionsOf({ calculation: { values } }: Result): Record<string, unknown> {
  const { discount, timing, period, basis } = values;
  return { discount, timing, period, basis };
}

/** One line a segment, or with a horizon one line a segment and year. */
function csvText(segments: readonly Segment[]): string {
  const lines = segments.flatMap(({ byYear, ...segment }): Record<string, unknown>[] =>
    byYear === undefined
      ? [{ ...cellsOf(segment) }]
      : byYear.map((year) => ({
          ...segment.labels,
          ...year,
          ...conventionsOf(segment),
        })),
  );
  const header = [...new Set(lines.flatMap((line) => Object.keys(line)))].filter((key) =>
    lines.some((line) => line[key] !== undefined),
  );
  return [header, ...lines.map((line) => header.map((key) => line[key]))].map(csvLine).join('');
}

async function tables(
  segments: readonly Segment[],
  format: 'table' | 'markdown',
  { isOne, horizon, host, output }: EquityStyle,
): Promise<string> {
  const style = styleOf(output);
  const [first] = segments;
  if (first === undefined) return '';
  const years = totalByYear(segments);
  const yearly =
    years.length === 0
      ? ''
      : await gridText(
          format,
          yearGrid(years, first.calculation.values.basis, style),
          output,
          host,
        );
  const notes =
    years.length === 0
      ? []
      : [horizonSentence(segments, years, horizon, style), ...wonSentences(segments, style)];
  const gap = format === 'markdown' && yearly !== '' ? '\n' : '';
  if (isOne) {
    const result = { ...first, calculation: forHorizon(first, years.length > 0) };
    const report = await reportFor(result, style);
    const text = await reportText(format, { ...report, notes: [] }, output, host);
    return text + gap + yearly + notesText(format, [...notes, ...report.notes], output);
  }
  const { columnsOf } = await import('../output/calculation/column.ts');
  const columns = columnsOf(segments, style).filter(({ key }) => key !== 'equityTotal');
  const grid = gridOf(columns, segments);
  const total = totals(segments, style);
  const lastLine = columns.map(
    ({ key }, at) =>
      total.get(key) ?? (at === 0 ? { en: 'total', nl: 'totaal' }[style.language] : ''),
  );
  const text = await gridText(
    format,
    { ...grid, groups: [...grid.groups, [lastLine]] },
    output,
    host,
  );
  const results = segments.map((segment) => ({
    ...segment,
    calculation: forHorizon(segment, years.length > 0),
  }));
  const perSegment = segments.length > 1 && first.calculation.values.newPerYear !== undefined;
  const said = [
    ...notes,
    ...(perSegment && years.length > 0 ? [wonPerSegment[style.language]] : []),
    ...(await notesOf(results, style)),
  ];
  return text + gap + yearly + notesText(format, said, output);
}

/** What customers won cost: that it is taken off, or that it is not known. */
function wonSentences(segments: readonly Segment[], { language }: Style): string[] {
  const won = segments.filter(({ calculation }) => (calculation.values.newPerYear ?? 0) > 0);
  const paid = won.filter((segment) => isPaid(segment));
  return [
    ...(paid.length > 0 ? [wonAtCost[language]] : []),
    ...(paid.length < won.length ? [wonForNothing[language]] : []),
  ];
}

function isPaid({ byYear }: Segment): boolean {
  return byYear?.[0]?.acquisitionCost !== undefined;
}

const wonAtCost = {
  en: 'Customers won are paid for when they are first counted, at the start of the next period; those won last are not paid for yet.',
  nl: 'Voor geworven klanten wordt betaald zodra zij meetellen, aan het begin van de volgende periode; voor de laatst geworven klanten is nog niet betaald.',
};

const wonForNothing = {
  en: 'No cac is given: what it costs to win customers is not taken off.',
  nl: 'Er is geen cac gegeven: wat het kost om klanten te werven, is er niet afgetrokken.',
};

const wonPerSegment = {
  en: 'Customers won per year count for each segment.',
  nl: 'Geworven klanten per jaar gelden voor elk segment.',
};

/** With a horizon, the customers won each year and what they cost are used after all. */
function forHorizon(segment: Segment, hasHorizon: boolean): Segment['calculation'] {
  const { calculation } = segment;
  if (!hasHorizon) return calculation;
  const used = isPaid(segment) ? ['newPerYear', 'cac'] : ['newPerYear'];
  return { ...calculation, unused: calculation.unused.filter((name) => !used.includes(name)) };
}

function totals(segments: readonly Segment[], style: Style): Map<string, string> {
  const total = (name: QuantityName) => {
    const values = segments.map(({ calculation }) => calculation.values[name] ?? null);
    return values.includes(null) ? null : sum(values.map(Number));
  };
  const text = (name: QuantityName, value = total(name)): [string, string] => [
    name,
    textOrNone(value, quantities[name].unit, style),
  ];
  return new Map([
    text('customers'),
    text('equity'),
    text('residualEquity'),
    text('equityShare', total('equityShare') === null ? null : 1),
  ]);
}

function totalByYear(segments: readonly Segment[]): EquityYear[] {
  const [first] = segments;
  return (first?.byYear ?? []).map(({ year }, index) => {
    const total = (name: keyof EquityYear) =>
      sum(segments.map(({ byYear }) => byYear?.[index]?.[name] ?? 0));
    const acquisitionCost = segments.some(isPaid) ? total('acquisitionCost') : undefined;
    return {
      year,
      customers: total('customers'),
      kept: total('kept'),
      won: total('won'),
      cashFlow: total('cashFlow'),
      ...(acquisitionCost !== undefined && { acquisitionCost }),
      presentValue: total('presentValue'),
      equity: total('equity'),
    };
  });
}

function yearGrid(
  years: readonly EquityYear[],
  basis: 'margin' | 'revenue' | undefined,
  { language, format }: Style,
): Grid {
  const names = (horizonNames as readonly (keyof EquityYear & QuantityName)[]).filter((name) =>
    years.some((line) => line[name] !== undefined),
  );
  const flow = basis === 'margin' ? 'marginPerYear' : 'revenue';
  return {
    header: names.map((name) => quantities[name === 'cashFlow' ? flow : name].label[language]),
    groups: [
      years.map((line) => names.map((name) => format(line[name] ?? 0, quantities[name].unit))),
    ],
    numbers: names.map(() => true),
  };
}

function horizonSentence(
  segments: readonly Segment[],
  years: readonly EquityYear[],
  horizon: readonly number[],
  { language, format }: Style,
): string {
  const endless = sum(segments.map(({ calculation }) => Number(calculation.values.equity)));
  const en = language === 'en';
  const parts = horizon.map((count) => {
    const money = format(years[count - 1]?.equity ?? 0, 'money');
    if (en) return `${money} over ${count} ${count === 1 ? 'year' : 'years'}`;
    return `${money} over ${count} jaar`;
  });
  return en
    ? `Customer equity: ${parts.join(', ')}; ${format(endless, 'money')} without end, of today’s customers alone.`
    : `Totale klantwaarde: ${parts.join(', ')}; ${format(endless, 'money')} zonder eind, van de klanten van nu alleen.`;
}
