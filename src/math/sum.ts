/**
 * Sum of numbers with the rounding error of each addition kept and added at the end.
 *
 * @see Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen" (1974)
 */
export function sum(numbers: Iterable<number>): number {
  const running = new RunningSum();
  for (const number of numbers) running.add(number);
  return running.total();
}

/** The same of numbers that come one after the other. */
export class RunningSum {
  #sum = 0;
  #lost = 0;

  add(number: number): void {
    const before = this.#sum;
    const next = before + number;
    this.#lost +=
      Math.abs(before) >= Math.abs(number) ? before - next + number : number - next + before;
    this.#sum = next;
  }

  total(): number {
    // An infinite total has lost NaN; the infinity is the answer.
    return Number.isFinite(this.#sum) ? this.#sum + this.#lost : this.#sum;
  }
}
