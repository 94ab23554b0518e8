/**
 * The value below which a share p of the numbers lies, read between two of them in proportion.
 *
 * Numbers may begin and end in infinities; a percentile that falls among them is one itself, and
 * one that is read between a number and an infinity too: the lower of two.
 *
 * @param sorted numbers, the smallest first
 * @param p from 0 to 1
 * @throws RangeError when there are no numbers, or p is no share
 * @see Hyndman & Fan, "Sample Quantiles in Statistical Packages", The American Statistician 50
 *   (1996), pp. 361-365: definition 7, as in R, NumPy and the PERCENTILE of spreadsheets
 * @example percentile([1, 2, 3, 4], 0.5) // 2.5
 */
export function percentile(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be from 0 to 1, got ${p}`);
  if (sorted.length === 0) throw new RangeError('a percentile must be of numbers, got none');
  const rank = (sorted.length - 1) * p;
  const below = Math.floor(rank);
  const low = sorted[below] as number;
  const high = sorted[Math.ceil(rank)] as number;
  // Between a number and an infinity, or between equals, nothing is read in proportion.
  if (low === high || rank === below || low === -Infinity) return low;
  return low + (rank - below) * (high - low);
}

/**
 * {@link percentile} of numbers of which each may stand many times.
 *
 * @param counts each number with how often it stands, the smallest first
 * @param p from 0 to 1
 * @throws RangeError when there are no numbers, or p is no share
 * @example percentileOfCounts([{ value: 1, count: 3 }, { value: 5, count: 1 }], 0.75) // 2
 */
export function percentileOfCounts(
  counts: readonly { readonly value: number; readonly count: number }[],
  p: number,
): number {
  const length = counts.reduce((sum, { count }) => sum + count, 0);
  const at = (place: number): number => {
    let passed = 0;
    for (const { value, count } of counts) {
      passed += count;
      if (place < passed) return value;
    }
    return NaN;
  };
  const rank = (length - 1) * p;
  const below = Math.floor(rank);
  // The two numbers that are read between stand for all of them.
  return length === 0
    ? percentile([], p)
    : percentile([at(below), at(Math.ceil(rank))], rank - below);
}
