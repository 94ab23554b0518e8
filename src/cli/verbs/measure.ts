import type { Engine, Relation, TableFormat } from '../../engines/engine.ts';
import { InputError, listed, shown } from '../../errors.ts';
import { chosen, type Choice } from '../../measure/presets/preset-choice.ts';
import { currencyColumn } from '../../measure/columns/currency.ts';
import { assertOneLine } from '../../measure/columns/one-line.ts';
import { codes } from '../../measure/code.ts';
import { measuredDocument } from '../../measure/document.ts';
import { measurementOf } from '../../measure/figures/measurement.ts';
import { jsonLine } from '../../output/json.ts';
import { type Counted, countOrders } from '../../measure/measure-orders.ts';
import { summarySelect } from '../../measure/sql/buyers.ts';
import { silenceOf, warningsOf } from '../../measure/warnings.ts';
import { csvRows } from '../../output/csv.ts';
import { figureRows } from '../../output/measure/figure-rows.ts';
import type { TextFormat } from '../../output/output-format.ts';
import { textIn } from '../../output/texts.ts';
import { mappingLine } from '../../output/measure/mapping-line.ts';
import { wordingOf } from '../../output/measure/measure-wording.ts';
import { warningText } from '../../output/measure/warning-text.ts';
import { type Aside, openAside, placeOf, unwritable } from '../process/aside.ts';
import type { OutputError } from '../process/output-error.ts';
import { destinationOf } from '../process/destination.ts';
import { type EngineTarget, readEngineFlags } from '../flags/engine-flags.ts';
import type { Host } from '../process/host.ts';
import {
  addOrderFlags,
  type OrderFlags,
  type OrderOptions,
  readOrderFlags,
} from '../flags/order-flags.ts';
import { type Given, type MeasureSource, openSource } from '../measure-source.ts';
import { pageOf } from '../page.ts';
import { besideProgress, type Progress, watched } from '../process/progress.ts';
import { say } from '../process/say.ts';
import type { OutputOptions } from '../flags/result-flags.ts';
import { assertApart } from '../process/outputs.ts';
import type { Language } from '../../quantities.ts';
import type { Verb } from '../verb.ts';

export interface MeasureRequest extends OrderOptions {
  /** The files of orders, as they were named. */
  readonly names: readonly string[];
  /** The engine, where the orders are not in files. */
  readonly target: EngineTarget | undefined;
  /** Whether the measurement is written, and not the summary alone. */
  readonly isWritten: boolean;
}

export const measure: Verb<MeasureRequest> = {
  examples: [
    'clv measure orders.csv',
    'clv measure orders.csv --customer email --date created --amount total -o measured.json',
    'clv measure orders.parquet --summary customers.parquet',
    'clv measure --engine postgres://ann@db/shop --table orders -o measured.json',
  ],
  declare(setup) {
    setup.command.argument('[file...]', 'CSV, Parquet, NDJSON or JSON of orders, - for stdin');
    addOrderFlags(setup);
  },
  read: readMeasure,
  run: runMeasure,
};

export function readMeasure(
  flags: OrderFlags,
  [names]: [readonly string[]],
  env: Host['env'],
): MeasureRequest {
  const options = readOrderFlags(flags);
  const target = readEngineFlags(flags, names, env);
  const { summary, output } = options;
  const isSummarized = summary !== undefined || target?.summaryTable !== undefined;
  const isAsked = output.format !== undefined || output.output !== undefined;
  return { ...options, names, target, isWritten: isAsked || !isSummarized };
}

async function runMeasure(host: Host, request: MeasureRequest): Promise<void> {
  assertOutputsApart(request);
  const source = await openSource(host, request);
  const { engine } = source;
  let whole: Progress = {};
  const unwatch = watched(host, () => ({ ...whole, ...engine.progress() }));
  try {
    // Before the work, so that nothing is written when one of them cannot be.
    const destination = await destinationOf(host, request.output.output);
    const targets: Targets = {
      summary: targetOf(host, '--summary', request.summary, request.output.language),
      ledger: targetOf(host, '--ledger', request.ledger, request.output.language),
    };
    const text = await measured(source, request, targets, besideProgress(host), (known) => {
      whole = known;
    });
    unwatch();
    await destination.write(text);
    await destination.finish();
  } catch (error) {
    unwatch();
    const cause = await source.causeOf(error);
    // What went wrong first is what is told.
    await Promise.resolve(engine.close()).catch(() => undefined);
    throw cause;
  }
  await engine.close();
}

/** @throws InputError when one file would be written over another, or over what is read */
function assertOutputsApart({ names, target, summary, ledger, output }: MeasureRequest): void {
  const outputs = [
    { subject: '--summary', file: summary },
    { subject: '--ledger', file: ledger },
    { subject: '--output', file: output.output },
  ].map((each) => ({ ...each, name: each.file }));
  const read = [...names];
  if (target?.address.kind === 'duckdb') read.push(target.address.file);
  if (target !== undefined && 'queryFile' in target.rows) read.push(target.rows.queryFile);
  assertApart(outputs, read, 'those that are read');
}

/** A file that the engine writes. */
function targetOf(
  host: Host,
  flag: string,
  name: string | undefined,
  language: Language,
): Target | undefined {
  if (name === undefined) return undefined;
  const place = placeOf(flag, name);
  if (place.isStream) {
    throw new InputError(`${flag} must be a file that can be written, got ${name}`);
  }
  return {
    ...openAside(host, flag, place),
    name,
    language,
    format: tableFormatOf(name),
    unwritable: (reason) => unwritable(flag, name, reason),
  };
}

/** @param ids the column of ids that are as they were given, of which a spreadsheet may run one */
async function copyTo(
  target: Target,
  engine: Engine,
  select: string,
  ids: string | undefined,
): Promise<readonly string[]> {
  try {
    const formulas = await engine.copy(select, target.path, target.format, ids);
    return formulas === 0
      ? []
      : [wordingOf(target.language).formulas(formulas, shown(target.name))];
  } catch (error) {
    // What goes wrong with the file, and not with the rows, names the file.
    const isOfFile = error instanceof InputError && error.message.includes(target.path);
    throw isOfFile ? target.unwritable(error.message.replace(/^.*: /s, '')) : error;
  }
}

function tableFormatOf(file: string): TableFormat {
  return /\.parquet$/i.test(file) ? 'parquet' : 'csv';
}

/** Measure what a source holds, and write what the engine writes; the text is for stdout. */
async function measured(
  source: MeasureSource,
  request: MeasureRequest,
  targets: Targets,
  host: Host,
  tellWhole: (whole: Progress) => void,
): Promise<string> {
  const { engine, assertUnchanged, store } = source;
  const { summary, ledger } = targets;
  const tell = (lines: readonly string[]) => {
    if (!request.output.quiet) say(host, ...lines);
  };
  const given = await source.open(
    [summary, ledger].flatMap((aside) => (aside ? [aside.path] : [])),
  );
  if (host.isWatched()) tellWhole(await given.whole());
  const { choice, counted } = await countedIn(source, given.relation, request, ledger, tell);
  const select = summarySelect(engine.dialect, counted.occasions, counted.asOf);
  if (summary !== undefined) tell(await copyTo(summary, engine, select, 'customer'));
  const text = request.isWritten
    ? await textOf(engine, counted, choice, given, request.output, host)
    : '';
  assertUnchanged();
  // Not before all went well; and what is kept for the statements may go with what stays.
  summary?.finish();
  await store?.(select);
  if (!request.isWritten) {
    const { balanceLines, plainLine } = await import('../../output/measure/balance-lines.ts');
    tell(balanceLines(counted, codes, pageOf(request.output, host)).map(plainLine));
  }
  return text;
}

/** The columns with one of currencies, where none was named and none found by its name. */
async function withCurrencies(
  engine: Engine,
  relation: Relation,
  choice: Choice,
  { currency: flag }: MeasureRequest,
): Promise<Choice> {
  const { mapping } = choice;
  if (mapping.currency !== undefined || flag === false) return choice;
  const currency = await currencyColumn(engine, relation, mapping);
  return currency === undefined ? choice : { ...choice, mapping: { ...mapping, currency } };
}

/** Find the columns and count the orders, with a ledger of the rows if one is wanted. */
async function countedIn(
  { engine, unread, assertUnchanged }: MeasureSource,
  relation: Relation,
  request: MeasureRequest,
  ledger: Target | undefined,
  tell: (lines: readonly string[]) => void,
): Promise<{ choice: Choice; counted: Counted }> {
  const { choice: first, currency } = choiceOf(relation, request);
  const choice = await withCurrencies(engine, relation, first, request);
  tell([mappingLine(choice)]);
  const options = { ...request.measure, currency };
  const { ledgerIds } = request;
  const coded =
    ledger &&
    (async (rows: (ids: boolean) => string) => {
      tell(await copyTo(ledger, engine, rows(ledgerIds), ledgerIds ? 'order' : undefined));
      assertUnchanged();
      ledger.finish();
    });
  const counted = await countOrders(engine, relation, choice, options, { unread, coded });
  await assertOneLine(engine, relation, choice.mapping, counted);
  tell(warningsOf({ ...counted, mapping: choice.mapping, options }).map(warningText));
  return { choice, counted };
}

/** The measurement in the format that was asked for. */
async function textOf(
  engine: Engine,
  counted: Counted,
  choice: Choice,
  given: Given,
  output: OutputOptions,
  host: Host,
): Promise<string> {
  const measurement = await measurementOf(engine, counted);
  const silence = silenceOf(measurement);
  if (silence !== undefined && !output.quiet) say(host, warningText(silence));
  const json = async () => {
    const { files, source } = await given.marks(measurement.ledger.rows.read);
    return jsonLine(measuredDocument(measurement, choice.preset, files, source));
  };
  // A sign of several currencies is no code that numbers could be printed with.
  const currency = /^[A-Z]{3}$/.exec(measurement.currency ?? '')?.[0];
  const page = async (format: TextFormat) => {
    const { measurementText } = await import('../../output/measure/measure-text.ts');
    const style = pageOf({ ...output, currency }, host);
    return measurementText(format, { measurement, choice, codes }, style);
  };
  return textIn(output.format, {
    json,
    ndjson: json,
    csv: () => csvRows(figureRows(measurement)),
    table: () => page('table'),
    markdown: () => page('markdown'),
  });
}

interface Target extends Aside {
  readonly name: string;
  readonly language: Language;
  readonly format: TableFormat;
  unwritable(this: void, reason: string): OutputError;
}

interface Targets {
  readonly summary: Target | undefined;
  readonly ledger: Target | undefined;
}

/** The columns that were named or found; the value of `--currency` is a column, a code, or both. */
export function choiceOf(
  { columns }: Relation,
  { named, currency, preset }: OrderOptions,
): { choice: Choice; currency: string | undefined } {
  const names = columns.map(({ name }) => name);
  if (currency === undefined || currency === false || names.includes(currency)) {
    const all = currency === undefined ? named : { ...named, currency };
    return { choice: chosen(names, all, preset), currency: undefined };
  }
  const [, column, code = ''] = /^(?:(.*):)?([A-Za-z]{3})$/s.exec(currency) ?? [];
  if (code === '') {
    throw new InputError(
      `--currency must be a column of the rows or a code such as EUR, got ${shown(currency)}; the columns are ${listed(names)}`,
    );
  }
  const all = column === undefined ? named : { ...named, currency: column };
  return { choice: chosen(names, all, preset), currency: code.toUpperCase() };
}
