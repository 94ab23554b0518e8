/**
 * The vocabulary: every number that clv reads or prints, under the one name that it has as
 * flag (`--unit-cost`), JSON key, CSV header and library field (`unitCost`).
 */

/** The languages that labels exist in. */
export type Language = 'en' | 'nl';

/** One text in each language. */
export type Text = Readonly<Record<Language, string>>;

/** The time that `freq`, `churn` and `retention` are counted over. */
export type Period = 'year' | 'quarter' | 'month';

/** When the cash of a period is booked. */
export type Timing = 'start' | 'mid' | 'end';

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
}

export const periodsPerYear: Readonly<Record<Period, number>> = { year: 1, quarter: 4, month: 12 };

export const timings: readonly Timing[] = ['start', 'mid', 'end'];
export const periods: readonly Period[] = ['year', 'quarter', 'month'];

/** What `schema` starts with in a file that clv measure wrote. */
export const measuredKind = 'clv.measured/';
/** The version of that file that this clv writes and reads. */
export const measuredVersion = `${measuredKind}1` as const;

/** The conventions that a figure may rest on; printed wherever they moved one. */
export const conventionNames = ['timing', 'period', 'months'] as const;
export type ConventionName = (typeof conventionNames)[number];

/** What a figure that depends on a convention assumes when nothing else is said; always printed with it. */
export const defaultConventions = { timing: 'start', period: 'year', months: 12 } as const;

/** The whole numbers beyond this are not all doubles, so no input may exceed it. */
export const largestNumber = Number.MAX_SAFE_INTEGER;

/** A table of which the type keeps the names, and for each no more than what it is an entry of. */
function tableOf<Entry>() {
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
});

export type Reason = keyof typeof reasons;

/** The numbers that can be given, in the order they are printed. */
const inputs = tableOf<Quantity & { readonly valid: Domain }>()({
  avg: {
    unit: 'money',
    label: { en: 'Average purchase value', nl: 'Gemiddelde aankoopwaarde' },
    help: 'average purchase value: revenue / orders',
    valid: { min: 0 },
    basis: 'revenue',
    emptyWith: ['revenue', 'orders'],
    without: { noRevenue: 'worst' },
  },
  freq: {
    unit: 'perPeriod',
    label: { en: 'Purchase frequency', nl: 'Aankoopfrequentie' },
    help: 'purchases per customer per period: orders / customers',
    valid: { min: 0 },
  },
  years: {
    unit: 'years',
    label: { en: 'Customer lifespan', nl: 'Klantduur' },
    help: 'customer lifespan in years',
    valid: { min: 0 },
  },
  churn: {
    unit: 'sharePerPeriod',
    label: { en: 'Churn rate', nl: 'Klantverloop' },
    help: 'share of customers lost per period, instead of years: lifespan 1 / churn',
    valid: { above: 0, max: 1 },
  },
  retention: {
    unit: 'sharePerPeriod',
    label: { en: 'Retention rate', nl: 'Klantbehoud' },
    help: 'share of customers kept per period, instead of years: 1 - churn',
    valid: { min: 0, below: 1 },
  },
  margin: {
    unit: 'share',
    label: { en: 'Gross margin', nl: 'Brutomarge' },
    help: 'gross margin as a share of a purchase; may be negative',
    valid: { max: 1 },
    without: { noPrice: 'worst', noRevenue: 'worst' },
  },
  unitCost: {
    unit: 'money',
    label: { en: 'Unit cost', nl: 'Kostprijs per order' },
    help: 'cost of one average purchase, instead of margin',
    valid: { min: 0 },
    lessIsBetter: true,
    without: { noRevenue: 'worst' },
  },
  discount: {
    unit: 'sharePerYear',
    label: { en: 'Discount rate', nl: 'Disconteringsvoet' },
    help: 'discount rate per year, for present values',
    valid: { min: 0, max: 1 },
  },
  cac: {
    unit: 'money',
    label: { en: 'Customer acquisition cost (CAC)', nl: 'Wervingskosten per klant (CAC)' },
    help: 'cost of acquiring one customer',
    valid: { min: 0 },
  },
  acquisitionCost: {
    unit: 'money',
    label: { en: 'Acquisition cost', nl: 'Wervingskosten' },
    help: 'what was spent on acquiring customers, instead of cac',
    valid: { min: 0 },
    isAdditive: true,
  },
  newCustomers: {
    unit: 'count',
    label: { en: 'New customers', nl: 'Nieuwe klanten' },
    help: 'customers that the acquisition cost brought, instead of cac',
    valid: { above: 0 },
    isAdditive: true,
  },
  targetRatio: {
    unit: 'ratio',
    label: { en: 'Target LTV:CAC ratio', nl: 'Gewenste CLV:CAC-verhouding' },
    help: 'LTV:CAC ratio wanted, for the most one may pay for a customer',
    valid: { above: 0 },
  },
  revenue: {
    unit: 'moneyCounted',
    label: { en: 'Revenue', nl: 'Omzet' },
    help: 'revenue of one period of so many months',
    valid: {},
    isCounted: true,
    basis: 'revenue',
    isAdditive: true,
  },
  customers: {
    unit: 'count',
    label: { en: 'Number of customers', nl: 'Aantal klanten' },
    help: 'number of customers',
    valid: { above: 0 },
    isCounted: true,
    isAdditive: true,
  },
  orders: {
    unit: 'count',
    label: { en: 'Number of orders', nl: 'Aantal orders' },
    help: 'number of orders in the period of the revenue',
    valid: { above: 0 },
    isCounted: true,
    isAdditive: true,
  },
  months: {
    unit: 'months',
    label: { en: 'Months counted', nl: 'Getelde maanden' },
    help: 'months that revenue, customers and orders were counted over (12 if not given)',
    valid: { above: 0 },
  },
  newPerYear: {
    unit: 'countPerYear',
    label: { en: 'Customers won per year', nl: 'Geworven klanten per jaar' },
    help: 'customers won each year, for equity over a horizon',
    valid: { min: 0 },
    isAdditive: true,
  },
  marketingShare: {
    unit: 'share',
    label: { en: 'Marketing share of revenue', nl: 'Marketingaandeel van de omzet' },
    help: 'a share of revenue of your own, beside the 5% and 10% of the rule of thumb',
    valid: { min: 0, max: 1 },
  },
});

/** The numbers that clv finds. */
const results = tableOf<Quantity>()({
  averageValue: {
    unit: 'moneyCounted',
    label: { en: 'Average value (W = O/K)', nl: 'Gemiddelde klantwaarde (W = O/K)' },
    help: 'revenue per customer, per period counted',
    basis: 'revenue',
  },
  customerValue: {
    unit: 'moneyPerYear',
    label: { en: 'Customer value', nl: 'Klantwaarde' },
    help: 'revenue that one customer brings in a year',
    basis: 'revenue',
    without: { noRevenue: 'worst' },
  },
  clv: {
    unit: 'money',
    label: { en: 'Customer lifetime value (CLV)', nl: 'Levenslange klantwaarde (CLV)' },
    help: 'revenue that one customer brings over the lifespan',
    basis: 'revenue',
    without: { noRevenue: 'worst' },
    isHeadline: true,
  },
  marginPerYear: {
    unit: 'moneyPerYear',
    label: { en: 'Margin', nl: 'Marge' },
    help: 'gross margin that one customer brings in a year',
    basis: 'margin',
    without: { noRevenue: 'worst' },
  },
  clvMargin: {
    unit: 'money',
    label: { en: 'CLV after costs', nl: 'CLV na kosten' },
    help: 'gross margin that one customer brings over the lifespan, undiscounted',
    basis: 'margin',
    without: { noRevenue: 'worst' },
    isHeadline: true,
  },
  clvPresent: {
    unit: 'money',
    label: { en: 'Present value of CLV', nl: 'Contante waarde van CLV' },
    help: 'today’s worth of what one customer brings over the lifespan',
    basis: 'best',
    without: { noRevenue: 'worst' },
    isHeadline: true,
  },
  residualValue: {
    unit: 'money',
    label: { en: 'Residual value', nl: 'Restwaarde' },
    help: 'today’s worth of an existing customer just after a payment',
    basis: 'best',
    without: { noRevenue: 'worst' },
  },
  maxCac: {
    unit: 'money',
    label: { en: 'Highest CAC', nl: 'Hoogste CAC' },
    help: 'the most that one may pay for a customer and still reach the target ratio',
    basis: 'margin',
    without: { noRevenue: 'worst' },
  },
  netClv: {
    unit: 'money',
    label: { en: 'CLV minus CAC', nl: 'CLV min CAC' },
    help: 'what a customer leaves after the cost of acquiring one',
    basis: 'margin',
    without: { noRevenue: 'worst' },
    isHeadline: true,
  },
  ltvCac: {
    unit: 'ratio',
    label: { en: 'LTV:CAC ratio', nl: 'CLV:CAC-verhouding' },
    help: 'lifetime margin for each unit of acquisition cost',
    basis: 'margin',
    without: { cacIsZero: 'best', noValueAtNoCost: 'worst', noRevenue: 'worst' },
    isHeadline: true,
  },
  paybackMonths: {
    unit: 'months',
    label: { en: 'Payback period', nl: 'Terugverdientijd' },
    help: 'months until the margin has paid back the acquisition cost, undiscounted',
    basis: 'margin',
    lessIsBetter: true,
    without: { noMargin: 'worst', beyondLifespan: 'worst', noRevenue: 'worst' },
    isHeadline: true,
  },
  equity: {
    unit: 'money',
    label: { en: 'Customer equity', nl: 'Totale klantwaarde' },
    help: 'the value of all customers, each as one who pays now',
    basis: 'best',
    without: { noRevenue: 'worst' },
    isAdditive: true,
    isHeadline: true,
  },
  residualEquity: {
    unit: 'money',
    label: { en: 'Equity just after a payment', nl: 'Totaal net na een betaling' },
    help: 'the value of all customers when each has just paid; equity counts that payment',
    basis: 'best',
    without: { noRevenue: 'worst' },
    isAdditive: true,
  },
  equityShare: {
    unit: 'share',
    label: { en: 'Share of equity', nl: 'Aandeel in totale klantwaarde' },
    help: 'a segment’s share of the equity of all segments',
    onlyIn: 'segments',
  },
  equityTotal: {
    unit: 'money',
    label: { en: 'Equity of all segments', nl: 'Totale klantwaarde van alle segmenten' },
    help: 'the customer equity of all segments together',
    basis: 'best',
    onlyIn: 'segments',
  },
  budgetHold: {
    unit: 'moneyCounted',
    label: { en: 'Marketing budget to hold', nl: 'Marketingbudget om te behouden' },
    help: '5 % of revenue, the rule of thumb to hold',
    isAdditive: true,
  },
  budgetGrow: {
    unit: 'moneyCounted',
    label: { en: 'Marketing budget to grow', nl: 'Marketingbudget om te groeien' },
    help: '10 % of revenue, the rule of thumb to grow',
    isAdditive: true,
  },
  budgetOwn: {
    unit: 'moneyCounted',
    label: { en: 'Marketing budget, own share', nl: 'Marketingbudget, eigen aandeel' },
    help: 'the marketing share of your own, of revenue',
    isAdditive: true,
  },
  budgetHoldCustomers: {
    unit: 'count',
    label: { en: 'Customers the budget to hold buys', nl: 'Klanten uit het budget om te behouden' },
    help: 'customers that the budget to hold buys at cac',
    without: { cacIsZero: 'best', noRevenue: 'worst' },
    isAdditive: true,
  },
  budgetGrowCustomers: {
    unit: 'count',
    label: { en: 'Customers the budget to grow buys', nl: 'Klanten uit het budget om te groeien' },
    help: 'customers that the budget to grow buys at cac',
    without: { cacIsZero: 'best', noRevenue: 'worst' },
    isAdditive: true,
  },
  budgetOwnCustomers: {
    unit: 'count',
    label: { en: 'Customers the own budget buys', nl: 'Klanten uit het eigen budget' },
    help: 'customers that the budget of your own buys at cac',
    without: { cacIsZero: 'best', noRevenue: 'worst' },
    isAdditive: true,
  },

  occasions: {
    unit: 'count',
    label: { en: 'Purchase occasions', nl: 'Aankoopmomenten' },
    help: 'purchases, those of a customer on one day taken as one',
  },
  repeatRate: {
    unit: 'share',
    label: { en: 'Repeat rate', nl: 'Aandeel terugkerende klanten' },
    help: 'share of the customers who bought on two days or more',
  },

  year: {
    unit: 'count',
    label: { en: 'Year', nl: 'Jaar' },
    help: 'year of the horizon, 1 is the first',
    onlyIn: 'horizon',
  },
  kept: {
    unit: 'count',
    label: { en: 'Kept', nl: 'Behouden' },
    help: 'of the customers at the start of the year, those still there at its end',
    onlyIn: 'horizon',
  },
  won: {
    unit: 'count',
    label: { en: 'Won', nl: 'Geworven' },
    help: 'customers won in the year who are there at its end',
    onlyIn: 'horizon',
  },
  cashFlow: {
    unit: 'money',
    label: { en: 'Cash flow', nl: 'Kasstroom' },
    help: 'what the customers bring in the year, undiscounted',
    basis: 'best',
    onlyIn: 'horizon',
  },
  presentValue: {
    unit: 'money',
    label: { en: 'Present value', nl: 'Contante waarde' },
    help: 'today’s worth of the cash flow of the year, less the acquisition cost',
    basis: 'best',
    onlyIn: 'horizon',
  },
});

/** The name of a number that can be given. */
export type InputName = keyof typeof inputs;

/** The name of any number of the vocabulary. */
export type QuantityName = InputName | keyof typeof results;

/** Every number that clv reads or prints, by name; inputs first, in the order they are printed. */
export const quantities: Readonly<Record<QuantityName, Quantity>> = {
  ...inputs,
  ...results,
};

export const quantityNames = Object.keys(quantities) as readonly QuantityName[];

export const inputNames = Object.keys(inputs) as readonly InputName[];

/** The numbers that have a value by themselves: what a check, a target or a comparison may name. */
export const computableNames = quantityNames.filter(
  (name) => quantities[name].onlyIn === undefined,
);

/** What is compared between two versions where no metric is named. */
export const headlineNames = quantityNames.filter((name) => quantities[name].isHeadline);

/** The columns of the year-by-year table of a horizon. */
export const horizonNames: readonly QuantityName[] = [
  'year',
  'customers',
  'kept',
  'won',
  'cashFlow',
  'acquisitionCost',
  'presentValue',
  'equity',
];

/** The numbers and conventions that a person, a record or a program gives. */
export type Inputs = { readonly [Name in InputName]?: number } & {
  /** When the cash of a period is booked; start if absent. Used only with `discount`. */
  readonly timing?: Timing;
  /** What `freq`, `churn` and `retention` are counted over; a year if absent. */
  readonly period?: Period;
};

/** Whether a text is the name of a number of the vocabulary. */
export function isQuantityName(name: string): name is QuantityName {
  return Object.hasOwn(quantities, name);
}

/** Whether a text is the name of a number that can be given. */
export function isInputName(name: string): name is InputName {
  return Object.hasOwn(inputs, name);
}

/** Whether a number is a share, so that it may be written with a percent sign. */
export function isShare(name: QuantityName): boolean {
  return quantities[name].unit.startsWith('share');
}

/** Whether a number is in a currency. */
export function isMoney(name: QuantityName): boolean {
  return quantities[name].unit.startsWith('money');
}

/** Whether the values of segments add up to that of all customers. */
export function isAdditive(name: QuantityName): boolean {
  return quantities[name].isAdditive === true;
}

/**
 * What stands for a case without a value among those that have one: an infinity, above all of them
 * or below by what is better. A reason that is not in the table ranks as the worst.
 */
export function rankOf(name: QuantityName, reason: Reason | undefined): number {
  const { lessIsBetter = false, without } = quantities[name];
  const isBest = reason !== undefined && without?.[reason] === 'best';
  return isBest === lessIsBetter ? -Infinity : Infinity;
}

/**
 * The rule that a value breaks, as in `must be at least 0`, or undefined where it breaks none.
 *
 * @param name the quantity
 * @param value any number, also NaN and the infinities
 */
export function brokenRule(name: InputName, value: number): string | undefined {
  const bounds = boundsOf[name];
  if (isWithin(bounds, value)) return undefined;
  if (!(Math.abs(value) <= largestNumber)) {
    return `must be a number that a double carries exactly, at most ${largestNumber} either way`;
  }
  if (value < bounds.min) return `must be at least ${bounds.min}`;
  if (value <= bounds.above) return `must be above ${bounds.above}`;
  if (value > bounds.max) return `must be at most ${bounds.max}`;
  return `must be below ${bounds.below}`;
}

/** Domains with all four bounds, so that a million checks find objects of one shape. */
const boundsOf = Object.fromEntries(
  inputNames.map((name) => {
    const { min, max, above, below }: Domain = inputs[name].valid;
    return [
      name,
      {
        min: Math.max(min ?? -largestNumber, -largestNumber),
        max: Math.min(max ?? largestNumber, largestNumber),
        above: above ?? -Infinity,
        below: below ?? Infinity,
      },
    ];
  }),
) as Readonly<Record<InputName, Required<Domain>>>;

function isWithin({ min, max, above, below }: Required<Domain>, value: number): boolean {
  return value >= min && value <= max && value > above && value < below;
}
