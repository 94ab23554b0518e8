/**
 * Sum of numbers with the rounding error of each addition kept and added at the end.
 *
 * @see Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen" (1974)
 */
export function sum(numbers: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const number of numbers) {
    const next = total + number;
    lost += Math.abs(total) >= Math.abs(number) ? total - next + number : number - next + total;
    total = next;
  }
  // An infinite total has lost NaN; the infinity is the answer.
  return Number.isFinite(total) ? total + lost : total;
}
