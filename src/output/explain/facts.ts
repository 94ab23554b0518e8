import type { Metric } from '../../metrics/metric.ts';
import {
  defaultConventions,
  type Domain,
  type InputName,
  type Language,
  type ModelOutlook,
  periods,
  quantities,
  type QuantityName,
  type Text,
  timings,
} from '../../quantities.ts';

/** A metric or an input, with all that is known of it. */
export interface Explained {
  readonly name: QuantityName;
  /** Undefined where it is computed alone. */
  readonly flag: string | undefined;
  /** Undefined where it is given alone. */
  readonly metric: Metric | undefined;
  /** What moves it, or each of the inputs that it rests on. */
  readonly levers: readonly (readonly [InputName, readonly Text[]])[];
}

/** What there is to say of a quantity, each under a heading. */
export type Facts = Readonly<Partial<Record<keyof typeof headings, string>>>;

export const headings = {
  name: { en: 'Name', nl: 'Naam' },
  label: { en: 'Label', nl: 'Benaming' },
  meaning: { en: 'Meaning', nl: 'Betekenis' },
  flag: { en: 'Flag', nl: 'Vlag' },
  valid: { en: 'Valid', nl: 'Geldig' },
  unit: { en: 'Unit', nl: 'Eenheid' },
  basis: { en: 'Basis', nl: 'Basis' },
  formula: { en: 'Formula', nl: 'Formule' },
  inputs: { en: 'Computed from', nl: 'Berekend uit' },
  source: { en: 'Source', nl: 'Bron' },
  example: { en: 'Example', nl: 'Voorbeeld' },
  levers: { en: 'Levers', nl: 'Knoppen om aan te draaien' },
} as const;

/** What there is to say of a metric or an input. */
export function factsOf({ name, flag, metric, levers }: Explained, language: Language): Facts {
  const { label, help, unit, basis, valid } = quantities[name];
  return {
    name,
    label: label[language],
    meaning: help,
    unit: words(unit),
    ...(basis && { basis: basis === 'best' ? 'margin where it is known, else revenue' : basis }),
    ...(valid && flag !== undefined && { flag, valid: domainText(valid) }),
    ...(metric && {
      formula: metric.formula,
      inputs: metric.inputs.map((names) => names.join(', ')).join('; or '),
      source: metric.source,
      example: `${valuesText(metric.example.inputs)} gives ${metric.example.result} (${metric.example.from})`,
    }),
    ...(levers.length > 0 && { levers: leversText(name, levers, language) }),
  };
}

/** The levers of an input itself, or of each input that a metric rests on. */
function leversText(name: QuantityName, levers: Explained['levers'], language: Language): string {
  return levers
    .map(([input, texts]) => {
      const list = texts.map((text) => text[language]).join('; ');
      return input === name ? list : `${input}: ${list}`;
    })
    .join('. ');
}

/** `moneyPerYear` as `money per year`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function domainText({ min, max, above, below }: Domain): string {
  const bounds = [
    min === undefined ? [] : [`at least ${min}`],
    above === undefined ? [] : [`above ${above}`],
    max === undefined ? [] : [`at most ${max}`],
    below === undefined ? [] : [`below ${below}`],
  ].flat();
  return bounds.length === 0 ? 'any number' : bounds.join(', ');
}

function valuesText(values: object): string {
  return Object.entries(values)
    .map(([name, value]: [string, string | number | ModelOutlook]) =>
      typeof value === 'object' ? `${name} ${value.about.model}` : `${name} ${value}`,
    )
    .join(', ');
}

/** The conventions that are no numbers. */
export const conventionFacts: ReadonlyMap<string, Facts> = new Map<string, Facts>(
  Object.entries({
    timing: {
      name: 'timing',
      meaning: 'when the cash of a period is booked; used with discount only',
      flag: '--timing',
      valid: `${timings.join(', ')}; ${defaultConventions.timing} if not given, and printed`,
    },
    period: {
      name: 'period',
      meaning: 'what freq, churn and retention are counted over; sums over time run on it',
      flag: '--period',
      valid: `${periods.join(', ')}; ${defaultConventions.period} if not given`,
    },
    model: {
      name: 'model',
      meaning:
        'a model file of clv fit: what a new customer is worth, instead of freq and years; needs a horizon',
      flag: '--model',
      valid: 'a file; in clv.yaml at the top and in a scenario',
    },
    horizon: {
      name: 'horizon',
      meaning: 'how far a model looks ahead from the first purchase of a customer',
      flag: '--horizon',
      valid: 'such as 5y, 12mo, 52w; a bare number is years; lifetime needs a discount above 0',
    },
    basis: {
      name: 'basis',
      meaning: 'whether a value is counted before costs (revenue) or after them (margin)',
      valid: 'margin where a margin or a unit cost is given, else revenue; never given',
    },
  }),
);
