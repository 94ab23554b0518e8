/** 2^13 + 1: it splits the 53 bits of a double into 40 and 13. */
const splitter = 8193;

/**
 * A number rounded to 40 bits, twelve significant digits.
 *
 * Math.exp and Math.log may differ by the last bit between two versions of node. What they give
 * is rounded here, so that the same seed gives the same draws everywhere.
 *
 * @see Dekker, "A floating-point technique for extending the available precision", Numerische
 *   Mathematik 18 (1971), p. 234: the split by Veltkamp
 */
export function roundedTo40Bits(value: number): number {
  const scaled = value * splitter;
  return Number.isFinite(scaled) ? scaled - (scaled - value) : value;
}

/** A number rounded to so many significant decimal digits. */
export function roundedTo(digits: number, value: number): number {
  return Number(value.toPrecision(digits));
}

/**
 * An estimate with nine digits: all that it knows, and no more than sums of doubles give in any
 * order of the rows.
 */
export const steady = (value: number): number => roundedTo(9, value);
