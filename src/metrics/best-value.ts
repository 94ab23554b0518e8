/** The value of one customer after costs, in money: the present one counts where it is given. */
export type MarginValue =
  | { readonly clvPresent: number; readonly clvMargin?: number }
  | { readonly clvMargin: number; readonly clvPresent?: number };

/** The best value of one customer that is known, on either basis. */
export interface AnyValue {
  readonly clvPresent?: number;
  readonly clvMargin?: number;
  readonly clv?: number;
}

/**
 * The best of the values of one customer: discounted, else after costs, else revenue.
 *
 * @throws RangeError when none is given
 */
export function bestValue({ clvPresent, clvMargin, clv }: AnyValue): number {
  const value = clvPresent ?? clvMargin ?? clv;
  if (value === undefined) {
    throw new RangeError('clvPresent, clvMargin or clv must be given, got none');
  }
  return value;
}

/**
 * The better of the values after costs: revenue is never read, as it would flatter.
 *
 * @throws RangeError when neither is given
 */
export function bestMarginValue({ clvPresent, clvMargin }: MarginValue): number {
  const value = clvPresent ?? clvMargin;
  if (value === undefined) {
    throw new RangeError('clvPresent or clvMargin must be given, got neither');
  }
  return value;
}
