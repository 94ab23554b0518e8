import { InputError, shown } from '../../errors.ts';
import { isOrderDay } from '../../calendar.ts';
import { parseDays } from '../../input/grammar/horizon-text.ts';
import type { ValidationFile } from '../../input/model/validation-file.ts';
import type { HoldoutDays } from '../../measure/holdouts.ts';
import { tableKind } from '../../measure/summary-table.ts';
import { type BuyerModelName, buyerModels } from '../../models/index.ts';
import { jsonText } from '../../output/escape.ts';
import { validationRows } from '../../output/model/validation-rows.ts';
import { textsOf } from '../../output/texts.ts';
import { currencyCode } from '../../quantities.ts';
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
import { destinationOf } from '../process/destination.ts';
import type { Host } from '../process/host.ts';
import { assertApart } from '../process/outputs.ts';
import { say } from '../process/say.ts';
import { isRemote, readCustomers } from '../read-customers.ts';
import { validatedOrders } from '../validating.ts';
import type { Verb } from '../verb.ts';
import { type Watched, withSource } from '../with-source.ts';
import { writeResult } from '../write-result.ts';

export interface ValidateFlags extends CustomerFlags {
  readonly model?: BuyerModelName;
  readonly holdout?: string;
  readonly until?: string;
  readonly origins?: string;
}

export interface ValidateRequest extends CustomerOptions {
  /** The model; all three are held side by side where none is named. */
  readonly model: BuyerModelName | undefined;
  readonly holdout: HoldoutDays;
  /** The file of the record, if one is written. */
  readonly recordFile: string | undefined;
}

export const validate: Verb<ValidateRequest> = {
  examples: [
    'clv validate orders.csv --holdout 26w',
    'clv validate orders.csv --until 2025-06-30 --model pareto-nbd',
    'clv validate orders.csv --holdout 26w --origins 3 -o validation.json',
  ],
  declare(setup) {
    const { command, heading, value } = setup;
    command.argument('[file...]', 'CSV, Parquet, NDJSON or JSON of orders, - for stdin');
    heading('Holdout:');
    value('--holdout <time>', 'how much at the end is held back and forecast, such as 26w or 6mo');
    value('--until <date>', 'the last day that models are fitted to; what follows is forecast');
    value('--origins <count>', 'how many holdouts, each before the other (1 if not given)');
    value(
      '--model <name>',
      'bg-nbd, mbg-nbd and pareto-nbd side by side if not given',
      buyerModels,
    );
    addCustomerFlags(setup);
    addReportFlags(setup, 'write the record to a file, beside the report on stdout');
  },
  read: readValidate,
  run: runValidate,
};

/** @throws InputError with what is wrong */
export function readValidate(
  flags: ValidateFlags,
  [names]: [readonly string[]],
  env: Host['env'],
): ValidateRequest {
  const { model, holdout, until, origins, output: recordFile, ...others } = flags;
  if (recordFile !== undefined && /\.(csv|md|ndjson|jsonl|parquet)$/i.test(recordFile)) {
    throw new InputError(
      `--output is for the record, a file such as validation.json, got ${recordFile}; the report goes to stdout`,
    );
  }
  if (holdout === undefined && until === undefined) {
    throw new InputError(
      'clv validate needs to know what is held back; add --holdout 26w, or --until with the last day to fit to',
    );
  }
  if (until !== undefined && !isOrderDay(until)) {
    throw new InputError(`--until must be a date such as 2025-06-30, got ${shown(until)}`);
  }
  return {
    ...readCustomerFlags(others, names, env),
    model,
    holdout: {
      days: holdout === undefined ? undefined : holdoutDays(holdout),
      until,
      origins: wholeNumber('--origins', origins, { least: 1, most: 100 }) ?? 1,
    },
    recordFile,
  };
}

function holdoutDays(text: string): number {
  const days = Math.round(parseDays(text, '--holdout'));
  if (days >= 1) return days;
  throw new InputError(`--holdout must be a day or longer, got ${shown(text)}`);
}

async function runValidate(host: Host, request: ValidateRequest): Promise<void> {
  const { recordFile, output } = request;
  const place = {
    subject: '--output',
    file: recordFile,
    name: recordFile,
    example: 'validation.json',
  };
  assertApart([place], filesRead(request), 'those that are read');
  // Before the work, so that it is not for nothing.
  const destination = recordFile === undefined ? undefined : await destinationOf(host, recordFile);
  const file = await withSource(host, request, (source, watching) =>
    validated(source, request, watching),
  );
  const currency = currencyCode(file.data.currency);
  const page = pageOf({ ...output, currency }, host);
  if (!output.quiet) {
    const { longHoldoutLines } = await import('../../output/model/validation-text.ts');
    say(host, ...longHoldoutLines(file, page));
  }
  const json = `${jsonText(file, 2)}\n`;
  await destination?.write(json);
  await destination?.finish();
  await writeResult(
    host,
    { format: output.format, output: undefined },
    textsOf({
      json: () => json,
      lines: () => validationRows(file),
      rows: () => validationRows(file),
      page: async (format) => {
        const { validationText } = await import('../../output/model/validation-text.ts');
        return validationText(format, file, page);
      },
    }),
  );
}

async function validated(
  source: MeasureSource,
  request: ValidateRequest,
  watching: Watched,
): Promise<ValidationFile> {
  const given = await source.open([]);
  if (watching.host.isWatched()) watching.tell(await given.whole());
  if (tableKind(given.relation.columns.map(({ name }) => name)) !== 'orders') {
    throw new InputError(
      'clv validate needs orders: a table that is already summarised has no days to divide it by',
    );
  }
  const customers = await readCustomers(source, given, request, watching);
  const file = await validatedOrders(customers, request.holdout, {
    model: request.model,
    isRemote: isRemote(request),
    tell: (doing) => watching.tell({ doing, total: undefined }),
  });
  source.assertUnchanged();
  return file;
}
