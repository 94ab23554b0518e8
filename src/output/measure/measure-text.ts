import type { Codes } from '../../measure/code.ts';
import type { Figure } from '../../measure/figures/measured-figure.ts';
import type { Measurement } from '../../measure/figures/measurement.ts';
import type { WithheldReason, WithheldReasons } from '../../measure/figures/withheld.ts';
import type { Choice } from '../../measure/presets/preset-choice.ts';
import { quantities, type QuantityName, type Unit } from '../../quantities.ts';
import { notAvailable } from '../calculation/sentence.ts';
import { markdownText } from '../escape.ts';
import type { Grid } from '../grid.ts';
import { gridText, notesText } from '../grid-text.ts';
import { heatMap } from '../heat.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page, Style } from '../style.ts';
import { type BalanceLine, balanceLines, plainLine } from './balance-lines.ts';
import { type Wording, wordingOf } from './measure-wording.ts';

/** What was measured, in which columns, and what codes of rows and reasons mean. */
interface MeasureResult {
  readonly measurement: Measurement;
  readonly choice: Choice;
  readonly codes: Codes;
  readonly withheldReasons: WithheldReasons;
}

/** A measurement as a person reads it: what the rows became, the figures, who came back, who brings most. */
export async function measurementText(
  format: TextFormat,
  result: MeasureResult,
  page: Page,
): Promise<string> {
  const { measurement } = result;
  const { window, history } = measurement;
  const words = wordingOf(page.language);
  const titled = (title: string, text: string) => heading(format, title, page) + text;
  const cohorts = `${words.cohorts} ${words.periods[measurement.period]}: ${words.cohortsOf}`;
  const parts = [
    titled(words.rows, ledgerText(format, ledgerLines(result, page), page)),
    titled(
      words.figuresOf(window.from, window.to, page.format(window.months, 'count')),
      await gridText(format, windowGrid(measurement, page), page),
    ),
    notesText(format, figureNotes(result, page), page),
    titled(
      words.allOrders(history.from, history.asOf),
      await gridText(format, historyGrid(measurement, page), page),
    ),
    titled(cohorts, await cohortText(format, measurement, page)),
    titled(words.rfm, await gridText(format, rfmGrid(measurement, page), page)),
    notesText(format, endNotes(measurement, words), page),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function heading(format: TextFormat, text: string, { quiet }: Page): string {
  if (quiet) return '';
  return format === 'markdown' ? `### ${text}\n\n` : `${text}\n`;
}

/** The lines of the ledger; in Markdown as a list, with the codes below the money that they are of. */
function ledgerText(format: TextFormat, lines: readonly BalanceLine[], page: Page): string {
  if (format !== 'markdown' || page.quiet) return notesText(format, lines.map(plainLine), page);
  return lines.map(({ indent = '', text }) => `${indent}- ${markdownText(text)}\n`).join('');
}

/** What became of the rows, and what their days and amounts are. */
function ledgerLines({ measurement, choice, codes }: MeasureResult, page: Page): BalanceLine[] {
  const { daysIn } = wordingOf(page.language);
  return [
    ...balanceLines(measurement, codes, page),
    { text: daysIn(measurement.zone) },
    { text: choice.preset.note[page.language] },
  ];
}

/** The cells of a figure: what it is, its value and interval, of how many, and a word to it. */
function figureCells(name: string, figure: Figure, unit: Unit, note: string, { format }: Style) {
  const { value, low, high, n } = figure;
  const interval =
    low === undefined || high === undefined ? '' : `${format(low, unit)} – ${format(high, unit)}`;
  return [name, format(value, unit), interval, format(n, 'count'), note];
}

function figuresGrid(groups: readonly (readonly string[][])[], { value, interval }: Wording): Grid {
  return {
    header: ['', value, interval, 'n', ''],
    numbers: [false, true, true, true, false],
    groups,
  };
}

/** A line for each figure that is there or withheld. */
function figureLine(
  name: QuantityName,
  { figures, withheld }: Pick<Measurement, 'figures' | 'withheld'>,
  note: string,
  style: Style,
): string[][] {
  const { label, unit } = quantities[name];
  const figure = (figures as { readonly [Name in QuantityName]?: Figure })[name];
  if (figure !== undefined) {
    return [figureCells(label[style.language], figure, unit, note, style)];
  }
  const isWithheld = Object.hasOwn(withheld, name);
  return isWithheld ? [[label[style.language], notAvailable[style.language], '', '', note]] : [];
}

function windowGrid(measurement: Measurement, style: Style): Grid {
  const words = wordingOf(style.language);
  const line = (name: QuantityName, note = '') => figureLine(name, measurement, note, style);
  const months = style.format(measurement.window.months, 'count');
  return figuresGrid(
    [
      [
        ...line('revenue'),
        ...line('customers'),
        ...line('orders'),
        ...line('occasions', words.oneADay),
        ...line('newPerYear', words.perYear),
      ],
      [
        ...line('averageValue', words.overMonths(months)),
        ...line('avg'),
        ...line('freq', words.perYear),
      ],
    ],
    words,
  );
}

function historyGrid(measurement: Measurement, style: Style): Grid {
  const { interpurchase, concentration, period } = measurement;
  const words = wordingOf(style.language);
  const { format } = style;
  const line = (name: QuantityName, note = '') => figureLine(name, measurement, note, style);
  const between = (name: string, figure: Figure | undefined) =>
    figure === undefined
      ? []
      : [figureCells(words.between + name, figure, 'ratio', words.days, style)];
  const again = measurement.figures.boughtAgain;
  const share = (name: string, value: number | undefined, unit: Unit): string[][] =>
    value === undefined
      ? []
      : [[name, format(value, unit), '', format(concentration?.n ?? 0, 'count'), '']];
  return figuresGrid(
    [
      [
        ...line('firstYearOrders'),
        ...line('repeatFreq', words.perYear),
        ...line('repeatRate'),
        ...(again ? [figureCells(words.boughtAgain[period], again, 'share', '', style)] : []),
        ...line('observedSpan', words.years),
        ...between(words.median, interpurchase.median),
        ...between(words.mean, interpurchase.mean),
      ],
      [
        ...share(words.top(1), concentration?.top1, 'share'),
        ...share(words.top(10), concentration?.top10, 'share'),
        ...share(words.top(20), concentration?.top20, 'share'),
        ...share(words.gini, concentration?.gini, 'ratio'),
      ],
    ],
    words,
  );
}

/** Why figures are withheld, one reason a line. */
function figureNotes(
  { measurement, withheldReasons }: MeasureResult,
  { language }: Page,
): string[] {
  const all = Object.entries(measurement.withheld) as [QuantityName, WithheldReason][];
  const reasons = [...new Set(all.map(([, reason]) => reason))];
  return reasons.map((reason) => {
    const names = all
      .filter((each) => each[1] === reason)
      .map(([name]) => quantities[name].label[language]);
    return `${names.join(', ')}: ${withheldReasons[reason][language]}`;
  });
}

/** The widest that a table of cohorts may be, where no terminal says how wide it is. */
const defaultWidth = 80;

async function cohortText(
  format: TextFormat,
  { cohorts }: Measurement,
  page: Page,
): Promise<string> {
  const cells = cohorts.map(({ start, customers, leftCensored, cells: ages }) => ({
    label: `${start.slice(0, 7)}${leftCensored ? '†' : ''}`,
    size: customers,
    shares: ages,
  }));
  const { cohort, size, left } = wordingOf(page.language);
  // A page of Markdown has no width that is known here.
  const width = format === 'markdown' ? Infinity : Math.min(page.width ?? defaultWidth, 120);
  const map = heatMap(cells, width, { cohort, size });
  if (format === 'markdown') return gridText(format, map.grid, page);
  const shade = page.hasColor ? (await import('../color.ts')).shade : undefined;
  const note = map.left === undefined ? [] : [left(...map.left)];
  return map.text(shade) + notesText(format, note, page);
}

function rfmGrid({ rfm }: Measurement, { format }: Style): Grid {
  const fifths = [5, 4, 3, 2, 1];
  const customers = (recency: number, frequency: number) =>
    rfm.cells
      .filter((cell) => cell.recency === recency && cell.frequency === frequency)
      .reduce((sum, cell) => sum + cell.customers, 0);
  return {
    header: ['', ...fifths.map((frequency) => `F${frequency}`)],
    numbers: [false, true, true, true, true, true],
    groups: [
      fifths.map((recency) => [
        `R${recency}`,
        ...fifths.map((frequency) => format(customers(recency, frequency), 'count')),
      ]),
    ],
  };
}

function endNotes({ rfm, cohorts }: Measurement, words: Wording): string[] {
  const isSomeImmature = cohorts.some(({ cells }) => cells.some(({ mature }) => !mature));
  const isSomeCensored = cohorts.some(({ leftCensored }) => leftCensored);
  return [
    ...(isSomeImmature ? [words.immature] : []),
    ...(isSomeCensored ? [words.leftCensored] : []),
    `${words.best}; ${words.rule ?? rfm.rule}`,
  ];
}
