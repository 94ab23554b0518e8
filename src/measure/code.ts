/** What became of rows, in the five words that the ledger adds up. */
export type Fate = 'used' | 'merged' | 'netted' | 'excluded' | 'rejected';

/**
 * Every row gets one of these codes. The numbers are what the statements carry: among the rows of
 * one order that agree on no code, the higher one is told.
 */
export const codes = {
  USED: { number: 0, fate: 'used', reason: 'a purchase' },
  M_LINE: { number: 1, fate: 'merged', reason: 'a further line of an order' },
  M_DUP: { number: 2, fate: 'merged', reason: 'the same order or row again' },
  N_REFUND: { number: 3, fate: 'netted', reason: 'a refund taken off its order' },
  N_REFUND_FULL: { number: 4, fate: 'netted', reason: 'an order that was paid back whole' },
  N_UNMATCHED: { number: 5, fate: 'netted', reason: 'a refund of an order that is not there' },
  X_ZERO: { number: 6, fate: 'excluded', reason: 'an amount of 0' },
  X_NO_CUSTOMER: { number: 7, fate: 'excluded', reason: 'no customer' },
  X_FUTURE: { number: 8, fate: 'excluded', reason: 'after the last day looked at' },
  X_WINDOW: { number: 9, fate: 'excluded', reason: 'before the first day looked at' },
  X_CURRENCY: { number: 10, fate: 'excluded', reason: 'another currency' },
  X_STATUS: { number: 11, fate: 'excluded', reason: 'cancelled, failed or never paid' },
  X_NOT_SALE: { number: 12, fate: 'excluded', reason: 'no sale' },
  X_TEST: { number: 13, fate: 'excluded', reason: 'a test' },
  R_CONFLICT: { number: 14, fate: 'rejected', reason: 'rows of one order that contradict' },
  R_AMOUNT: { number: 15, fate: 'rejected', reason: 'no amount that can be read' },
  R_DATE: { number: 16, fate: 'rejected', reason: 'no date that can be read, 1900 to 2200' },
  R_SHAPE: { number: 17, fate: 'rejected', reason: 'not the columns of the header' },
} as const satisfies Record<string, { number: number; fate: Fate; reason: string }>;

export type Code = keyof typeof codes;

/** All codes, in the order of their numbers. */
export const codeNames = Object.keys(codes) as readonly Code[];

export const numberOf = (code: Code): number => codes[code].number;
