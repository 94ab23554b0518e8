import { type Choice, mappingLine } from '../measure/header.ts';
import { anonymousShare } from '../measure/anonymous.ts';
import type { Figure } from '../measure/figure.ts';
import type { Ledger } from '../measure/ledger.ts';
import type { Measurement } from '../measure/measurement.ts';
import { codes } from '../measure/code.ts';
import { heatMap } from '../output/heat.ts';
import type { Grid } from '../output/markdown.ts';
import { numberFormat } from '../output/number.ts';
import type { Unit } from '../quantities.ts';
import type { Host } from './host.ts';
import type { OutputOptions } from './options.ts';
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
  const parts = [
    heading(format, 'Rows', output) +
      notesText(format, ledgerLines(measurement, choice, style), output),
    heading(format, 'Figures', output) +
      (await gridText(format, figuresGrid(measurement, style), output, host)),
    heading(
      format,
      `Cohorts by ${measurement.period}: customers who bought again, % of the cohort`,
      output,
    ) + (await cohortText(format, measurement, output, host)),
    heading(format, 'Recency and frequency: customers in each fifth', output) +
      (await gridText(format, rfmGrid(measurement, style), output, host)),
    notesText(format, endNotes(measurement), output),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function heading(format: TextFormat, text: string, { quiet }: OutputOptions): string {
  if (quiet) return '';
  return format === 'markdown' ? `### ${text}\n\n` : `${text}\n`;
}

/** The ledger in sentences that add up. */
function ledgerLines(measurement: Measurement, choice: Choice, style: OutputOptions): string[] {
  const format = numberFormat(style);
  const count = (value: number) => format(value, 'count');
  const { ledger, window } = measurement;
  const { rows } = ledger;
  const lines = [
    ...(choice.preset === undefined ? [mappingLine(choice)] : []),
    `rows ${count(rows.read)} = used ${count(rows.used)} + merged ${count(rows.merged)} + netted ${count(rows.netted)} + excluded ${count(rows.excluded)} + rejected ${count(rows.rejected)}`,
    ...ledger.money
      .filter(({ read, used }) => read !== 0 || used !== 0)
      .map((money) => moneyLine(money, style)),
    ...codeLines(measurement, style),
    `${window.from} to ${window.to}, ${format(window.months, 'months')} months, days in ${window.tz}`,
  ];
  return choice.preset === undefined ? lines : [...lines, choice.preset.note];
}

function moneyLine(money: Ledger['money'][number], style: OutputOptions): string {
  const format = numberFormat({ ...style, currency: undefined });
  const parts = (['used', 'netted', 'merged', 'excluded', 'rejected'] as const)
    .filter((name) => name === 'used' || money[name] !== 0)
    .map((name) => `${name} ${format(money[name], 'money')}`);
  return `${money.currency || 'money'} ${format(money.read, 'money')} read = ${parts.join(' + ')}`;
}

function codeLines({ ledger, currency }: Measurement, style: OutputOptions): string[] {
  const format = numberFormat(style);
  const anonymous = anonymousShare(ledger, currency ?? '');
  return ledger.codes
    .filter(({ code }) => code !== 'USED')
    .map((line) => {
      const { code, rows } = line;
      const share =
        code === 'X_NO_CUSTOMER' && anonymous !== undefined && line.currency === (currency ?? '')
          ? `, ${format(anonymous, 'share')} of the revenue`
          : '';
      const money = line.currency === '' ? '' : ` ${line.currency}`;
      return `  ${code} ${format(rows, 'count')}${money}: ${codes[code].reason}${share}`;
    });
}

function figuresGrid(
  { figures, interpurchase, concentration }: Measurement,
  style: OutputOptions,
): Grid {
  const format = numberFormat(style);
  const line = (label: string, figure: Figure | undefined, unit: Unit, note = ''): string[][] => {
    if (figure === undefined) return [];
    const { value, low, high, n } = figure;
    const interval =
      low === undefined || high === undefined ? '' : `${format(low, unit)} – ${format(high, unit)}`;
    return [[label, format(value, unit), interval, format(n, 'count'), note]];
  };
  const share = (label: string, value: number | undefined, unit: Unit): string[][] =>
    value === undefined
      ? []
      : [[label, format(value, unit), '', format(concentration?.n ?? 0, 'count'), '']];
  return {
    header: ['', 'value', '95 % interval', 'n', ''],
    numbers: [false, true, true, true, false],
    groups: [
      [
        ...line('Revenue', figures.revenue, 'money'),
        ...line('Customers', figures.customers, 'count'),
        ...line('Orders', figures.orders, 'count'),
        ...line('Purchase occasions', figures.occasions, 'count', 'one a day'),
      ],
      [
        ...line('Average value', figures.averageValue, 'money', 'per customer'),
        ...line('Average purchase', figures.avg, 'money'),
        ...line('Frequency', figures.freq, 'perPeriod', 'per year'),
        ...line('Repeat rate', figures.repeatRate, 'share'),
        ...line('Retention', figures.retention, 'share', 'next period'),
        ...line('Observed span', figures.years, 'years', 'years'),
        ...line('Time between, median', interpurchase.median, 'ratio', 'days'),
        ...line('Time between, mean', interpurchase.mean, 'ratio', 'days'),
      ],
      [
        ...share('Revenue of the top 1 %', concentration?.top1, 'share'),
        ...share('Revenue of the top 10 %', concentration?.top10, 'share'),
        ...share('Revenue of the top 20 %', concentration?.top20, 'share'),
        ...share('Gini', concentration?.gini, 'ratio'),
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
  const map = heatMap(cells, width);
  if (format === 'markdown') {
    return gridText(format, map.grid, output, host);
  }
  const shade = colorWanted(output, host) ? (await import('../output/color.ts')).shade : undefined;
  return map.text(shade);
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

function endNotes({ rfm, cohorts }: Measurement): string[] {
  const immature = cohorts.some(({ cells }) => cells.some(({ mature }) => !mature));
  return [
    ...(immature ? ['* a period that was not over: left out of retention'] : []),
    `5 is best; ${rfm.rule}`,
  ];
}
