import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Relation, TableFormat } from '../engines/engine.ts';
import { InputError } from '../errors.ts';
import { chosen, type Choice, mappingLine } from '../measure/header.ts';
import { type MeasuredFile, type MeasuredSource, measuredDocument } from '../measure/document.ts';
import { type Measurement, measurementOf } from '../measure/measurement.ts';
import { csvLine } from '../output/csv.ts';
import { jsonLine } from '../output/json.ts';
import type { OutputOptions } from './options.ts';
import { countOrders } from '../measure/measure.ts';
import { summarySelect } from '../measure/buyers.ts';
import { type Aside, asideOf } from './aside.ts';
import { destinationOf } from './destination.ts';
import { type EngineTarget, engineTargetOf } from './engine-options.ts';
import type { Host } from './host.ts';
import { addMeasureFlags, type MeasureFlags, readMeasureFlags } from './measure-options.ts';
import { type MeasureSource, openSource } from './measure-source.ts';
import { watched } from './progress.ts';
import type { Verb } from './verb.ts';

export const measure: Verb = {
  examples: [
    'clv measure orders.csv',
    'clv measure orders.csv --customer email --date created --amount total -o measured.json',
    'clv measure orders.parquet --summary customers.parquet',
    'clv measure --engine postgres://ann@db/shop --table orders -o measured.json',
  ],
  configure(setup) {
    setup.command.argument('[file...]', 'CSV, Parquet, NDJSON or JSON of orders');
    addMeasureFlags(setup);
    setup.command.action((files: string[], texts: Readonly<Record<string, unknown>>) =>
      runMeasure(setup.host, files, readMeasureFlags(texts)),
    );
  },
};

/** Measure the files, and leave nothing half done whatever happens. */
async function runMeasure(
  host: Host,
  files: readonly string[],
  flags: MeasureFlags,
): Promise<void> {
  const target = engineTargetOf(host, files, flags);
  const source = await openSource(host, files, target, flags.memory);
  const { engine } = source;
  const asides: Aside[] = [];
  const unwatch = watched(host, engine.progress);
  try {
    const asideFor = (flag: string, file: string | undefined) => {
      if (file === undefined) return undefined;
      const aside = asideOf(host, flag, file);
      asides.push(aside);
      return { ...aside, format: tableFormatOf(file) };
    };
    const targets: Targets = {
      summary: asideFor('--summary', flags.summary),
      ledger: asideFor('--ledger', flags.ledger),
    };
    const text = await measured(source, { files, target }, flags, targets, host);
    unwatch();
    if (text === '') return;
    const destination = destinationOf(host, flags.output.output);
    destination.write(text);
    destination.finish();
  } catch (error) {
    for (const { abandon } of asides) abandon();
    throw error;
  } finally {
    unwatch();
    await engine.close();
  }
}

function tableFormatOf(file: string): TableFormat {
  return /\.parquet$/i.test(file) ? 'parquet' : 'csv';
}

async function measured(
  { engine, relation: opened, unread, store }: MeasureSource,
  given: Given,
  flags: MeasureFlags,
  { summary, ledger }: Targets,
  host: Host,
): Promise<string> {
  const outputs = [summary, ledger].flatMap((target) => (target ? [target.path] : []));
  const relation = await opened(outputs);
  const { choice, currency } = choiceOf(relation, flags);
  if (!flags.output.quiet && choice.preset !== undefined) host.warn(`${mappingLine(choice)}\n`);
  const options = { ...flags.measure, currency };
  const counted = await countOrders(engine, relation, choice, options, {
    unread,
    coded:
      ledger &&
      (async (rows) => {
        await engine.copy(rows(flags.ledgerIds), ledger.path, ledger.format);
        ledger.finish();
      }),
  });
  const { summaryTable } = given.target ?? {};
  if (store !== undefined && summaryTable !== undefined) {
    await store(summaryTable, summarySelect(engine.dialect, counted.occasions, counted.asOf));
    return '';
  }
  if (summary !== undefined) {
    await engine.copy(
      summarySelect(engine.dialect, counted.occasions, counted.asOf),
      summary.path,
      summary.format,
    );
    summary.finish();
    return '';
  }
  return textOf(await measurementOf(engine, counted), choice, given, flags.output, host);
}

/** The measurement in the format that was asked for. */
async function textOf(
  measurement: Measurement,
  choice: Choice,
  { files, target }: Given,
  output: OutputOptions,
  host: Host,
): Promise<string> {
  const format = output.format ?? 'table';
  if (format === 'table' || format === 'markdown') {
    const { measurementText } = await import('./measure-text.ts');
    return measurementText(format, measurement, choice, output, host);
  }
  if (format === 'csv') return figuresCsv(measurement);
  const hashed = await Promise.all(files.map(fileMark));
  return jsonLine(
    measuredDocument(measurement, choice.preset, hashed, target && sourceMark(target)),
  );
}

/** The headline numbers, a line each. */
function figuresCsv({ figures, interpurchase }: Measurement): string {
  const all = {
    ...figures,
    interpurchaseMedian: interpurchase.median,
    interpurchaseMean: interpurchase.mean,
  };
  const lines = Object.entries(all).flatMap(([name, figure]) =>
    figure === undefined
      ? []
      : [csvLine([name, figure.value, figure.low, figure.high, figure.n, figure.method])],
  );
  return csvLine(['name', 'value', 'low', 'high', 'n', 'method']) + lines.join('');
}

/** The name of a file without its folders, which are nobody's business, and its hash. */
async function fileMark(file: string): Promise<MeasuredFile> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    hash.update(piece as Uint8Array);
  }
  return { name: basename(file), sha256: hash.digest('hex') };
}

/** The kind of engine and the table or query; where the engine is, and who asks it, is nobody's business. */
function sourceMark({ address, source }: EngineTarget): MeasuredSource {
  const engine = address.kind;
  if ('table' in source) return { engine, table: source.table.join('.') };
  return { engine, querySha256: createHash('sha256').update(source.query).digest('hex') };
}

/** What was asked to be measured: files, or what is in an engine. */
interface Given {
  readonly files: readonly string[];
  readonly target: EngineTarget | undefined;
}

interface Target extends Aside {
  readonly format: TableFormat;
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
      `--currency must be a column of the rows or a code such as EUR, got ${currency || "''"}; the columns are ${names.join(', ')}`,
    );
  }
  const all = column === undefined ? named : { ...named, currency: column };
  return { choice: chosen(names, all, preset), currency: code.toUpperCase() };
}
