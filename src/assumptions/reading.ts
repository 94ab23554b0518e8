import { InputError } from '../errors.ts';
import {
  type Bounds,
  cutNormal,
  type Distribution,
  logitNormal,
  lognormal,
  triangular,
  uniform,
} from '../math/distribution.ts';
import { roundedTo } from '../math/round.ts';
import { type Domain, type InputName, isShare, quantities } from '../quantities.ts';
import { endsOf, type Range, rangeText } from './range.ts';

/** The digits that a figure read from a range or from draws carries: more are noise. */
const figures = 10;

/** How far inside an exclusive bound a number stays. */
const margin = 1e-12;

/** The distribution that a range is taken for. */
export type DistributionShape = 'uniform' | 'triangular' | 'lognormal' | 'logitNormal' | 'normal';

function shapeOf(range: Range, value: number | undefined): DistributionShape {
  switch (range.kind) {
    case 'limits':
      return value === undefined ? 'uniform' : 'triangular';
    case 'interval':
      if (!(range.low > 0)) return 'normal';
      if (!isShare(range.name)) return 'lognormal';
      return range.high < 1 ? 'logitNormal' : 'normal';
    case 'centred':
      return 'normal';
  }
}

/**
 * What a range says of its number.
 *
 * @param value the value written beside the range, the mode of one of hard limits
 * @param interval the share that lies between the ends of `45 to 55` and `50±5`
 * @throws InputError when the value lies outside the range
 */
export function distributionOf(
  range: Range,
  value: number | undefined,
  interval: number,
): Distribution {
  const { low, high } = endsOf(range);
  if (value !== undefined && !(value >= low && value <= high)) {
    throw new InputError(
      `${range.name} must lie within its range ${rangeText(range)}, got ${value}`,
    );
  }
  switch (shapeOf(range, value)) {
    case 'uniform':
      return uniform(low, high);
    case 'triangular':
      return triangular(low, value ?? low, high);
    case 'lognormal':
      return lognormal(low, high, interval);
    case 'logitNormal':
      return logitNormal(low, high, interval);
    case 'normal':
      return cutNormal(low, high, interval, boundsOf(range.name));
  }
}

function boundsOf(name: InputName): Bounds {
  const { min, max, above, below }: Domain = quantities[name].valid ?? {};
  const lowest = above === undefined ? min : above + margin;
  const highest = below === undefined ? max : below - margin;
  return {
    ...(lowest !== undefined && { min: lowest }),
    ...(highest !== undefined && { max: highest }),
  };
}

/**
 * The one number that stands for a range written without a value: the midpoint of `45..55`, the
 * median of `45 to 55`, the centre of `50±5`.
 */
export function pointOf(range: Range, interval: number): number {
  switch (range.kind) {
    case 'limits':
      return roundedTo(figures, range.low + (range.high - range.low) / 2);
    case 'interval':
      return roundedTo(figures, distributionOf(range, undefined, interval).quantile(0.5));
    case 'centred':
      return range.centre;
  }
}

/** How a range was read, in figures. */
export interface RangeReading {
  readonly range: Range;
  readonly shape: DistributionShape;
  /** The value written beside it. */
  readonly value: number | undefined;
  /** The one number that stands for it. */
  readonly point: number;
  readonly low: number;
  readonly high: number;
  /** The share of its values that lies between the two. */
  readonly interval: number;
  /** The range as text with a decimal point. */
  readonly text: string;
  /** Whether the value is outside the middle half: point and draws then differ much. */
  readonly isFarOff: boolean;
}

export function rangeReading(
  range: Range,
  value: number | undefined,
  interval: number,
): RangeReading {
  return {
    range,
    shape: shapeOf(range, value),
    value,
    point: pointOf(range, interval),
    ...endsOf(range),
    interval,
    text: rangeText(range),
    isFarOff: value !== undefined && isFarOff(range, value, interval),
  };
}

function isFarOff(range: Range, value: number, interval: number): boolean {
  if (range.kind === 'limits') return false;
  const { quantile } = distributionOf(range, value, interval);
  return value < quantile(0.25) || value > quantile(0.75);
}
