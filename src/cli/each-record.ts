import { InputError, shown } from '../errors.ts';
import type { Shape } from '../input/records/format.ts';
import type { Ranges } from '../assumptions/range.ts';
import type { RangedRecord } from '../input/records/ranged-record.ts';
import { currencyOf, type InputRecord, readRecord } from '../input/records/record.ts';
import { readRecords } from '../input/records/records.ts';
import { type CalculateOptions, type Calculation, derive } from '../metrics/calculate.ts';
import { missingToCompute } from '../metrics/missing.ts';
import type { Result } from '../output/calculation/result.ts';
import { type Inputs, isInputName } from '../quantities.ts';
import type { Given } from './flags/quantity-flags.ts';
import type { Host } from './process/host.ts';
import { say } from './process/say.ts';
import {
  answers,
  type CalculationOptions,
  type Question,
  Refused,
  type ResultVisitor,
  Unread,
} from './question.ts';
import type { Source } from './files/source.ts';

/**
 * Compute a question for each record of a source.
 *
 * @returns whether there was a record at all
 * @throws InputError
 */
export async function eachRecord(
  host: Host,
  question: Question,
  options: CalculationOptions,
  calculateOptions: Required<CalculateOptions>,
  source: Source,
  visitor: ResultVisitor,
): Promise<boolean> {
  const { given, sampling, input, output } = options;
  const { decimal } = output;
  const { allowUnknown } = input;
  let recordOptions = { decimal, allowUnknown, cells: false };
  const { spell } = calculateOptions;
  const hasFlags = Object.keys(given.inputs).length > 0;
  let shape: Shape = 'object';
  let taken = 0;
  let refused = 0;
  let answered: Calculation['metrics'] | undefined;

  const refuse = (problem: InputError, place: number) => {
    const located = locate(problem, source.file, shape, place);
    if (!input.keepGoing) throw located;
    refused++;
    say(host, ...located.problems);
  };
  const explain = async (value: unknown, place: number) => {
    const { explainRecord } = await import('../input/records/record-schema.ts');
    refuse(explainRecord(value, recordOptions), place);
  };

  const refuseInput = (error: unknown, place: number) => {
    if (!(error instanceof InputError)) throw error;
    refuse(error, place);
  };
  const write = (result: Result) => {
    const done = visitor.result(result);
    taken++;
    return done;
  };
  const calculate = (inputs: Inputs) => {
    const calculation = derive(inputs, calculateOptions);
    // Records of the same names share their list of metrics, so one look at it is enough.
    if (calculation.metrics !== answered) {
      if (!answers(question, calculation.metrics)) {
        throw new InputError(nothingComputed(question, inputs, spell));
      }
      answered = calculation.metrics;
    }
    return calculation;
  };
  const take = (record: InputRecord, place: number) => {
    const inputs = hasFlags ? { ...record.inputs, ...given.inputs } : record.inputs;
    try {
      assertCurrency(record, options);
      return write({ labels: record.labels, calculation: calculate(inputs) });
    } catch (error) {
      refuseInput(error, place);
    }
  };
  const takeDrawn = async (record: InputRecord, ranges: Ranges, place: number) => {
    const { drawn } = await import('./drawn-result.ts');
    const inputs = { ...record.inputs, ...given.inputs };
    try {
      assertCurrency(record, options);
      const result = { labels: record.labels, calculation: calculate(inputs) };
      await write(drawn(result, inputs, ranges, calculateOptions, options));
    } catch (error) {
      refuseInput(error, place);
    }
  };
  /** A record that is not of plain numbers: it has ranges, or it is refused. */
  const takeRanged = async (value: unknown, place: number) => {
    const { readRangedRecord } = await import('../input/records/ranged-record.ts');
    const record = readRangedRecord(value, recordOptions, sampling.interval);
    if (record === undefined) return explain(value, place);
    const ranges = rangesOf(record, given);
    return ranges === undefined ? take(record, place) : takeDrawn(record, ranges, place);
  };

  try {
    await readRecords(
      source.bytes,
      source.format,
      {
        start(as) {
          shape = as;
          recordOptions = { decimal, allowUnknown, cells: as === 'csv' };
          visitor.start(as);
        },
        value(value, place) {
          const record = readRecord(value, recordOptions);
          if (record === undefined) return takeRanged(value, place);
          return given.ranges === undefined
            ? take(record, place)
            : takeDrawn(record, given.ranges, place);
        },
        refuse,
      },
      source.file,
    );
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
  }
  if (refused > 0) {
    const were = refused === 1 ? 'was' : 'were';
    throw new Refused(`${refused} of ${taken + refused} records ${were} refused`);
  }
  return taken > 0;
}

/** The ranges of a record, unless a flag overrides them, and those of the flags. */
function rangesOf({ ranges }: RangedRecord, given: Given): Ranges | undefined {
  const own = Object.entries(ranges).filter(([name]) => !Object.hasOwn(given.inputs, name));
  if (own.length === 0) return given.ranges;
  return { ...Object.fromEntries(own), ...given.ranges };
}

/** A problem with the place that it stands at, as in `orders.csv:3: ` or `line 3: `. */
function locate(
  { problems }: InputError,
  file: string | undefined,
  shape: Shape,
  place: number,
): InputError {
  const unit = shape === 'array' ? 'record' : 'line';
  const where =
    shape === 'object'
      ? file
      : file === undefined
        ? `${unit} ${place}`
        : shape === 'array'
          ? `${file}: ${unit} ${place}`
          : `${file}:${place}`;
  return new InputError(
    problems.map((problem) => (where === undefined ? problem : `${where}: ${problem}`)),
  );
}

/** What is missing for the answer that lacks the least. */
export function nothingComputed(
  question: Question,
  inputs: Inputs,
  spell: (name: string) => string,
): string {
  const given = Object.keys(inputs).filter(isInputName);
  // A metric that may be given as well is seldom what is asked for.
  const computedOnly = question.answers.filter((name) => !isInputName(name));
  const wanted = computedOnly.length > 0 ? computedOnly : question.answers;
  const lacks = wanted.map((name) => ({
    missing: missingToCompute(name, given),
    all: missingToCompute(name, []),
  }));
  const near = lacks.filter(({ missing, all }) => missing.length < all.length);
  const [nearest] = (near.length > 0 ? near : lacks).toSorted(
    (one, other) => one.missing.length - other.missing.length,
  );
  const remedy = `add ${listOf((nearest?.missing ?? []).map(spell))}`;
  if (given.length === 0) return `clv ${question.name} needs numbers; ${remedy}`;
  const got = listOf(given.map(spell));
  return `${got} alone ${given.length === 1 ? 'is' : 'are'} not enough; ${remedy}`;
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** @throws InputError where a record says that it is in another currency than the output is in */
function assertCurrency({ labels }: InputRecord, { output }: CalculationOptions): void {
  const currency = output.currency === undefined ? undefined : currencyOf(labels);
  if (currency === undefined || currency === output.currency) return;
  throw new InputError(
    `currency must be ${output.currency} as --currency says, got ${shown(currency)}; leave --currency out, or convert the record`,
  );
}
