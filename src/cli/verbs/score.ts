import { basename } from 'node:path';
import { InputError, shown } from '../../errors.ts';
import { parseHorizonFrom0 } from '../../input/grammar/horizon-text.ts';
import { checkedNumber } from '../../input/records/record.ts';
import { jsonLine } from '../../output/json.ts';
import { wordingOf } from '../../output/measure/measure-wording.ts';
import { scoreColumns } from '../../output/model/score-columns.ts';
import type { ScoreTotals } from '../../output/model/score-result.ts';
import { scoreRecord, scoreText } from '../../output/model/score-text.ts';
import { textsOf } from '../../output/texts.ts';
import { currencyCode, type Horizon } from '../../quantities.ts';
import {
  addCustomerFlags,
  type CustomerFlags,
  type CustomerOptions,
  readCustomerFlags,
} from '../flags/customer-flags.ts';
import { addReportFlags } from '../flags/result-flags.ts';
import { wholeNumber } from '../flags/whole-number.ts';
import { filesRead, type MeasureSource } from '../measure-source.ts';
import { pageOf } from '../page.ts';
import { type Destination, destinationOf } from '../process/destination.ts';
import type { Host } from '../process/host.ts';
import { assertApart } from '../process/outputs.ts';
import { say } from '../process/say.ts';
import { isRemote, readCustomers } from '../read-customers.ts';
import {
  assertAmounts,
  assertOfModel,
  assertScorable,
  buyerModelOf,
  errorIn,
} from '../score-rules.ts';
import { scoreWriter } from '../score-writer.ts';
import { scoredCustomers, type ScoringOptions } from '../scoring.ts';
import type { Verb } from '../verb.ts';
import { type Watched, withSource } from '../with-source.ts';
import { writeResult } from '../write-result.ts';

export interface ScoreFlags extends CustomerFlags {
  readonly model?: string;
  readonly horizon?: string;
  readonly margin?: string;
  readonly discount?: string;
  readonly interval?: string;
  readonly validation?: string;
}

export interface ScoreRequest extends CustomerOptions {
  readonly modelFile: string;
  readonly horizon: Horizon;
  readonly margin: number | undefined;
  /** Per year. */
  readonly discount: number | undefined;
  /** The share of the outcomes of each customer to give the interval of. */
  readonly interval: number | undefined;
  readonly validationFile: string | undefined;
  /** Where the scores of the customers go; `-` is stdout, undefined is nowhere. */
  readonly scoresTo: string | undefined;
}

export const score: Verb<ScoreRequest> = {
  examples: [
    'clv score orders.csv --model model.json --horizon 52w -o scores.csv',
    'clv score orders.csv --model model.json --horizon 5y --margin 40% --discount 10% -o scores.csv',
    'clv score customers.csv --model model.json --horizon 26w --validation validation.json --json',
  ],
  declare(setup) {
    const { command, heading, value } = setup;
    command.argument(
      '[file...]',
      'orders, or a summary with x, t_x, T of each customer, - for stdin',
    );
    heading('Model:');
    value('--model <file>', 'a model of clv fit');
    value(
      '--horizon <time>',
      'how far it looks: 52w, 12mo, 5y or lifetime; a bare number is years',
    );
    value('--margin <share>', 'what is left of a purchase; the value is on revenue basis without');
    value('--discount <share>', 'discount rate per year; needed for a lifetime');
    value('--interval <percent>', 'write low and high, which hold so many percent of the outcomes');
    value('--validation <file>', 'a record of clv validate, to add the error of the model itself');
    addCustomerFlags(setup);
    addReportFlags(setup, 'write the customers to .csv or .ndjson, the totals go to stdout');
  },
  read: readScore,
  run: runScore,
};

/** @throws InputError with what is wrong */
export function readScore(
  flags: ScoreFlags,
  [names]: [readonly string[]],
  env: Host['env'],
): ScoreRequest {
  const { model, horizon, margin, discount, interval, validation, output, ...others } = flags;
  if (model === undefined || horizon === undefined) {
    throw new InputError(
      `clv score needs a model and how far to look; add ${[
        ...(model === undefined ? ['--model model.json'] : []),
        ...(horizon === undefined ? ['--horizon 52w'] : []),
      ].join(' and ')}`,
    );
  }
  if (output !== undefined && !/(^-|\.(csv|ndjson|jsonl))$/i.test(output)) {
    throw new InputError(
      `--output is for the customers, a file that ends in .csv or .ndjson, got ${shown(output)}`,
    );
  }
  const options = readCustomerFlags(others, names, env);
  if (isRemote(options)) {
    throw new InputError(
      'clv score reads files, for the ids of customers would leave the engine; write a summary there with clv measure --summary customers.csv, and score that',
    );
  }
  const { format, decimal } = options.output;
  const isReportOnly = format !== undefined && format !== 'csv';
  const share = (name: 'margin' | 'discount', text: string | undefined) =>
    text === undefined ? undefined : checkedNumber(name, text, decimal, `--${name}`);
  const percent = wholeNumber('--interval', interval, { least: 1, most: 99 });
  const request = {
    ...options,
    modelFile: model,
    horizon: parseHorizonFrom0(horizon, '--horizon'),
    margin: share('margin', margin),
    discount: share('discount', discount),
    interval: percent === undefined ? undefined : percent / 100,
    validationFile: validation,
    scoresTo: output ?? (isReportOnly ? undefined : '-'),
  };
  if (request.horizon === 'lifetime' && !((request.discount ?? 0) > 0)) {
    throw new InputError(
      '--horizon lifetime needs --discount above 0; add one such as --discount 10%',
    );
  }
  return request;
}

async function runScore(host: Host, request: ScoreRequest): Promise<void> {
  const { modelFile, validationFile, scoresTo } = request;
  const file = buyerModelOf(modelFile);
  const modelError = validationFile === undefined ? null : errorIn(validationFile, file);
  assertAmounts(request, file);
  const place = { subject: '--output', file: scoresTo, name: scoresTo, example: 'scores.csv' };
  const read = [...filesRead(request), modelFile, ...(validationFile ? [validationFile] : [])];
  assertApart([place], read, 'those that are read');
  // Before the work, so that it is not for nothing.
  const destination = scoresTo === undefined ? undefined : await destinationOf(host, scoresTo);
  const options = { ...request, file, name: basename(modelFile), modelError };
  const totals = await withSource(host, request, (source, watching) =>
    scored(source, request, options, destination, watching),
  );
  await destination?.finish();
  if (totals !== undefined) await report(host, request, totals);
}

/** The totals go to stdout, or beside it where the customers are there. */
async function report(host: Host, request: ScoreRequest, totals: ScoreTotals): Promise<void> {
  const { output, scoresTo } = request;
  const currency = currencyCode(totals.currency);
  const page = pageOf({ ...output, currency }, host);
  if (scoresTo === '-') {
    if (!output.quiet) say(host, ...(await scoreText('table', totals, page)).trimEnd().split('\n'));
    return;
  }
  const record = scoreRecord(totals);
  await writeResult(
    host,
    { format: output.format, output: undefined },
    textsOf({
      json: () => jsonLine(record),
      lines: () => [record],
      rows: () => [record],
      page: (format) => scoreText(format, totals, page),
    }),
  );
}

async function scored(
  source: MeasureSource,
  request: ScoreRequest,
  options: ScoringOptions,
  destination: Destination | undefined,
  watching: Watched,
): Promise<ScoreTotals | undefined> {
  const given = await source.open([]);
  if (watching.host.isWatched()) watching.tell(await given.whole());
  assertScorable(given);
  const customers = await readCustomers(source, given, request, watching);
  assertOfModel(customers, options);
  watching.tell({ doing: 'scoring', total: undefined });
  const columns = scoreColumns({
    isLifetime: options.horizon === 'lifetime',
    hasInterval: options.interval !== undefined,
    hasValue: customers.hasSpend && options.file.spend !== undefined,
  });
  const isLines = /\.(ndjson|jsonl)$/i.test(request.scoresTo ?? '');
  const writer = destination && scoreWriter(destination, columns, isLines ? 'ndjson' : 'csv');
  const write = writer?.write ?? (() => Promise.resolve(true));
  const totals = await scoredCustomers(customers, options, write);
  const formulas = writer?.formulas() ?? 0;
  if (formulas > 0 && !request.output.quiet) {
    const name = request.scoresTo === '-' ? 'stdout' : shown(String(request.scoresTo));
    say(watching.host, wordingOf(request.output.language).formulas(formulas, name));
  }
  source.assertUnchanged();
  return totals;
}
