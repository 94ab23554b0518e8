import { inOnePeriod } from '../assumptions/given-numbers.ts';
import { InputError } from '../errors.ts';
import { type Calculation, derive } from '../metrics/calculate.ts';
import { metrics } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { isInputName, type QuantityName } from '../quantities.ts';
import { destinationOf } from './process/destination.ts';
import { addDrawFlags, type DrawFlags, readDrawFlags } from './flags/draw-flags.ts';
import {
  addConventionFlags,
  addQuantityFlags,
  flagOf,
  type QuantityFlags,
  readQuantityFlags,
} from './flags/quantity-flags.ts';
import { addModelFlags, type ModelFlags, readModelFlags } from './flags/model-flags.ts';
import type { Host } from './process/host.ts';
import {
  addInputFlags,
  addOutputFlags,
  type InputFlags,
  type OutputFlags,
  readInputFlags,
  readOutputFlags,
} from './flags/result-flags.ts';
import {
  answers,
  type CalculationOptions,
  type Question,
  Refused,
  type ResultVisitor,
  Unread,
} from './question.ts';
import { sourceOf } from './files/source.ts';
import type { Setup } from './setup.ts';
import type { Verb } from './verb.ts';
import { formatFor, type Writer, writerOf } from './writer.ts';

/** A verb that computes metrics and writes them as they come. */
export function calculationVerb(
  question: Question,
  examples: readonly string[],
): Verb<CalculationOptions> {
  return {
    examples,
    declare: (setup) => addCalculationFlags(setup, question),
    read: (flags: CalculationFlags) => readCalculationFlags(flags, question),
    run: (host, options) => runCalculation(host, question, options),
  };
}

/** The metrics of these names, in the order of the list. */
export function metricsNamed(names: readonly QuantityName[]): readonly Metric[] {
  return metrics.filter(({ name }) => names.includes(name));
}

export type CalculationFlags = QuantityFlags & ModelFlags & DrawFlags & InputFlags & OutputFlags;

/** Give the command of such a verb its flags. */
export function addCalculationFlags(setup: Setup, question: Question): void {
  addQuantityFlags(setup, question.flags);
  if (question.hasConventions) addConventionFlags(setup);
  if (question.takesModel) addModelFlags(setup);
  addDrawFlags(setup);
  addInputFlags(setup);
  addOutputFlags(setup);
}

/** @throws InputError */
export async function readCalculationFlags(
  flags: CalculationFlags,
  question: Question,
): Promise<CalculationOptions> {
  const output = readOutputFlags(flags);
  const sampling = readDrawFlags(flags);
  return {
    given: await readQuantityFlags(flags, question.flags, output.decimal, sampling.interval),
    model: question.takesModel && readModelFlags(flags),
    sampling,
    input: readInputFlags(flags),
    output,
  };
}

/** Compute the verb for its flags, or for each record, and write the results. */
async function runCalculation(
  host: Host,
  question: Question,
  given: CalculationOptions,
): Promise<void> {
  const options = await withModelOf(given);
  const destination = await destinationOf(host, options.output.output);
  let writer: Writer | undefined;
  let written = 0;
  let stands = false;
  const finish = async () => {
    await writer?.finish();
    await destination.finish();
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
        if (!destination.isOpen()) throw new Unread();
        written++;
        return writer?.write(result);
      },
    });
  } catch (error) {
    // Of a stream, the records before the bad one stand; a document or a file is whole or nothing.
    if (error instanceof Refused || (error instanceof InputError && stands && written > 0)) {
      await finish();
    }
    throw error;
  }
  await finish();
}

/**
 * The options with the model that they name read, where they name one.
 *
 * @throws InputError
 */
export async function withModelOf<Options extends CalculationOptions>(
  options: Options,
): Promise<Options> {
  if (options.model === undefined) return options;
  return (await import('./files/model-input.ts')).withModel(options);
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
  const { inputs, ranges } = inOnePeriod(given, flagOf);
  const spell = (name: string) => (Object.hasOwn(inputs, name) ? flagOf(name) : name);
  const calculateOptions = { metrics: question.metrics, spell };
  const own = input.input === undefined ? derive(inputs, calculateOptions) : undefined;
  const takeOwn = async (calculation: Calculation) => {
    const result = { labels: undefined, calculation };
    visitor.start('object');
    if (ranges === undefined) return visitor.result(result);
    const { drawn } = await import('./drawn-result.ts');
    return visitor.result(drawn(result, inputs, ranges, calculateOptions, options));
  };
  // A lifespan from a churn alone is no answer while there may be records to use it for.
  const real = own?.metrics.filter((name) => !isInputName(name));
  if (own !== undefined && real !== undefined && answers(question, real)) return takeOwn(own);
  const isAnswer = own !== undefined && answers(question, own.metrics);
  const source = sourceOf(host, input);
  if (source === undefined) {
    if (isAnswer) return takeOwn(own);
    const { nothingComputed } = await import('./nothing-computed.ts');
    throw new InputError(nothingComputed(question, inputs, flagOf));
  }
  if (question.answers.every(isInputName) && isAnswer) return takeOwn(own);
  const { eachRecord } = await import('./each-record.ts');
  if (await eachRecord(host, question, options, calculateOptions, source, visitor)) return;
  if (isAnswer) return takeOwn(own);
  if (Object.keys(inputs).length > 0 && input.input === undefined) {
    const { nothingComputed } = await import('./nothing-computed.ts');
    throw new InputError(nothingComputed(question, inputs, flagOf));
  }
  const where = source.file ?? 'stdin';
  throw new InputError(
    `${where} must hold at least one record, got none; give numbers as flags or records, see clv ${question.name} --help`,
  );
}
