import { InputError, shown } from '../../errors.ts';
import type { DecimalSign } from '../../input/grammar/number.ts';
import { type InputFormat, inputFormats } from '../../input/records/format.ts';
import type { NumberStyle } from '../../output/number-format.ts';
import { type OutputFormat, outputFormats } from '../../output/output-format.ts';
import type { Language } from '../../quantities.ts';
import type { Setup } from '../setup.ts';

/** The options that every verb takes, read. */
export interface OutputOptions extends NumberStyle {
  /** Undefined where none was named: then the input and the terminal decide. */
  readonly format: OutputFormat | undefined;
  /** The file to write, instead of stdout. */
  readonly output: string | undefined;
  readonly language: Language;
  readonly quiet: boolean;
  readonly decimal: DecimalSign;
  readonly color: boolean | undefined;
}

export interface OutputFlags {
  readonly format?: OutputFormat;
  readonly json?: boolean;
  readonly output?: string;
  readonly lang?: Language;
  readonly locale?: string;
  readonly currency?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
}

export interface InputFlags {
  readonly input?: string;
  readonly inputFormat?: InputFormat;
  readonly allowUnknown?: boolean;
  readonly keepGoing?: boolean;
  readonly annualise?: boolean;
}

export interface InputOptions {
  /** The file to read; `-` is stdin. */
  readonly input: string | undefined;
  readonly inputFormat: InputFormat | undefined;
  readonly allowUnknown: boolean;
  readonly keepGoing: boolean;
  /** Whether measured orders of less than a year are taken for one. */
  readonly annualise: boolean;
}

export function addInputFlags({ heading, value, toggle }: Setup): void {
  heading('Input:');
  value('-i, --input <file>', 'read records from a file, - for stdin');
  value(
    '--input-format <format>',
    'format of the records, else by name or by looking',
    inputFormats,
  );
  toggle('--allow-unknown', 'carry numbers under unknown names through');
  toggle('--keep-going', 'report a bad record, go on, and end with code 2');
  toggle('--annualise', 'turn measured orders of less than 350 days into a year');
}

export function addOutputFlags({ heading, value, toggle }: Setup): void {
  heading('Output:');
  value('--format <format>', 'format of the result', outputFormats);
  toggle('--json', 'the same as --format json');
  value('-o, --output <file>', 'write a file instead of stdout');
  value('--lang <language>', 'language of labels', ['en', 'nl']);
  value('--locale <tag>', 'number format, such as nl-NL');
  value('--currency <code>', 'currency of money, such as EUR');
  toggle('-q, --quiet', 'the result alone, without notes');
  toggle('--no-color', 'no colour');
}

/** The same without a currency, which the rows tell, and what `--output` writes. */
export function addReportFlags({ heading, value, toggle }: Setup, written: string): void {
  heading('Output:');
  value('--format <format>', 'format of the report', ['table', 'json', 'csv', 'markdown']);
  toggle('--json', 'the same as --format json');
  value('-o, --output <file>', written);
  value('--lang <language>', 'language of labels', ['en', 'nl']);
  value('--locale <tag>', 'number format, such as nl-NL');
  toggle('-q, --quiet', 'the result alone, without notes');
  toggle('--no-color', 'no colour');
}

export function readInputFlags({
  input,
  inputFormat,
  allowUnknown = false,
  keepGoing = false,
  annualise = false,
}: InputFlags): InputOptions {
  return { input, inputFormat, allowUnknown, keepGoing, annualise };
}

/** @throws InputError when a locale or a currency does not exist, or two formats are named */
export function readOutputFlags(flags: OutputFlags): OutputOptions {
  const { output, lang: language = 'en', currency, quiet = false, color } = flags;
  const locale = checkedLocale(flags.locale ?? (language === 'nl' ? 'nl-NL' : 'en'));
  if (output === '') throw new InputError("--output must name a file, got ''");
  return {
    format: formatOf(flags),
    output,
    language,
    locale,
    currency: currency === undefined ? undefined : checkedCurrency(currency),
    quiet,
    decimal: decimalSign(locale),
    color: color === false ? false : undefined,
  };
}

const formatsByEnding: ReadonlyMap<string, OutputFormat> = new Map([
  ['json', 'json'],
  ['ndjson', 'ndjson'],
  ['jsonl', 'ndjson'],
  ['csv', 'csv'],
  ['md', 'markdown'],
  ['txt', 'table'],
]);

function formatOf({ format, json, output = '' }: OutputFlags): OutputFormat | undefined {
  if (json !== true) return format ?? formatNamedBy(output);
  if (format === undefined || format === 'json') return 'json';
  throw new InputError(`--format must agree with --json, got ${shown(format)}; drop one of them`);
}

/** @throws InputError for an ending that is of no format */
function formatNamedBy(output: string): OutputFormat | undefined {
  const ending = endingOf(output);
  const format = formatsByEnding.get(ending);
  if (format !== undefined || ending === '') return format;
  throw new InputError(
    `--output ends in .${ending}, which is no format of clv; end it in ${endings}, or name one with --format`,
  );
}

const endings = [...formatsByEnding.keys()].map((ending) => `.${ending}`).join(', ');

/** The format that the name of a file tells, if any. */
export function inputFormatOf(file: string): InputFormat | undefined {
  const format = formatsByEnding.get(endingOf(file));
  return inputFormats.find((known) => known === format);
}

function endingOf(file: string): string {
  return /[^/\\]\.(\d*[a-z]\w*)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
}

function checkedLocale(tag: string): string {
  if (tag === 'en') return tag;
  try {
    if (Intl.NumberFormat.supportedLocalesOf(tag).length > 0) return tag;
  } catch {
    // A tag that is not well-formed is refused like one that nobody knows.
  }
  throw new InputError(`--locale must be a language tag such as en or nl-NL, got ${shown(tag)}`);
}

function checkedCurrency(code: string): string {
  // To upper case, a dotless i is an I: only letters of ASCII make a code.
  const upper = /^[A-Za-z]{3}$/.test(code) ? code.toUpperCase() : '';
  if (Intl.supportedValuesOf('currency').includes(upper)) return upper;
  throw new InputError(`--currency must be a code of ISO 4217 such as EUR, got ${shown(code)}`);
}

function decimalSign(locale: string): DecimalSign {
  if (locale === 'en') return 'point';
  const sign = new Intl.NumberFormat(locale)
    .formatToParts(1.5)
    .find(({ type }) => type === 'decimal');
  return sign?.value === ',' ? 'comma' : 'point';
}
