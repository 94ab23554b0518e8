import { InputError } from '../errors.ts';
import type { Ranges } from '../input/range.ts';
import type { RangedRecord } from '../input/ranged-record.ts';
import { type InputRecord, readRecord } from '../input/record.ts';
import type { Shape } from '../input/format.ts';
import { type CalculateOptions, type Calculation, derive } from '../metrics/calculate.ts';
import { metrics } from '../metrics/index.ts';
import { missingFor } from '../metrics/missing.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Result } from '../output/column.ts';
import { type InputName, type Inputs, isInputName, type QuantityName } from '../quantities.ts';
import { destinationOf } from './destination.ts';
import { addDrawOptions, readDrawOptions, type SamplingOptions } from './draw-options.ts';
import {
  addConventionFlags,
  addQuantityFlags,
  flagOf,
  type FlagTexts,
  type Given,
  readFlags,
} from './flags.ts';
import type { Host } from './host.ts';
import {
  addInputOptions,
  addOutputOptions,
  type InputOptions,
  type OutputOptions,
  readInputOptions,
  readOutputOptions,
} from './options.ts';
import { type Source, sourceOf } from './source.ts';
import type { Setup, Verb } from './verb.ts';
import { formatFor, type Writer, writerOf } from './writer.ts';

/** What a verb computes from flags or from records. */
export interface Question {
  /** The verb that asks it. */
  readonly name: string;
  /** The quantities that it has flags for. */
  readonly flags: readonly InputName[];
  /** Whether period and timing play a part in its metrics. */
  readonly hasConventions: boolean;
  readonly metrics: readonly Metric[];
  /** The metrics of which it must find one at least, or else it lacks numbers. */
  readonly answers: readonly QuantityName[];
}

/** A verb that computes metrics and writes them as they come. */
export function calculationVerb(question: Question, examples: readonly string[]): Verb {
  return {
    examples,
    configure(setup) {
      addCalculationFlags(setup, question);
      setup.command.action((texts: FlagTexts) => runCalculation(setup.host, question, texts));
    },
  };
}

/** The metrics of these names, in the order of the list. */
export function metricsNamed(names: readonly QuantityName[]): readonly Metric[] {
  return metrics.filter(({ name }) => names.includes(name));
}

/** Give the command of such a verb its flags. */
export function addCalculationFlags(setup: Setup, question: Question): void {
  addQuantityFlags(setup, question.flags);
  if (question.hasConventions) addConventionFlags(setup);
  addDrawOptions(setup);
  addInputOptions(setup);
  addOutputOptions(setup);
}

/** The options of such a verb, read. */
export interface CalculationOptions {
  readonly given: Given;
  readonly sampling: SamplingOptions;
  readonly input: InputOptions;
  readonly output: OutputOptions;
}

export async function readCalculationOptions(
  texts: FlagTexts,
  question: Question,
): Promise<CalculationOptions> {
  const output = readOutputOptions(texts);
  const sampling = readDrawOptions(texts);
  return {
    given: await readFlags(texts, question.flags, output.decimal, sampling.interval),
    sampling,
    input: readInputOptions(texts),
    output,
  };
}

/** Compute the verb for its flags, or for each record, and write the results. */
async function runCalculation(host: Host, question: Question, texts: FlagTexts): Promise<void> {
  const options = await readCalculationOptions(texts, question);
  const destination = destinationOf(host, options.output.output);
  let writer: Writer | undefined;
  let written = 0;
  let stands = false;
  const finish = async () => {
    await writer?.finish();
    destination.finish();
  };
  try {
    await eachResult(host, question, options, {
      start(shape) {
        const isDocument = shape === 'object' || shape === 'array';
        const format = formatFor(options.output, shape, host);
        writer = writerOf(format, shape, destination, options.output, host);
        if (isDocument) destination.hold();
        else if (options.output.output === undefined) stands = true;
      },
      result(result) {
        writer?.write(result);
        written++;
      },
    });
  } catch (error) {
    // Of a stream, the records before the bad one stand; a document or a file is whole or nothing.
    if (error instanceof Refused || (error instanceof InputError && stands && written > 0)) {
      await finish();
    } else {
      destination.abandon();
    }
    throw error;
  }
  await finish();
}

/** Some records were refused, told one by one, and the others were computed. */
class Refused extends InputError {}

/** What takes the results of a verb. */
export interface ResultVisitor {
  start(shape: Shape): void;
  result(result: Result): void;
}

/**
 * Compute the verb for its flags, or for each record where the flags alone give nothing.
 *
 * @throws InputError
 */
export async function eachResult(
  host: Host,
  question: Question,
  options: CalculationOptions,
  visitor: ResultVisitor,
): Promise<void> {
  const { given, input } = options;
  const { inputs, ranges } = given;
  const spell = (name: string) => (Object.hasOwn(inputs, name) ? flagOf(name) : name);
  const calculateOptions = { metrics: question.metrics, spell };
  if (input.input === undefined) {
    const calculation = derive(inputs, calculateOptions);
    if (answers(question, calculation.metrics)) {
      const result = { labels: undefined, calculation };
      visitor.start('object');
      visitor.result(
        ranges === undefined
          ? result
          : await drawn(result, inputs, ranges, calculateOptions, options),
      );
      return;
    }
  }
  const source = sourceOf(host, input);
  if (source === undefined) throw new InputError(nothingComputed(question, inputs, flagOf));
  await eachRecord(host, question, options, calculateOptions, source, visitor);
}

/** The ranges of a record, unless a flag overrides them, and those of the flags. */
function rangesOf({ ranges }: RangedRecord, given: Given): Ranges | undefined {
  const own = Object.entries(ranges).filter(([name]) => !Object.hasOwn(given.inputs, name));
  if (own.length === 0) return given.ranges;
  return { ...Object.fromEntries(own), ...given.ranges };
}

/** A result from ranges, with what they do to it. */
async function drawn(
  result: Result,
  inputs: Inputs,
  ranges: Ranges,
  calculate: CalculateOptions,
  { sampling, output }: CalculationOptions,
): Promise<Result> {
  const { uncertaintyOf } = await import('./uncertainty.ts');
  const options = { calculate, simulation: sampling, language: output.language };
  return { ...result, uncertainty: uncertaintyOf(inputs, ranges, result.calculation, options) };
}

function answers(question: Question, found: Calculation['metrics']): boolean {
  return question.answers.some((name) => found.includes(name));
}

async function eachRecord(
  host: Host,
  question: Question,
  options: CalculationOptions,
  calculateOptions: Required<CalculateOptions>,
  source: Source,
  visitor: ResultVisitor,
): Promise<void> {
  const { given, sampling, input, output } = options;
  const { readRecords } = await import('../input/records.ts');
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
    host.warn(`${located.message}\n`);
  };
  const explain = async (value: unknown, place: number) => {
    const { explainRecord } = await import('../input/schema.ts');
    refuse(explainRecord(value, recordOptions), place);
  };

  const refuseInput = (error: unknown, place: number) => {
    if (!(error instanceof InputError)) throw error;
    refuse(error, place);
  };
  const write = (result: Result) => {
    visitor.result(result);
    taken++;
  };
  const take = (record: InputRecord, ranges: Ranges | undefined, place: number) => {
    const inputs = hasFlags ? { ...record.inputs, ...given.inputs } : record.inputs;
    try {
      const calculation = derive(inputs, calculateOptions);
      // Records of the same names share their list of metrics, so one look at it is enough.
      if (calculation.metrics !== answered) {
        if (!answers(question, calculation.metrics)) {
          throw new InputError(nothingComputed(question, inputs, spell));
        }
        answered = calculation.metrics;
      }
      const result = { labels: record.labels, calculation };
      if (ranges !== undefined) {
        return drawn(result, inputs, ranges, calculateOptions, options)
          .then(write)
          .catch((error: unknown) => refuseInput(error, place));
      }
      write(result);
    } catch (error) {
      refuseInput(error, place);
    }
    return undefined;
  };
  const takeRanged = async (value: unknown, place: number) => {
    const { readRangedRecord } = await import('../input/ranged-record.ts');
    const record = readRangedRecord(value, recordOptions, sampling.interval);
    if (record === undefined) await explain(value, place);
    else await take(record, rangesOf(record, given), place);
  };

  await readRecords(source.bytes, source.format, {
    start(as) {
      shape = as;
      recordOptions = { decimal, allowUnknown, cells: as === 'csv' };
      visitor.start(as);
    },
    value(value, place) {
      const record = readRecord(value, recordOptions);
      return record === undefined ? takeRanged(value, place) : take(record, given.ranges, place);
    },
    refuse,
  });
  if (refused > 0) throw new Refused(`${refused} of ${taken + refused} records were refused`);
  if (taken === 0) {
    const where = source.file === undefined ? 'stdin' : source.file;
    throw new InputError(
      `${where} must hold at least one record, got none; give numbers as flags or records, see clv ${question.name} --help`,
    );
  }
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
function nothingComputed(
  question: Question,
  inputs: Inputs,
  spell: (name: string) => string,
): string {
  const given = Object.keys(inputs).filter(isInputName);
  const wanted = question.answers.filter((name) => !given.some((input) => input === name));
  const lacks = wanted.map((name) => ({ name, missing: missingFor(name, given) }));
  const near = lacks.filter(({ name, missing }) => missing.length < missingFor(name, []).length);
  const [nearest] = (near.length > 0 ? near : lacks).toSorted(
    (one, other) => one.missing.length - other.missing.length,
  );
  const got = given.length === 0 ? 'no numbers' : `${given.map(spell).join(' and ')} alone`;
  const needed = (nearest?.missing ?? []).map(spell).join(' and ');
  return `clv ${question.name} must have numbers to compute from, got ${got}; add ${needed} for ${nearest?.name}`;
}
