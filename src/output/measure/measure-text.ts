import type { Codes } from '../../measure/code.ts';
import type { Figure } from '../../measure/figures/measured-figure.ts';
import type { Measurement } from '../../measure/figures/measurement.ts';
import type { Choice } from '../../measure/presets/preset-choice.ts';
import { quantities, type QuantityName, type Unit } from '../../quantities.ts';
import { markdownText } from '../escape.ts';
import type { Grid } from '../grid.ts';
import { gridText, notesText } from '../grid-text.ts';
import { heatMap } from '../heat.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page, Style } from '../style.ts';
import { type BalanceLine, balanceLines, plainLine } from './balance-lines.ts';
import { type Wording, wordingOf } from './measure-wording.ts';

/** What was measured, in which columns, and what the codes of its rows mean. */
interface MeasureResult {
  readonly measurement: Measurement;
  readonly choice: Choice;
  readonly codes: Codes;
}

/** A measurement as a person reads it: what the rows became, the figures, who came back, who brings most. */
export async function measurementText(
  format: TextFormat,
  result: MeasureResult,
  page: Page,
): Promise<string> {
  const { measurement } = result;
  const words = wordingOf(page.language);
  const titled = (title: string, text: string) => heading(format, title, page) + text;
  const cohorts = `${words.cohorts} ${words.periods[measurement.period]}: ${words.cohortsOf}`;
  const parts = [
    titled(words.rows, ledgerText(format, ledgerLines(result, page), page)),
    titled(words.figures, await gridText(format, figuresGrid(measurement, page), page)),
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

/** What became of the rows, and of which rows and days all the rest is. */
function ledgerLines({ measurement, choice, codes }: MeasureResult, page: Page): BalanceLine[] {
  const { window } = measurement;
  const { window: windowText } = wordingOf(page.language);
  return [
    ...balanceLines(measurement, codes, page),
    {
      text: windowText(window.from, window.to, page.format(window.months, 'months'), window.tz),
    },
    { text: choice.preset.note[page.language] },
  ];
}

function figuresGrid(
  { figures, interpurchase, concentration }: Measurement,
  { format, language }: Style,
): Grid {
  const words = wordingOf(language);
  const label = (name: QuantityName) => quantities[name].label[language];
  const line = (name: string, figure: Figure | undefined, unit: Unit, note = ''): string[][] => {
    if (figure === undefined) return [];
    const { value, low, high, n } = figure;
    const interval =
      low === undefined || high === undefined ? '' : `${format(low, unit)} – ${format(high, unit)}`;
    return [[name, format(value, unit), interval, format(n, 'count'), note]];
  };
  const share = (name: string, value: number | undefined, unit: Unit): string[][] =>
    value === undefined
      ? []
      : [[name, format(value, unit), '', format(concentration?.n ?? 0, 'count'), '']];
  return {
    header: ['', words.value, words.interval, 'n', ''],
    numbers: [false, true, true, true, false],
    groups: [
      [
        ...line(label('revenue'), figures.revenue, 'money'),
        ...line(label('customers'), figures.customers, 'count'),
        ...line(label('orders'), figures.orders, 'count'),
        ...line(label('occasions'), figures.occasions, 'count', words.oneADay),
      ],
      [
        ...line(label('averageValue'), figures.averageValue, 'money', words.perCustomer),
        ...line(label('avg'), figures.avg, 'money'),
        ...line(label('freq'), figures.freq, 'perPeriod', words.perYear),
        ...line(label('repeatRate'), figures.repeatRate, 'share'),
        ...line(label('retention'), figures.retention, 'share', words.nextPeriod),
        ...line(words.span, figures.years, 'years', words.years),
        ...line(words.between + words.median, interpurchase.median, 'ratio', words.days),
        ...line(words.between + words.mean, interpurchase.mean, 'ratio', words.days),
      ],
      [
        ...share(words.top(1), concentration?.top1, 'share'),
        ...share(words.top(10), concentration?.top10, 'share'),
        ...share(words.top(20), concentration?.top20, 'share'),
        ...share(words.gini, concentration?.gini, 'ratio'),
      ],
    ],
  };
}

/** The widest that a table of cohorts may be, where no terminal says how wide it is. */
const defaultWidth = 80;

async function cohortText(
  format: TextFormat,
  { cohorts }: Measurement,
  page: Page,
): Promise<string> {
  const cells = cohorts.map(({ start, customers, cells: ages }) => ({
    label: start.slice(0, 7),
    size: customers,
    shares: ages.map(({ retention, mature }) => ({ share: retention, mature })),
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

function endNotes({ rfm, cohorts }: Measurement, { immature, best, rule }: Wording): string[] {
  const some = cohorts.some(({ cells }) => cells.some(({ mature }) => !mature));
  return [...(some ? [immature] : []), `${best}; ${rule ?? rfm.rule}`];
}
