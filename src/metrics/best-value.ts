/** The value of one customer after costs, in money: the one of the best method counts. */
export type MarginValue = Partial<MarginValues> &
  (
    | Pick<MarginValues, 'modelClv'>
    | Pick<MarginValues, 'clvPresent'>
    | Pick<MarginValues, 'clvMargin'>
  );

interface MarginValues {
  /** By a fitted model, on margin basis. */
  readonly modelClv: number;
  readonly clvPresent: number;
  readonly clvMargin: number;
}

/** The best value of one customer that is known, on either basis. */
export interface AnyValue extends Partial<MarginValues> {
  readonly clv?: number;
}

/**
 * The best of the values of one customer: by a fitted model, else discounted, else after costs,
 * else revenue.
 *
 * @throws RangeError when none is given
 */
export function bestValue({ modelClv, clvPresent, clvMargin, clv }: AnyValue): number {
  const value = modelClv ?? clvPresent ?? clvMargin ?? clv;
  if (value === undefined) {
    throw new RangeError('modelClv, clvPresent, clvMargin or clv must be given, got none');
  }
  return value;
}

/**
 * The best of the values after costs: revenue is never read, as it would flatter.
 *
 * @throws RangeError when none is given
 */
export function bestMarginValue({ modelClv, clvPresent, clvMargin }: MarginValue): number {
  const value = modelClv ?? clvPresent ?? clvMargin;
  if (value === undefined) {
    throw new RangeError('modelClv, clvPresent or clvMargin must be given, got none');
  }
  return value;
}
