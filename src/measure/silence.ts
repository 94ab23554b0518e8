/** Months of silence that are longer than a shop rests, if they are longer than all the rest. */
const silence = 12;

/**
 * Where some purchases are far from all others, as where a program wrote 1900-01-01 for a date that
 * it did not know: the months before and after the silence.
 *
 * @param months those in which somebody bought, counted from any one, in rising order, each once
 */
export function silenceIn(
  months: readonly number[],
): { readonly from: number; readonly to: number } | undefined {
  if (months.length < 3) return undefined;
  const span = (months.at(-1) ?? 0) - (months[0] ?? 0);
  for (const [at, from] of months.entries()) {
    const to = months[at + 1] ?? from;
    if (to - from > Math.max(silence, span - (to - from))) return { from, to };
  }
  return undefined;
}
