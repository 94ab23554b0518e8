import { withShares } from '../../analysis/equity-shares.ts';
import { totalEquity } from '../../analysis/equity-total.ts';
import { InputError, shown } from '../../errors.ts';
import type { Shape } from '../../input/records/format.ts';
import { recordCurrency } from '../../input/records/record.ts';
import type { Row } from '../../metrics/calculate.ts';
import {
  equityOverYears,
  type EquityYear,
  horizonInputs,
  longestHorizon,
} from '../../metrics/equity-over-years.ts';
import type { Result } from '../../output/calculation/result.ts';
import { reasons } from '../../quantities.ts';
import {
  addCalculationFlags,
  eachResult,
  metricsNamed,
  type CalculationFlags,
  readCalculationFlags,
  withModelOf,
} from '../calculation.ts';
import { pageOf } from '../page.ts';
import { equityTexts, type Segment } from '../../output/calculation/equity-text.ts';
import { wholeOf } from '../flags/whole-number.ts';
import { readModelFlags } from '../flags/model-flags.ts';
import type { Host } from '../process/host.ts';
import type { CalculationOptions, Question } from '../question.ts';
import type { Verb } from '../verb.ts';
import { writeResult } from '../write-result.ts';
import { formatFor } from '../writer.ts';

const question: Question = {
  name: 'equity',
  flags: [
    'customers',
    'avg',
    'freq',
    'years',
    'churn',
    'retention',
    'margin',
    'unitCost',
    'discount',
    'newPerYear',
    'cac',
  ],
  hasConventions: true,
  metrics: metricsNamed([
    'avg',
    'freq',
    'years',
    'cac',
    'customerValue',
    'clv',
    'marginPerYear',
    'clvMargin',
    'clvPresent',
    'residualValue',
    'modelPurchases',
    'modelFirstSpend',
    'modelSpend',
    'modelClv',
    'equity',
    'residualEquity',
  ]),
  answers: ['equity'],
};

export type EquityFlags = CalculationFlags;

export interface EquityOptions extends CalculationOptions {
  /** The years to look ahead, in order; none where the table by year is not asked for. */
  readonly horizon: readonly number[];
}

export const equity: Verb<EquityOptions> = {
  examples: [
    'clv equity --customers 1000 --avg 50 --freq 4 --years 3 --margin 40%',
    'clv equity --customers 1000 --avg 50 --freq 4 --margin 40% --retention 80% --discount 10% --horizon 1,3,5',
    'clv equity --customers 1000 --avg 50 --freq 4 --margin 40% --churn 20% --new-per-year 100 --cac 60 --horizon 5',
    'clv equity --input segments.csv',
    'clv equity --model model.json --horizon 5y --new-per-year 1000 --margin 40%',
  ],
  declare(setup) {
    addCalculationFlags(setup, question);
    setup.heading('Horizon:');
    setup.value(
      '--horizon <years>',
      'years to look ahead, such as 1,3,5; prints a table by year; of a model a time such as 5y',
    );
    setup.value('--model <file>', 'a model of clv fit: values the customers won in a year');
  },
  read: readEquity,
  run: runEquity,
};

export async function readEquity(flags: EquityFlags): Promise<EquityOptions> {
  const options = await readCalculationFlags(flags, question);
  // A model looks ahead by itself: there is one value, and no table by year.
  return flags.model === undefined
    ? { ...options, horizon: horizonOf(flags.horizon) }
    : { ...options, model: readModelFlags(flags), horizon: [] };
}

async function runEquity(host: Host, given: EquityOptions): Promise<void> {
  const options = await withModelOf(given);
  const { horizon } = options;
  const results: Result[] = [];
  let shape: Shape = 'object';
  let refused: InputError | undefined;
  try {
    await eachResult(host, question, options, {
      start: (as) => void (shape = as),
      result: (result) => void results.push(result),
    });
  } catch (error) {
    // With --keep-going the equity of the other segments is still worth having.
    if (!(error instanceof InputError) || !options.input.keepGoing || results.length === 0)
      throw error;
    refused = error;
  }
  if (horizon.length > 0 && results.some(({ uncertainty }) => uncertainty !== undefined)) {
    throw new InputError(
      '--horizon must have exact numbers to go by, got a range; drop --horizon or write one number',
    );
  }
  const isOne = shape === 'object';
  if (!isOne) assertOneCurrency(results, options.output.currency);
  const segments = (isOne ? results : withShares(results)).map((result): Segment => ({
    ...result,
    byYear:
      horizon.length === 0 ? undefined : yearsOf(result.calculation.values, Math.max(...horizon)),
  }));
  const result = { segments, total: totalEquity(segments), isOne, horizon };
  const format = formatFor(options.output, shape, host);
  const texts = equityTexts(result, pageOf(options.output, host));
  await writeResult(host, { ...options.output, format }, texts);
  if (refused !== undefined) throw refused;
}

/** The years of `--horizon 1,3,5`, in order, each once. */
function horizonOf(text: string | undefined): readonly number[] {
  if (text === undefined) return [];
  const years = text.split(',').map((part) => wholeOf(part.trim()));
  if (years.every((year) => year >= 1 && year <= longestHorizon)) {
    return [...new Set(years)].toSorted((one, other) => one - other);
  }
  throw new InputError(
    `--horizon must be whole years from 1 to ${longestHorizon} with commas between, such as 1,3,5, got ${shown(text)}`,
  );
}

function yearsOf(row: Row, horizon: number): EquityYear[] {
  if (row.churn === undefined && row.retention === undefined) {
    throw new InputError(
      '--horizon must have churn or retention to go by, got neither; add --churn or --retention',
    );
  }
  const { timing = 'start' } = row;
  const inputs = Object.fromEntries(horizonInputs.map((name) => [name, row[name] ?? undefined]));
  const flow = row.marginPerYear === undefined ? 'customerValue' : 'marginPerYear';
  if (row[flow] === null) {
    throw new InputError(`there is no equity over ${horizon} years: ${reasons.noRevenue.en}`);
  }
  if (flow === 'customerValue' && row.newPerYear !== undefined && row.cac !== undefined) {
    throw new InputError(
      'an acquisition cost cannot be taken off revenue; add --margin or --unit-cost (--margin 100% says that there are no other costs)',
    );
  }
  try {
    return equityOverYears({ ...(inputs as { customers: number }), timing }, horizon);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError(
      `equity over ${horizon} years is beyond what a double can carry; give smaller numbers`,
    );
  }
}

/** @throws InputError where segments say that they are in several currencies, or some say nothing */
function assertOneCurrency(results: readonly Result[], currency = 'none'): void {
  const found = new Set(results.map(({ labels }) => recordCurrency(labels) ?? currency));
  if (found.size <= 1) return;
  throw new InputError(
    `the segments must all be in one currency to be added, got currency ${[...found].map(shown).join(' and ')}; add up each currency by itself`,
  );
}
