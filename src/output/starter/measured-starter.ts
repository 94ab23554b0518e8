import { currencyCode, defaultConventions, type InputName, type Period } from '../../quantities.ts';
import { jsonText } from '../escape.ts';

/** A measured number, with the ends of its interval where it has one. */
interface MeasuredValue {
  readonly value: number | null;
  readonly low?: number | null | undefined;
  readonly high?: number | null | undefined;
}

/** What was measured, as far as a file of assumptions starts from it. */
interface Measurements {
  readonly files: readonly { readonly name: string }[];
  readonly source?:
    { readonly engine: string; readonly table?: string | null | undefined } | null | undefined;
  readonly currency?: string | null | undefined;
  readonly window: {
    readonly from: string | null;
    readonly to: string | null;
    readonly asOf: string | null;
    readonly months: number;
  };
  readonly observedSpan?: MeasuredValue | undefined;
  readonly boughtAgain?: MeasuredValue | undefined;
  readonly period?: Period | undefined;
}

/** What a file of assumptions starts from. */
export interface StartingPoint {
  readonly measured: Measurements;
  /** Where that is, seen from the assumptions. */
  readonly path: string;
  /** The inputs that orders show. */
  readonly inputs: readonly (MeasuredValue & {
    readonly name: InputName;
    readonly value: number;
  })[];
}

/** A file of assumptions that starts from measured figures, each with where it comes from. */
export function measuredStarter(point: StartingPoint): string {
  const { measured, inputs } = point;
  const currency = currencyCode(measured.currency);
  return `# What clv measured in orders; clv check holds it against the checks below.
# clv schema assumptions -o clv.schema.json makes a schema that editors complete from:
# yaml-language-server: $schema=clv.schema.json
version: 1
${currency ? `currency: ${currency}\n` : ''}
inputs:
${inputs.map((input) => inputText(input, point)).join('\n')}
${monthsLine(measured.window.months)}  # Orders do not tell how long a customer will stay, nor what one costs; these are yours to say.
${observed(measured)}  # years: { value: 3, range: 2..4 }
  # margin: { value: 42%, range: 38%..46% }
  # cac: { value: 60, range: 50..80 }

checks:
${inputs
  .filter(({ name }) => name !== 'customers')
  .map(({ name }) => `  - ${name} within 10% of measured\n`)
  .join('')}  # - ltvCac >= 3
`;
}

function inputText(
  { name, value, low, high }: StartingPoint['inputs'][number],
  { measured, path }: StartingPoint,
): string {
  const { from, to, asOf } = measured.window;
  const interval =
    typeof low === 'number' && typeof high === 'number'
      ? ` # 95 % interval ${short(low)} to ${short(high)}`
      : '';
  const source = `clv measure of ${originOf(measured)}, ${from ?? ''} to ${to ?? ''}`;
  return [
    `  ${name}:${interval}`,
    `    value: ${name === 'customers' ? value : short(value)}`,
    `    source: ${scalar(source)}`,
    ...(asOf === null ? [] : [`    reviewed: ${asOf}`]),
    `    measured: ${scalar(`${path}#${name}`)}`,
  ].join('\n');
}

/** The months that customers were counted over, where they are not the usual twelve. */
const monthsLine = (months: number): string =>
  months === defaultConventions.months ? '' : `  months: ${months}\n`;

/** What is seen of how long customers stay, which ends where the orders do. */
function observed({ observedSpan, boughtAgain, period = 'month' }: Measurements): string {
  const lines: string[] = [];
  if (typeof observedSpan?.value === 'number') {
    lines.push(`from first to last purchase ${short(observedSpan.value)} years, a lower bound`);
  }
  if (typeof boughtAgain?.value === 'number') {
    lines.push(
      `bought again in the next ${period} ${short(boughtAgain.value * 100)}%, no retention`,
    );
  }
  return lines.map((line) => `  # Seen so far: ${line}.\n`).join('');
}

/** Six digits: more are no better known. */
const short = (value: number): number => Number(value.toPrecision(6));

/** A text as YAML, in quotes where it might be read as something else. */
const scalar = (text: string): string =>
  /^[A-Za-z.][\w ./,-]*(#\w+)?$/.test(text) && !text.endsWith(' ') ? text : jsonText(text);

/** Where the orders came from: the names of the files, or the table or query of an engine. */
function originOf({ files, source }: Measurements): string {
  if (source) return `${source.table ?? 'a query'} in ${source.engine}`;
  const names = files.slice(0, 3).map(({ name }) => name);
  const more = files.length > 3 ? [`${files.length - 3} more`] : [];
  return [...names, ...more].join(', ');
}
