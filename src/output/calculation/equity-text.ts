import type { EquityTotal } from '../../analysis/equity-total.ts';
import type { EquityYear } from '../../metrics/equity-over-years.ts';
import { horizonNames, type Language, quantities, type QuantityName } from '../../quantities.ts';
import type { Grid } from '../grid.ts';
import { gridText, notesText } from '../grid-text.ts';
import { jsonLine, jsonLines } from '../json.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page, Style } from '../style.ts';
import { type Texts, textsOf } from '../texts.ts';
import { columnsOf } from './column.ts';
import { flatCells, flatJson } from './flat-result.ts';
import { textOrNone } from './report.ts';
import type { Result } from './result.ts';
import { gridOf, resultNotes, reportFor, reportText } from './results-text.ts';

/** One segment, or all customers as one. */
export interface Segment extends Result {
  readonly byYear: readonly EquityYear[] | undefined;
}

/** The equity of segments. */
export interface EquityResult {
  readonly segments: readonly Segment[];
  readonly total: EquityTotal;
  /** Whether there is one record and not a list of segments. */
  readonly isOne: boolean;
  /** The years that were asked for. */
  readonly horizon: readonly number[];
}

export function equityTexts(result: EquityResult, page: Page): Texts {
  const { segments, isOne, horizon } = result;
  const lines = () =>
    segments.map((segment) => ({
      ...flatJson(segment, page.language),
      ...(segment.byYear && { horizon, byYear: segment.byYear }),
    }));
  return textsOf({
    json: () => (isOne ? lines().map(jsonLine).join('') : jsonLines(lines())),
    lines,
    rows: () => csvRecords(segments, page.language),
    page: (format) => tables(format, result, page),
  });
}

/** One line a segment, or with a horizon one line a segment and year. */
function csvRecords(segments: readonly Segment[], language: Language): Record<string, unknown>[] {
  return segments.flatMap(({ byYear, ...segment }): Record<string, unknown>[] => {
    if (byYear === undefined) return [{ ...flatCells(segment, language) }];
    // The conventions that a year's figures rest on.
    const { discount, timing, period, basis } = segment.calculation.values;
    return byYear.map((year) => ({ ...segment.labels, ...year, discount, timing, period, basis }));
  });
}

async function tables(format: TextFormat, result: EquityResult, page: Page): Promise<string> {
  const { segments, total, isOne } = result;
  const [first] = segments;
  if (first === undefined) return '';
  const hasHorizon = total.years.length > 0;
  const { basis } = first.calculation.values;
  const yearly = hasHorizon ? await gridText(format, yearGrid(total.years, basis, page), page) : '';
  const notes = hasHorizon ? [horizonSentence(result, page), ...wonSentences(segments, page)] : [];
  const gap = format === 'markdown' && hasHorizon ? '\n' : '';
  const used = segments.map((segment) => ({
    ...segment,
    calculation: forHorizon(segment, hasHorizon),
  }));
  if (isOne) {
    const report = reportFor(used[0] ?? first, page);
    const text = await reportText(format, { ...report, notes: [] }, page);
    return text + gap + yearly + notesText(format, [...notes, ...report.notes], page);
  }
  const text = await gridText(format, segmentGrid(result, page), page);
  const isEach =
    hasHorizon && segments.length > 1 && first.calculation.values.newPerYear !== undefined;
  const said = [
    ...notes,
    ...(isEach ? [wonPerSegment[page.language]] : []),
    ...resultNotes(used, page),
  ];
  return text + gap + yearly + notesText(format, said, page);
}

/** A line a segment, and one of what they come to together. */
function segmentGrid({ segments, total }: EquityResult, style: Style): Grid {
  const columns = columnsOf(segments, style).filter(({ key }) => key !== 'equityTotal');
  const grid = gridOf(columns, segments);
  const totals = new Map(
    Object.entries(total.values).map(([name, value]) => [
      name,
      textOrNone(value, quantities[name as QuantityName].unit, style),
    ]),
  );
  const first = { en: 'total', nl: 'totaal' }[style.language];
  const lastLine = columns.map(({ key }, at) => totals.get(key) ?? (at === 0 ? first : ''));
  return { ...grid, groups: [...grid.groups, [lastLine]] };
}

/** What customers won cost: that it is taken off, or that it is not known. */
function wonSentences(segments: readonly Segment[], { language }: Style): string[] {
  const won = segments.filter(({ calculation }) => (calculation.values.newPerYear ?? 0) > 0);
  const paid = won.filter((segment) => isPaid(segment));
  return [
    ...(paid.length > 0 ? [wonAtCost[language]] : []),
    ...(paid.length < won.length
      ? [wonForNothing(won.length - paid.length, won.length)[language]]
      : []),
  ];
}

function isPaid({ byYear }: Segment): boolean {
  return byYear?.[0]?.acquisitionCost !== undefined;
}

const wonAtCost = {
  en: 'Customers won are paid for when they are first counted, at the start of the next period; those won last are not paid for yet.',
  nl: 'Voor geworven klanten wordt betaald zodra zij meetellen, aan het begin van de volgende periode; voor de laatst geworven klanten is nog niet betaald.',
};

function wonForNothing(count: number, all: number) {
  const isAll = count === all;
  const en = isAll ? 'No cac is given' : `No cac is given for ${count} of ${all} segments`;
  const nl = isAll
    ? 'Er is geen cac gegeven'
    : `Voor ${count} van ${all} segmenten is geen cac gegeven`;
  return {
    en: `${en}: what it costs to win customers is not taken off.`,
    nl: `${nl}: wat het kost om klanten te werven, is er niet afgetrokken.`,
  };
}

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

function horizonSentence({ total, horizon }: EquityResult, { language, format }: Style): string {
  const en = language === 'en';
  const parts = horizon.map((count) => {
    const money = format(total.years[count - 1]?.equity ?? 0, 'money');
    if (en) return `${money} over ${count} ${count === 1 ? 'year' : 'years'}`;
    return `${money} over ${count} jaar`;
  });
  const endless = format(total.equity, 'money');
  return en
    ? `Customer equity: ${parts.join(', ')}; ${endless} without end, of today’s customers alone.`
    : `Totale klantwaarde: ${parts.join(', ')}; ${endless} zonder eind, van de klanten van nu alleen.`;
}
