import type { Text } from '../../quantities.ts';

/** Why a figure is not given, though its orders are there. */
export const withheldReasons = {
  noYear: {
    en: 'the orders cover less than 350 days, which are not turned into a year',
    nl: 'de orders beslaan minder dan 350 dagen, en daarvan wordt geen jaar gemaakt',
  },
  noHistory: {
    en: 'the orders do not go back beyond the window, so who is new in it is not known',
    nl: 'de orders gaan niet verder terug dan het venster, dus is niet te zien wie daarin nieuw is',
  },
  fewCustomers: {
    en: 'it is money of fewer than 5 customers; --small-cells keeps it',
    nl: 'het is geld van minder dan 5 klanten; met --small-cells blijft het staan',
  },
  nobodyKnown: {
    en: 'no customer was first seen a year or more before the last day',
    nl: 'geen klant is een jaar of langer voor de laatste dag voor het eerst gezien',
  },
} as const satisfies Record<string, Text>;

export type WithheldReason = keyof typeof withheldReasons;

/** What the reasons mean. */
export type WithheldReasons = typeof withheldReasons;

/** The figures that may be withheld, each with the reason. */
export type Withheld = {
  readonly [
    Name in 'freq' | 'newPerYear' | 'firstYearOrders' | 'revenue' | 'averageValue' | 'avg'
  ]?: WithheldReason;
};
