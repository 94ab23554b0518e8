import type { Ledger } from './ledger.ts';

/** Above this, averages by customer say too little of the whole. */
const warned = 0.05;

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

/** What to say where much of the revenue has no customer. */
export function anonymousWarning(ledger: Ledger, currency: string): string | undefined {
  const share = anonymousShare(ledger, currency);
  if (share === undefined || share <= warned) return undefined;
  return `rows without a customer hold ${Number((share * 100).toPrecision(2))}% of the revenue, more than ${warned * 100}%; no average by customer has them in it`;
}
