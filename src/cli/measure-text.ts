import { type Choice, mappingLine } from '../measure/presets/preset-choice.ts';
import { anonymousShare } from '../measure/columns/anonymous.ts';
import type { Figure } from '../measure/figures/measured-figure.ts';
import type { Ledger } from '../measure/ledger.ts';
import type { Measurement } from '../measure/figures/measurement.ts';
import { codes } from '../measure/code.ts';
import { markdownText } from '../output/escape.ts';
import { heatMap } from '../output/heat.ts';
import type { Grid } from '../output/markdown.ts';
import { numberFormat } from '../output/number-format.ts';
import { quantities, type QuantityName, type Unit } from '../quantities.ts';
import type { Host } from './process/host.ts';
import { reasonOf, type Wording, wordingOf } from './measure-wording.ts';
import type { OutputOptions } from './flags/result-flags.ts';
import { colorWanted, gridText, notesText } from './tables.ts';

type TextFormat = 'table' | 'markdown';

/** A measurement as a person reads it: what the rows became, the figures, who came back, who brings most. */
export async function measurementText(
  format: TextFormat,
  measurement: Measurement,
  choice: Choice,
  output: OutputOptions,
  host: Host,
): Promise<string> {
  const style = { ...output, currency: measurement.currency };
  const words = wordingOf(output.language);
  const parts = [
    heading(format, words.rows, output) +
      ledgerText(format, ledgerLines(measurement, choice, style), output),
    heading(format, words.figures, output) +
      (await gridText(format, figuresGrid(measurement, style), output, host)),
    heading(
      format,
      `${words.cohorts} ${words.periods[measurement.period]}: ${words.cohortsOf}`,
      output,
    ) + (await cohortText(format, measurement, output, host)),
    heading(format, words.rfm, output) +
      (await gridText(format, rfmGrid(measurement, style), output, host)),
    notesText(format, endNotes(measurement, words), output),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function heading(format: TextFormat, text: string, { quiet }: OutputOptions): string {
  if (quiet) return '';
  return format === 'markdown' ? `### ${text}\n\n` : `${text}\n`;
}

/** The lines of the ledger; in Markdown as a list, with the codes below the money that they are of. */
function ledgerText(format: TextFormat, lines: readonly string[], output: OutputOptions): string {
  if (format !== 'markdown' || output.quiet) return notesText(format, lines, output);
  return lines.map((line) => `${markdownText(line).replace(/^( *)/, '$1- ')}\n`).join('');
}

/** What became of the rows, and of which rows and days all the rest is. */
function ledgerLines(measurement: Measurement, choice: Choice, style: OutputOptions): string[] {
  const format = numberFormat(style);
  const { window } = measurement;
  const { window: windowText } = wordingOf(style.language);
  const lines = [
    ...(choice.preset === undefined ? [mappingLine(choice)] : []),
    ...balanceLines(measurement, style),
    windowText(window.from, window.to, format(window.months, 'months'), window.tz),
  ];
  return choice.preset === undefined ? lines : [...lines, choice.preset.note[style.language]];
}

/** The ledger in sentences that add up. */
export function balanceLines(told: Told, style: OutputOptions): string[] {
  const format = numberFormat(style);
  const count = (value: number) => format(value, 'count');
  const { ledger } = told;
  const { rows } = ledger;
  const { fates } = wordingOf(style.language);
  const parts = (['used', 'merged', 'netted', 'excluded', 'rejected'] as const).map(
    (fate) => `${fates[fate]} ${count(rows[fate])}`,
  );
  return [
    `${fates.rows} ${count(rows.read)} = ${parts.join(' + ')}`,
    ...ledger.money
      .filter(({ read, used }) => read !== 0 || used !== 0)
      .map((money) => moneyLine(money, style)),
    ...codeLines(told, style),
  ];
}

/** A ledger, and the currency of what counts. */
interface Told {
  readonly ledger: Ledger;
  readonly currency: string | undefined;
}

function moneyLine(money: Ledger['money'][number], style: OutputOptions): string {
  const format = numberFormat({ ...style, currency: undefined });
  const { fates } = wordingOf(style.language);
  const parts = (['used', 'netted', 'merged', 'excluded', 'rejected'] as const)
    .filter((name) => name === 'used' || money[name] !== 0)
    .map((name) => `${fates[name]} ${format(money[name], 'money')}`);
  const read = format(money.read, 'money');
  return `${money.currency || fates.money} ${read} ${fates.read} = ${parts.join(' + ')}`;
}

function codeLines({ ledger, currency = '' }: Told, style: OutputOptions): string[] {
  const format = numberFormat({ ...style, currency: undefined });
  const { ofRevenue } = wordingOf(style.language);
  const anonymous = anonymousShare(ledger, currency);
  return ledger.codes
    .filter(({ code }) => code !== 'USED')
    .map((line) => {
      const { code, rows } = line;
      const share =
        code === 'X_NO_CUSTOMER' && anonymous !== undefined && line.currency === currency
          ? `, ${format(anonymous, 'share')} ${ofRevenue}`
          : '';
      const money = line.currency === '' ? '' : ` ${line.currency}`;
      const reason = reasonOf(code, codes[code].reason, style.language);
      return `  ${code} ${format(rows, 'count')}${money}: ${reason}${share}`;
    });
}

function figuresGrid(
  { figures, interpurchase, concentration }: Measurement,
  style: OutputOptions,
): Grid {
  const format = numberFormat(style);
  const words = wordingOf(style.language);
  const label = (name: QuantityName) => quantities[name].label[style.language];
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
  output: OutputOptions,
  host: Host,
): Promise<string> {
  const cells = cohorts.map(({ start, customers, cells: ages }) => ({
    label: start.slice(0, 7),
    size: customers,
    shares: ages.map(({ retention, mature }) => ({ share: retention, mature })),
  }));
  const terminal = output.output === undefined ? host.terminal() : undefined;
  const width = Math.min(terminal?.columns ?? defaultWidth, 120);
  const { cohort, size, left } = wordingOf(output.language);
  // A page has no width that is known here.
  const map = heatMap(cells, format === 'markdown' ? Infinity : width, { cohort, size });
  if (format === 'markdown') {
    return gridText(format, map.grid, output, host);
  }
  const shade = colorWanted(output, host) ? (await import('../output/color.ts')).shade : undefined;
  const note = map.left === undefined ? [] : [left(...map.left)];
  return map.text(shade) + notesText(format, note, output);
}

function rfmGrid({ rfm }: Measurement, style: OutputOptions): Grid {
  const format = numberFormat(style);
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
