import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { openDuckdb, type OpenDuckdb } from '../engines/duckdb.ts';
import type { Relation, TableFormat } from '../engines/engine.ts';
import { filesAsRelation, countUnread } from '../engines/file.ts';
import { InputError } from '../errors.ts';
import { anonymousWarning } from '../measure/anonymous.ts';
import { chosen, type Choice, mappingLine } from '../measure/header.ts';
import { type MeasuredFile, measuredDocument } from '../measure/document.ts';
import { rowsByFile } from '../measure/file-rows.ts';
import { assertOneLine } from '../measure/one-line.ts';
import { type Measurement, measurementOf } from '../measure/measurement.ts';
import { csvLine } from '../output/csv.ts';
import { jsonLine } from '../output/json.ts';
import { countOrders } from '../measure/measure.ts';
import { summarySelect } from '../measure/buyers.ts';
import { type Aside, asideOf } from './aside.ts';
import { destinationOf } from './destination.ts';
import type { Host } from './host.ts';
import { addMeasureFlags, type MeasureFlags, readMeasureFlags } from './measure-options.ts';
import { type OrderFile, orderFiles } from './order-files.ts';
import { besideProgress, type Progress, watched } from './progress.ts';
import type { Verb } from './verb.ts';

export const measure: Verb = {
  examples: [
    'clv measure orders.csv',
    'clv measure orders.csv --customer email --date created --amount total -o measured.json',
    'clv measure orders.parquet --summary customers.parquet',
  ],
  configure(setup) {
    setup.command.argument('<file...>', 'CSV, Parquet, NDJSON or JSON of orders, - for stdin');
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
  const engine = await openDuckdb({
    memory: flags.memory,
    progress: host.isWatched(),
    onInterrupt: host.onInterrupt,
  });
  const asides: Aside[] = [];
  let whole: Progress = {};
  const unwatch = watched(host, () => ({ ...whole, share: engine.progress() }));
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
    const text = await measured(engine, files, flags, targets, besideProgress(host), (known) => {
      whole = known;
    });
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
    engine.close();
  }
}

function tableFormatOf(file: string): TableFormat {
  return /\.parquet$/i.test(file) ? 'parquet' : 'csv';
}

async function measured(
  engine: OpenDuckdb,
  names: readonly string[],
  flags: MeasureFlags,
  { summary, ledger }: Targets,
  host: Host,
  tellWhole: (whole: Progress) => void,
): Promise<string> {
  const outputs = [summary, ledger].flatMap((target) => (target ? [target.path] : []));
  const files = await orderFiles(host, names, engine.folder, flags.output.quiet);
  const relation = await filesAsRelation(engine, files, outputs);
  if (host.isWatched()) tellWhole(await wholeOf(engine, relation, files));
  const { choice, currency } = choiceOf(relation, flags);
  if (!flags.output.quiet && choice.preset !== undefined) host.warn(`${mappingLine(choice)}\n`);
  const options = { ...flags.measure, currency };
  const counted = await countOrders(engine, relation, choice, options, {
    unread: () => countUnread(engine, files),
    coded:
      ledger &&
      (async (rows) => {
        await engine.copy(rows(flags.ledgerIds), ledger.path, ledger.format);
        ledger.finish();
      }),
  });
  await assertOneLine(engine, relation, choice.mapping, counted.ledger);
  const warning = anonymousWarning(counted.ledger, counted.currency);
  if (warning !== undefined && !flags.output.quiet) host.warn(`${warning}\n`);
  if (summary !== undefined) {
    await engine.copy(summarySelect(engine.dialect, counted.asOf), summary.path, summary.format);
    summary.finish();
    const { format, output } = flags.output;
    if (format === undefined && output === undefined) {
      if (!flags.output.quiet) {
        const { balanceLines } = await import('./measure-text.ts');
        host.warn(`${balanceLines(counted, flags.output).join('\n')}\n`);
      }
      return '';
    }
  }
  const measurement = await measurementOf(engine, counted);
  const format = flags.output.format ?? 'table';
  if (format === 'table' || format === 'markdown') {
    const { measurementText } = await import('./measure-text.ts');
    return measurementText(format, measurement, choice, flags.output, host);
  }
  if (format === 'csv') return figuresCsv(measurement);
  const rows = files.length > 1 ? await rowsByFile(engine, relation) : undefined;
  const marks = await Promise.all(
    files.map((file, at) => fileMark(file, rows?.get(at + 1) ?? counted.ledger.rows.read)),
  );
  return jsonLine(measuredDocument(measurement, choice.preset, marks));
}

/** How much there is to read: rows where the files tell them at once, else bytes. */
async function wholeOf(
  { query }: OpenDuckdb,
  { columnar, from }: Relation,
  files: readonly OrderFile[],
): Promise<Progress> {
  if (!columnar) {
    return { unit: 'bytes', total: files.reduce((sum, { path }) => sum + statSync(path).size, 0) };
  }
  const [row] = await query(`select count(*) as n from ${from}`);
  return { unit: 'rows', total: Number(row?.['n']) };
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
async function fileMark({ name, given }: OrderFile, rows: number): Promise<MeasuredFile> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(given, { highWaterMark: 1024 * 1024 })) {
    hash.update(piece as Uint8Array);
  }
  return { name: basename(name), sha256: hash.digest('hex'), rows };
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
