/** The languages that labels exist in. */
export type Language = 'en' | 'nl';

/** One text in each language. */
export type Text = Readonly<Record<Language, string>>;

/**
 * What a number counts: it decides how the number is printed. `moneyCounted` is money over the
 * months counted, `perPeriod` follows the period.
 */
export type Unit =
  | 'money'
  | 'moneyPerYear'
  | 'moneyCounted'
  | 'share'
  | 'sharePerPeriod'
  | 'sharePerYear'
  | 'perPeriod'
  | 'years'
  | 'months'
  | 'count'
  | 'countPerYear'
  | 'ratio';

/** The values that an input may take; a bound that is absent does not bind. */
export interface Domain {
  readonly min?: number;
  readonly max?: number;
  /** Exclusive lower bound. */
  readonly above?: number;
  /** Exclusive upper bound. */
  readonly below?: number;
}

/** One number of the vocabulary. */
export interface Quantity {
  readonly unit: Unit;
  readonly label: Text;
  /** What it is, in one line. */
  readonly help: string;
  /** The values that it may take; only a quantity that can be given has them. */
  readonly valid?: Domain;
  /** Whether it is counted over so many `months`. */
  readonly isCounted?: boolean;
  /** For money: revenue before costs, margin after them, or whichever of the two is known. */
  readonly basis?: 'revenue' | 'margin' | 'best';
  /** Whether less of it is better; of all others more is. */
  readonly lessIsBetter?: true;
  /** For each reason that it may lack a value for: how that ranks among the cases that have one. */
  readonly without?: { readonly [Name in Reason]?: 'best' | 'worst' };
  /** Whether the values of segments add up to that of all customers. */
  readonly isAdditive?: true;
  /** Whether it is compared between two versions where no metric is named. */
  readonly isHeadline?: true;
  /** The table outside of which it has no value: that of a horizon by year, or that of segments. */
  readonly onlyIn?: 'horizon' | 'segments';
  /** For an input: what it follows from and may be empty beside, as clv prints it without a value. */
  readonly emptyWith?: readonly string[];
  /** For an input: why it cannot be given beside a fitted model. */
  readonly besideModel?: string;
}

/** A table of which the type keeps the names, and for each no more than what it is an entry of. */
export function tableOf<Entry>() {
  return <Name extends string>(table: Readonly<Record<Name, Entry>>) => table;
}

/** Why a metric that has its inputs has no value. */
export const reasons = tableOf<Text>()({
  cacIsZero: { en: 'the CAC is 0', nl: 'de wervingskosten zijn 0' },
  noValueAtNoCost: {
    en: 'the CAC is 0 and the value of a customer is not above 0',
    nl: 'de wervingskosten zijn 0 en de waarde van een klant is niet groter dan 0',
  },
  noMargin: { en: 'the margin is not above 0', nl: 'de marge is niet groter dan 0' },
  beyondLifespan: { en: 'longer than the customer lifespan', nl: 'langer dan de klantduur' },
  noRevenue: { en: 'the revenue is below 0', nl: 'de omzet is kleiner dan 0' },
  noPrice: { en: 'the average purchase value is 0', nl: 'de gemiddelde aankoopwaarde is 0' },
  totalIsZero: { en: 'the total is 0', nl: 'het totaal is 0' },
  noAmounts: {
    en: 'the model has no amounts; give avg',
    nl: 'het model heeft geen bedragen; geef avg',
  },
  noMeanSpend: {
    en: 'amounts vary too much to have a mean',
    nl: 'bedragen lopen te ver uiteen voor een gemiddelde',
  },
  noEnd: {
    en: 'over a lifetime without a discount it has no bound',
    nl: 'over een levensduur zonder discontering is er geen grens',
  },
  beyondHorizon: {
    en: 'not within the horizon of the model',
    nl: 'niet binnen de horizon van het model',
  },
});

export type Reason = keyof typeof reasons;
