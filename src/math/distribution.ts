import { normalProbability, normalQuantile } from './normal.ts';
import { roundedTo40Bits } from './round.ts';

/** What is known of a number that is not known exactly. */
export interface Distribution {
  /** The value that the number stays below with probability p, above 0 and below 1. */
  readonly quantile: (p: number) => number;
}

/** A distribution that is drawn from together with others, or by itself. */
export interface Uncertain extends Distribution {
  /** What has the same stream moves together; the name of what is drawn, if absent. */
  readonly stream?: string;
}

/** Where a distribution may lie; a bound that is absent does not bind. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** A number that is known exactly. */
export function constant(value: number): Distribution {
  return { quantile: () => value };
}

/**
 * Every value between two limits is as likely.
 *
 * @throws RangeError when the limits are reversed
 */
export function uniform(low: number, high: number): Distribution {
  assertOrder(low, high);
  return { quantile: (p) => low + p * (high - low) };
}

/**
 * From a low limit likelier and likelier up to the mode, and then less and less to the high limit.
 *
 * @throws RangeError when the mode lies outside the limits, or these are reversed
 * @see Kotz & van Dorp, "Beyond Beta" (2004), chapter 1, equation 1.6
 */
export function triangular(low: number, mode: number, high: number): Distribution {
  assertOrder(low, mode);
  assertOrder(mode, high);
  const width = high - low;
  if (width === 0) return constant(low);
  const split = (mode - low) / width;
  return {
    quantile: (p) =>
      p < split
        ? low + Math.sqrt(p * width * (mode - low))
        : high - Math.sqrt((1 - p) * width * (high - mode)),
  };
}

/**
 * A number above 0 whose logarithm is normal: so many times higher is as likely as so many lower.
 *
 * @param low above 0; with the same probability the number lies below it as above `high`
 * @param share the probability that the number lies between low and high, above 0 and below 1
 * @throws RangeError when a parameter is outside its domain
 * @example lognormal(45, 55, 0.9).quantile(0.5) // 49.74937185534509
 */
export function lognormal(low: number, high: number, share: number): Distribution {
  assertOrder(low, high);
  if (!(low > 0)) throw new RangeError(`low must be above 0, got ${low}`);
  if (low === high) return constant(low);
  const median = Math.sqrt(low) * Math.sqrt(high);
  const deviation = (Math.log(high) - Math.log(low)) / widthOf(share);
  return {
    quantile: (p) => roundedTo40Bits(median * Math.exp(deviation * normalQuantile(p))),
  };
}

/** The share next to 1 that 40 bits tell apart from it. */
const belowOne = 1 - 2 ** -40;

/**
 * A share whose odds are lognormal: it stays between 0 and 1.
 *
 * @param low above 0; with the same probability the share lies below it as above `high`
 * @param high below 1
 * @param share the probability that it lies between low and high, above 0 and below 1
 * @throws RangeError when a parameter is outside its domain
 */
export function logitNormal(low: number, high: number, share: number): Distribution {
  assertOrder(low, high);
  if (!(high < 1)) throw new RangeError(`high must be below 1, got ${high}`);
  if (low === high) return constant(low);
  const odds = lognormal(low / (1 - low), high / (1 - high), share);
  return {
    quantile: (p) => Math.min(roundedTo40Bits(1 / (1 + 1 / odds.quantile(p))), belowOne),
  };
}

/**
 * A normal number, cut off at bounds: what would lie beyond them is shared out over the rest.
 *
 * @param low before the cut, with the same probability the number lies below it as above `high`
 * @param share the probability that it lies between low and high before the cut
 * @param bounds where the number may lie; they must leave a part of low to high
 * @throws RangeError when a parameter is outside its domain
 */
export function cutNormal(
  low: number,
  high: number,
  share: number,
  { min = -Infinity, max = Infinity }: Bounds = {},
): Distribution {
  assertOrder(low, high);
  assertOrder(Math.max(low, min), Math.min(high, max));
  const centre = low + (high - low) / 2;
  const deviation = (high - low) / widthOf(share);
  if (deviation === 0) return constant(centre);
  const below = normalProbability((min - centre) / deviation);
  const kept = normalProbability((max - centre) / deviation) - below;
  return {
    quantile: (p) => {
      const drawn = centre + deviation * normalQuantile(below + p * kept);
      return Math.min(max, Math.max(min, roundedTo40Bits(drawn)));
    },
  };
}

/** The standard deviations between the ends of the middle share of a normal variable. */
function widthOf(share: number): number {
  if (!(share > 0 && share < 1)) {
    throw new RangeError(`share must be above 0 and below 1, got ${share}`);
  }
  return 2 * normalQuantile((1 + share) / 2);
}

function assertOrder(low: number, high: number): void {
  if (!(low <= high)) throw new RangeError(`low must be at most high, got ${low} and ${high}`);
}
