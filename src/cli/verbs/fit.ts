import { InputError } from '../../errors.ts';
import type { ModelFile } from '../../input/model/model-file.ts';
import { type TableKind, tableKind } from '../../measure/summary-table.ts';
import { type BuyerModelName, buyerModels } from '../../models/index.ts';
import { jsonText } from '../../output/escape.ts';
import type { FitResult } from '../../output/model/fit-result.ts';
import { fitRows } from '../../output/model/fit-rows.ts';
import { textsOf } from '../../output/texts.ts';
import { currencyCode, type Period } from '../../quantities.ts';
import { fittedBuyers } from '../fitting.ts';
import { fittedContract, fittedRounds } from '../fitting-counts.ts';
import {
  addCustomerFlags,
  type CustomerFlags,
  type CustomerOptions,
  readCustomerFlags,
} from '../flags/customer-flags.ts';
import { addReportFlags } from '../flags/result-flags.ts';
import { filesRead, type Given, type MeasureSource } from '../measure-source.ts';
import { pageOf } from '../page.ts';
import { destinationOf } from '../process/destination.ts';
import type { Host } from '../process/host.ts';
import { assertApart } from '../process/outputs.ts';
import { say } from '../process/say.ts';
import { isRemote, readCustomers } from '../read-customers.ts';
import type { Verb } from '../verb.ts';
import { type Watched, withSource } from '../with-source.ts';
import { writeResult } from '../write-result.ts';

/** The models that can be fitted. */
const models = [...buyerModels, 'bg-bb', 'sbg'] as const;
type ModelName = (typeof models)[number];

const rounds = ['year', 'quarter', 'month'] as const satisfies readonly Period[];

export interface FitFlags extends CustomerFlags {
  readonly model?: ModelName;
  readonly round?: Period;
}

export interface FitRequest extends CustomerOptions {
  /** The model; where none is named, what the rows hold decides. */
  readonly model: ModelName | undefined;
  readonly round: Period | undefined;
  /** The file of the model, if one is written. */
  readonly modelFile: string | undefined;
}

export const fit: Verb<FitRequest> = {
  examples: [
    'clv fit orders.csv -o model.json',
    'clv fit customers.csv --model pareto-nbd',
    'clv fit --model sbg survivors.csv',
    'clv fit --engine postgres://ann@db/shop --table orders -o model.json',
  ],
  declare(setup) {
    const { command, heading, value } = setup;
    command.argument(
      '[file...]',
      'orders, or a summary with x, t_x, T of each customer, - for stdin',
    );
    heading('Model:');
    value('--model <name>', 'bg-nbd, mbg-nbd and pareto-nbd side by side if not given', models);
    value('--round <period>', 'the rounds of bg-bb that orders are counted in', rounds);
    addCustomerFlags(setup);
    addReportFlags(setup, 'write the model to a file, beside the report on stdout');
  },
  read: readFit,
  run: runFit,
};

/** @throws InputError with all that is wrong */
export function readFit(
  flags: FitFlags,
  [names]: [readonly string[]],
  env: Host['env'],
): FitRequest {
  const { model, round, output: modelFile, ...others } = flags;
  if (modelFile !== undefined && /\.(csv|md|ndjson|jsonl|parquet)$/i.test(modelFile)) {
    throw new InputError(
      `--output is for the model, a file such as model.json, got ${modelFile}; the report goes to stdout`,
    );
  }
  if (round !== undefined && model !== 'bg-bb') {
    throw new InputError(`--round ${round} is for --model bg-bb; other models have no rounds`);
  }
  return { ...readCustomerFlags(others, names, env), model, round, modelFile };
}

async function runFit(host: Host, request: FitRequest): Promise<void> {
  const { modelFile, output } = request;
  const place = { subject: '--output', file: modelFile, name: modelFile, example: 'model.json' };
  assertApart([place], filesRead(request), 'those that are read');
  // Before the work, so that it is not for nothing.
  const destination = modelFile === undefined ? undefined : await destinationOf(host, modelFile);
  const result = await withSource(host, request, (source, watching) =>
    resultOf(source, request, watching),
  );
  const currency = currencyCode(result.file.data.currency);
  const page = pageOf({ ...output, currency }, host);
  await destination?.write(textOf(result.file));
  await destination?.finish();
  await writeResult(
    host,
    { format: output.format, output: undefined },
    textsOf({
      json: () => textOf(result.file),
      lines: () => fitRows(result),
      rows: () => fitRows(result),
      page: async (format) => {
        const { fitText } = await import('../../output/model/fit-text.ts');
        return fitText(format, result, page);
      },
    }),
  );
}

const textOf = (file: ModelFile): string => `${jsonText(file, 2)}\n`;

/** Read what a source holds, and fit what was asked for or what it is for. */
async function resultOf(
  source: MeasureSource,
  request: FitRequest,
  watching: Watched,
): Promise<FitResult> {
  const given = await source.open([]);
  if (watching.host.isWatched()) watching.tell(await given.whole());
  const kind = tableKind(given.relation.columns.map(({ name }) => name));
  const model = modelOf(kind, request);
  const found = await fitted(model, kind, { source, given, request, watching });
  source.assertUnchanged();
  return found;
}

/** What a model is fitted with. */
interface Work {
  readonly source: MeasureSource;
  readonly given: Given;
  readonly request: FitRequest;
  readonly watching: Watched;
}

function fitted(
  model: ModelName | undefined,
  kind: TableKind,
  { source, given, request, watching }: Work,
): Promise<FitResult> {
  const tell = (lines: readonly string[]) => {
    if (!request.output.quiet) say(watching.host, ...lines);
  };
  const counting = { source, given, options: request, tell };
  if (model === 'sbg') return fittedContract(counting);
  if (model === 'bg-bb') return fittedRounds(counting, kind, request.round);
  return fittedCustomers(model, { source, given, request, watching });
}

async function fittedCustomers(
  model: BuyerModelName | undefined,
  { source, given, request, watching }: Work,
): Promise<FitResult> {
  const customers = await readCustomers(source, given, request, watching);
  return fittedBuyers(customers, {
    model,
    isRemote: isRemote(request),
    tell: (doing) => watching.tell({ doing, total: undefined }),
  });
}

/** What each model is fitted to. */
const needs: Readonly<Record<'sbg' | 'bg-bb', string>> = {
  sbg: 'a table period,customers or cohort,period,customers',
  'bg-bb': 'orders with --round, or a table x,t_x,n,customers',
};

/** @throws InputError when the model does not go with what the rows hold */
function modelOf(kind: TableKind, { model, round }: FitRequest): ModelName | undefined {
  const own = kind === 'survivors' ? 'sbg' : kind === 'rounds' ? 'bg-bb' : undefined;
  if (model === undefined) return own;
  const isRight =
    model === 'sbg' || model === 'bg-bb'
      ? own === model || (model === 'bg-bb' && kind === 'orders' && round !== undefined)
      : own === undefined;
  if (isRight) return model;
  const wants =
    model === 'sbg' || model === 'bg-bb'
      ? needs[model]
      : 'orders or a summary x,t_x,T of customers';
  throw new InputError(`--model ${model} needs ${wants}`);
}
