import { InputError } from '../errors.ts';
import type { Shape } from '../input/records/format.ts';
import type { Calculation } from '../metrics/calculate.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Result } from '../output/calculation/result.ts';
import type { InputName, QuantityName } from '../quantities.ts';
import type { SamplingOptions } from './flags/draw-flags.ts';
import type { GivenNumbers } from '../assumptions/given-numbers.ts';
import type { ModelOptions } from './flags/model-flags.ts';
import type { InputOptions, OutputOptions } from './flags/result-flags.ts';

/** What a verb computes from flags or from records. */
export interface Question {
  /** The verb that asks it. */
  readonly name: string;
  /** The quantities that it has flags for. */
  readonly flags: readonly InputName[];
  /** Whether period and timing play a part in its metrics. */
  readonly hasConventions: boolean;
  /** Whether it takes a fitted model. */
  readonly takesModel?: true;
  readonly metrics: readonly Metric[];
  /** The metrics of which it must find one at least, or else it lacks numbers. */
  readonly answers: readonly QuantityName[];
}

/** Whether what was found answers the question. */
export function answers(question: Question, found: Calculation['metrics']): boolean {
  return question.answers.some((name) => found.includes(name));
}

/** The options of such a verb, read. */
export interface CalculationOptions {
  readonly given: GivenNumbers;
  readonly model: ModelOptions | undefined;
  readonly sampling: SamplingOptions;
  readonly input: InputOptions;
  readonly output: OutputOptions;
}

/** What takes the results of a verb. */
export interface ResultVisitor {
  start(shape: Shape): void;
  /** @throws Unread when nobody wants another one */
  result(result: Result): void | Promise<void>;
}

/** Some records were refused, told one by one, and the others were computed. */
export class Refused extends InputError {}

/** Nobody takes what is written any longer, so no further record is read; nothing is wrong. */
export class Unread extends Error {}
