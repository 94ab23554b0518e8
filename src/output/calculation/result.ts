import type { RangeReading } from '../../assumptions/reading.ts';
import type { Calculation } from '../../metrics/calculate.ts';
import type { InputName, QuantityName } from '../../quantities.ts';

/** The middle 90 % of the draws of a metric, and their median; null among those without a value. */
export interface DrawnInterval {
  readonly p5: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  /** The draws in which the metric has no value, where there are any. */
  readonly withoutValue?: number;
  /** Those of them that count as below all others; the rest count as above. */
  readonly withoutValueBelow?: number;
}

/** How likely a metric is to miss a target. */
export interface Miss {
  readonly target: number;
  /** A share of the draws. */
  readonly probability: number;
}

/** What is known of a calculation from ranges, beside its point values. */
export interface Uncertainty {
  readonly intervals: { readonly [Name in QuantityName]?: DrawnInterval };
  /** How each range was read. */
  readonly readings: { readonly [Name in InputName]?: RangeReading };
  /** How likely each target is to be missed, where there is one. */
  readonly misses?: { readonly [Name in QuantityName]?: Miss };
  readonly simulation: Simulation;
  /** Whether the parameters of a model were drawn as well. */
  readonly isOfModel: boolean;
}

/** How the draws were made; independent of each other, always. */
export interface Simulation {
  readonly draws: number;
  readonly seed: number;
  /** The share between the ends of an interval such as `45 to 55`. */
  readonly interval: number;
}

/** One record of a result: its own labels, and what was calculated from its numbers. */
export interface Result {
  readonly labels: Readonly<Record<string, unknown>> | undefined;
  readonly calculation: Calculation;
  /** Where some of its numbers were ranges. */
  readonly uncertainty?: Uncertainty;
}
