import type { Ledger } from '../ledger.ts';

/**
 * The share of the revenue that no customer is known for, in the currency that counts; undefined
 * where there is none.
 */
export function anonymousShare({ codes, money }: Ledger, currency: string): number | undefined {
  const line = codes.find((each) => each.code === 'X_NO_CUSTOMER' && each.currency === currency);
  const used = money.find((each) => each.currency === currency)?.used ?? 0;
  if (line === undefined || !(line.amount > 0 && used > 0)) return undefined;
  return line.amount / (used + line.amount);
}
