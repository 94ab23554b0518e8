/** Two numbers, and how often they occur together. */
type Pair = readonly [first: number, second: number, count: number];

/** The correlation of two numbers (Pearson), 0 where one of them does not vary. */
export function pearsonOf(pairs: readonly Pair[]): number {
  const total = pairs.reduce((sum, [, , count]) => sum + count, 0);
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at] * pair[2], 0) / total;
  const [meanFirst, meanSecond] = [mean(0), mean(1)];
  let [both, first, second] = [0, 0, 0];
  for (const [one, other, count] of pairs) {
    both += count * (one - meanFirst) * (other - meanSecond);
    first += count * (one - meanFirst) ** 2;
    second += count * (other - meanSecond) ** 2;
  }
  return first > 0 && second > 0 ? both / Math.sqrt(first) / Math.sqrt(second) : 0;
}

/** The correlation of the ranks of two numbers (Spearman); equal numbers share their mean rank. */
export function spearmanOf(pairs: readonly Pair[]): number {
  const [first, second] = [ranksOf(pairs, 0), ranksOf(pairs, 1)];
  return pearsonOf(
    pairs.map(([one, other, count]) => [first.get(one) ?? 0, second.get(other) ?? 0, count]),
  );
}

function ranksOf(pairs: readonly Pair[], at: 0 | 1): Map<number, number> {
  const counts = new Map<number, number>();
  for (const pair of pairs) counts.set(pair[at], (counts.get(pair[at]) ?? 0) + pair[2]);
  const ranks = new Map<number, number>();
  let before = 0;
  for (const [value, count] of [...counts].toSorted(([one], [other]) => one - other)) {
    ranks.set(value, before + (count + 1) / 2);
    before += count;
  }
  return ranks;
}
