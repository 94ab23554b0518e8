import type { Engine } from '../../engines/engine.ts';
import type { Choice } from '../../measure/presets/preset-choice.ts';
import { codes } from '../../measure/code.ts';
import { measuredDocument } from '../../measure/document.ts';
import { measurementOf } from '../../measure/figures/measurement.ts';
import { withheldReasons } from '../../measure/figures/withheld.ts';
import { jsonLine } from '../../output/json.ts';
import type { Counted } from '../../measure/measure-orders.ts';
import { summarySelect } from '../../measure/sql/customers.ts';
import { figureWarnings } from '../../measure/warnings.ts';
import { csvRows } from '../../output/csv.ts';
import { figureRows } from '../../output/measure/figure-rows.ts';
import type { TextFormat } from '../../output/output-format.ts';
import { textIn } from '../../output/texts.ts';
import { warningText } from '../../output/measure/warning-text.ts';
import { currencyCode } from '../../quantities.ts';
import { copyTo, type TableFile, tableFileOf } from '../files/table-file.ts';
import { destinationOf } from '../process/destination.ts';
import { type EngineTarget, readEngineFlags } from '../flags/engine-flags.ts';
import type { Host } from '../process/host.ts';
import {
  addOrderFlags,
  type OrderFlags,
  type OrderOptions,
  readOrderFlags,
} from '../flags/order-flags.ts';
import { countedOrders } from '../counted-orders.ts';
import { filesRead, type Given, type MeasureSource } from '../measure-source.ts';
import { pageOf } from '../page.ts';
import { say } from '../process/say.ts';
import { assertApart } from '../process/outputs.ts';
import type { Verb } from '../verb.ts';
import { type Watched, withSource } from '../with-source.ts';

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
  const { destination, text } = await withSource(host, request, async (source, watching) => {
    // Before the work, so that nothing is written when one of them cannot be.
    const opened = await destinationOf(host, request.output.output);
    const targets: Targets = {
      summary: tableFileOf(host, '--summary', request.summary, request.output.language),
      ledger: tableFileOf(host, '--ledger', request.ledger, request.output.language),
    };
    return { destination: opened, text: await measured(source, request, targets, watching) };
  });
  await destination.write(text);
  await destination.finish();
}

/** @throws InputError when one file would be written over another, or over what is read */
function assertOutputsApart(request: MeasureRequest): void {
  const { summary, ledger, output } = request;
  const outputs = [
    { subject: '--summary', file: summary, example: 'customers.csv' },
    { subject: '--ledger', file: ledger, example: 'ledger.csv' },
    { subject: '--output', file: output.output, example: 'measured.json' },
  ].map((each) => ({ ...each, name: each.file }));
  assertApart(outputs, filesRead(request), 'those that are read');
}

/** Measure what a source holds, and write what the engine writes; the text is for stdout. */
async function measured(
  source: MeasureSource,
  request: MeasureRequest,
  targets: Targets,
  watching: Watched,
): Promise<string> {
  const { host } = watching;
  const { engine, assertUnchanged, store } = source;
  const { summary, ledger } = targets;
  const tell = (lines: readonly string[]) => {
    if (!request.output.quiet) say(host, ...lines);
  };
  const given = await source.open(
    [summary, ledger].flatMap((aside) => (aside ? [aside.path] : [])),
  );
  if (host.isWatched()) watching.tell(await given.whole());
  const { ledgerIds } = request;
  const coded =
    ledger &&
    (async (rows: (ids: boolean) => string) => {
      tell(await copyTo(ledger, engine, rows(ledgerIds), ledgerIds ? 'order' : undefined));
      assertUnchanged();
      ledger.finish();
    });
  const { choice, counted } = await countedOrders(source, given.relation, request, tell, coded);
  const select = summarySelect(engine.dialect, counted.occasions, counted.asOf);
  if (summary !== undefined) tell(await copyTo(summary, engine, select, 'customer'));
  const text = request.isWritten ? await textOf(engine, counted, choice, given, request, host) : '';
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

/** The measurement in the format that was asked for. */
async function textOf(
  engine: Engine,
  counted: Counted,
  choice: Choice,
  given: Given,
  { output, smallCells }: MeasureRequest,
  host: Host,
): Promise<string> {
  const measurement = await measurementOf(engine, counted);
  if (!output.quiet) {
    const warnings = figureWarnings(measurement, choice.mapping);
    say(host, ...warnings.map((warning) => warningText(warning, pageOf(output, host))));
  }
  const json = async () => {
    const { files, source } = await given.marks(measurement.ledger.rows.read);
    return jsonLine(measuredDocument(measurement, choice.preset, files, source, smallCells));
  };
  // A sign of several currencies is no code that numbers could be printed with.
  const currency = currencyCode(measurement.currency);
  const page = async (format: TextFormat) => {
    const { measurementText } = await import('../../output/measure/measure-text.ts');
    const style = pageOf({ ...output, currency }, host);
    return measurementText(format, { measurement, choice, codes, withheldReasons }, style);
  };
  return textIn(output.format, {
    json,
    ndjson: json,
    csv: () => csvRows(figureRows(measurement)),
    table: () => page('table'),
    markdown: () => page('markdown'),
  });
}

interface Targets {
  readonly summary: TableFile | undefined;
  readonly ledger: TableFile | undefined;
}
