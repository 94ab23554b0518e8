import type { Text } from '../quantities.ts';

/** What became of rows, in the five words that the ledger adds up. */
export type Fate = 'used' | 'merged' | 'netted' | 'excluded' | 'rejected';

/**
 * Every row gets one of these codes. The numbers are what the statements carry: among the rows of
 * one order that agree on no code, the higher one is told.
 */
export const codes = {
  USED: { number: 0, fate: 'used', reason: { en: 'a purchase', nl: 'een aankoop' } },
  M_LINE: {
    number: 1,
    fate: 'merged',
    reason: { en: 'a further line of an order', nl: 'een verdere regel van een order' },
  },
  M_DUP: {
    number: 2,
    fate: 'merged',
    reason: { en: 'the same order or row again', nl: 'dezelfde order of regel nog eens' },
  },
  N_REFUND: {
    number: 3,
    fate: 'netted',
    reason: {
      en: 'a refund taken off its order',
      nl: 'een terugbetaling, van haar order afgehaald',
    },
  },
  N_REFUND_FULL: {
    number: 4,
    fate: 'netted',
    reason: { en: 'an order that was paid back whole', nl: 'een order die geheel is terugbetaald' },
  },
  N_UNMATCHED: {
    number: 5,
    fate: 'netted',
    reason: {
      en: 'a refund of an order that is not there',
      nl: 'een terugbetaling van een order die er niet is',
    },
  },
  X_ZERO: { number: 6, fate: 'excluded', reason: { en: 'an amount of 0', nl: 'een bedrag van 0' } },
  X_NO_CUSTOMER: { number: 7, fate: 'excluded', reason: { en: 'no customer', nl: 'geen klant' } },
  X_FUTURE: {
    number: 8,
    fate: 'excluded',
    reason: { en: 'after the last day looked at', nl: 'na de laatste dag die telt' },
  },
  X_CURRENCY: {
    number: 9,
    fate: 'excluded',
    reason: { en: 'another currency', nl: 'een andere valuta' },
  },
  X_STATUS: {
    number: 10,
    fate: 'excluded',
    reason: { en: 'cancelled, failed or never paid', nl: 'geannuleerd, mislukt of nooit betaald' },
  },
  X_NOT_SALE: { number: 11, fate: 'excluded', reason: { en: 'no sale', nl: 'geen verkoop' } },
  X_TEST: { number: 12, fate: 'excluded', reason: { en: 'a test', nl: 'een test' } },
  R_CONFLICT: {
    number: 13,
    fate: 'rejected',
    reason: {
      en: 'rows of one order that contradict',
      nl: 'regels van één order die elkaar tegenspreken',
    },
  },
  R_AMOUNT: {
    number: 14,
    fate: 'rejected',
    reason: { en: 'no amount that can be read', nl: 'geen leesbaar bedrag' },
  },
  R_DATE: {
    number: 15,
    fate: 'rejected',
    reason: {
      en: 'no date that can be read, 1900 to 2200',
      nl: 'geen leesbare datum, 1900 tot 2200',
    },
  },
  R_SHAPE: {
    number: 16,
    fate: 'rejected',
    reason: { en: 'not the columns of the header', nl: 'niet de kolommen van de kop' },
  },
} as const satisfies Record<string, { number: number; fate: Fate; reason: Text }>;

export type Code = keyof typeof codes;

/** What the codes mean. */
export type Codes = typeof codes;

/** All codes, in the order of their numbers. */
export const codeNames = Object.keys(codes) as readonly Code[];

export const numberOf = (code: Code): number => codes[code].number;
