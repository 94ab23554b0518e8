import type { Engine, Relation, TableFormat } from '../../engines/engine.ts';
import { InputError, listed, shown } from '../../errors.ts';
import { chosen, type Choice } from '../../measure/presets/preset-choice.ts';
import { assertOneLine } from '../../measure/columns/one-line.ts';
import { codes } from '../../measure/code.ts';
import { measuredDocument } from '../../measure/document.ts';
import { measurementOf } from '../../measure/figures/measurement.ts';
import { jsonLine } from '../../output/json.ts';
import { type Counted, countOrders } from '../../measure/measure-orders.ts';
import { summarySelect } from '../../measure/sql/buyers.ts';
import { silenceOf, warningsOf } from '../../measure/warnings.ts';
import { figuresCsv } from '../../output/measure/figures-csv.ts';
import { mappingLine } from '../../output/measure/mapping-line.ts';
import { wordingOf } from '../../output/measure/measure-wording.ts';
import { warningText } from '../../output/measure/warning-text.ts';
import { type Aside, openAside, placeOf, unwritable } from '../process/aside.ts';
import type { OutputError } from '../process/output-error.ts';
import { destinationOf } from '../process/destination.ts';
import { engineTargetOf } from '../flags/engine-target.ts';
import type { Host } from '../process/host.ts';
import { addMeasureFlags, type MeasureFlags, readMeasureFlags } from '../flags/order-flags.ts';
import { type Given, type MeasureSource, openSource } from '../measure-source.ts';
import { pageOf } from '../page.ts';
import { besideProgress, type Progress, watched } from '../process/progress.ts';
import { say } from '../process/say.ts';
import type { OutputOptions } from '../flags/result-flags.ts';
import { assertApart } from '../process/outputs.ts';
import type { Language } from '../../quantities.ts';
import type { Verb } from '../verb.ts';

export const measure: Verb = {
  examples: [
    'clv measure orders.csv',
    'clv measure orders.csv --customer email --date created --amount total -o measured.json',
    'clv measure orders.parquet --summary customers.parquet',
    'clv measure --engine postgres://ann@db/shop --table orders -o measured.json',
  ],
  configure(setup) {
    setup.command.argument('[file...]', 'CSV, Parquet, NDJSON or JSON of orders, - for stdin');
    addMeasureFlags(setup);
    setup.command.action((files: string[], texts: Readonly<Record<string, unknown>>) =>
      runMeasure(setup.host, files, readMeasureFlags(texts)),
    );
  },
};

/** Measure the files. */
async function runMeasure(
  host: Host,
  names: readonly string[],
  flags: MeasureFlags,
): Promise<void> {
  const target = engineTargetOf(host, names, flags);
  assertOutputsApart(names, flags);
  const source = await openSource(host, names, target, flags);
  const { engine } = source;
  let whole: Progress = {};
  const unwatch = watched(host, () => ({ ...whole, ...engine.progress() }));
  try {
    // Before the work, so that nothing is written when one of them cannot be.
    const destination = await destinationOf(host, flags.output.output);
    const targets: Targets = {
      summary: targetOf(host, '--summary', flags.summary, flags.output.language),
      ledger: targetOf(host, '--ledger', flags.ledger, flags.output.language),
    };
    const text = await measured(source, flags, targets, besideProgress(host), (known) => {
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
function assertOutputsApart(names: readonly string[], flags: MeasureFlags): void {
  const { summary, ledger, output, engine } = flags;
  const outputs = [
    { subject: '--summary', file: summary },
    { subject: '--ledger', file: ledger },
    { subject: '--output', file: output.output },
  ].map((each) => ({ ...each, name: each.file }));
  const [, database] = /^duckdb:(.+)$/is.exec(engine.engine ?? '') ?? [];
  const read = [...names, database, engine.query].filter((file) => file !== undefined);
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

async function measured(
  { engine, open, unread, assertUnchanged, store }: MeasureSource,
  flags: MeasureFlags,
  { summary, ledger }: Targets,
  host: Host,
  tellWhole: (whole: Progress) => void,
): Promise<string> {
  const outputs = [summary, ledger].flatMap((aside) => (aside ? [aside.path] : []));
  const given = await open(outputs);
  const { relation } = given;
  if (host.isWatched()) tellWhole(await given.whole());
  const { choice, currency } = choiceOf(relation, flags);
  const tell = (lines: readonly string[]) => {
    if (!flags.output.quiet) say(host, ...lines);
  };
  if (choice.preset !== undefined) tell([mappingLine(choice)]);
  const options = { ...flags.measure, currency };
  const counted = await countOrders(engine, relation, choice, options, {
    unread,
    coded:
      ledger &&
      (async (rows) => {
        const ids = flags.ledgerIds ? 'order' : undefined;
        tell(await copyTo(ledger, engine, rows(flags.ledgerIds), ids));
        assertUnchanged();
        ledger.finish();
      }),
  });
  await assertOneLine(engine, relation, choice.mapping, counted);
  tell(warningsOf({ ...counted, mapping: choice.mapping, options }).map(warningText));
  const select = summarySelect(engine.dialect, counted.occasions, counted.asOf);
  if (summary !== undefined) tell(await copyTo(summary, engine, select, 'customer'));
  const { format, output } = flags.output;
  const isAsked = format !== undefined || output !== undefined;
  const isAlone = (summary !== undefined || store !== undefined) && !isAsked;
  const text = isAlone ? '' : await textOf(engine, counted, choice, given, flags.output, host);
  assertUnchanged();
  // Not before all went well; and what is kept for the statements may go with what stays.
  summary?.finish();
  await store?.(select);
  if (isAlone) {
    const { balanceLines } = await import('../../output/measure/balance-lines.ts');
    tell(balanceLines(counted, codes, pageOf(flags.output, host)));
  }
  return text;
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
  const format = output.format ?? 'table';
  if (format === 'table' || format === 'markdown') {
    const { measurementText } = await import('../../output/measure/measure-text.ts');
    const page = pageOf({ ...output, currency: measurement.currency }, host);
    return measurementText(format, { measurement, choice, codes }, page);
  }
  if (format === 'csv') return figuresCsv(measurement);
  const { files, source } = await given.marks(measurement.ledger.rows.read);
  return jsonLine(measuredDocument(measurement, choice.preset, files, source));
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
  { named, currency, preset }: MeasureFlags,
): { choice: Choice; currency: string | undefined } {
  const names = columns.map(({ name }) => name);
  if (currency === undefined) return { choice: chosen(names, named, preset), currency: undefined };
  if (names.includes(currency)) {
    return { choice: chosen(names, { ...named, currency }, preset), currency: undefined };
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
