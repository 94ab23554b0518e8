import type { Calculation, Row } from '../../metrics/calculate.ts';
import {
  type Language,
  periodsPerYear,
  quantities,
  type QuantityName,
  reasons,
} from '../../quantities.ts';
import type { Style } from '../style.ts';
import { horizonText, outlookSentences } from './outlook-text.ts';

/** What a calculation means, in sentences below its table; none where there is nothing to say. */
export function sentences(calculation: Calculation, style: Style): string[] {
  return [
    costBenefit(calculation.values, style),
    budgetCarried(calculation.values, style),
    presentValue(calculation.values, style),
    ...outlookSentences(calculation.values, style),
    unused(calculation, style.language),
    estimate(calculation.values, style.language),
  ].filter((sentence) => sentence !== undefined);
}

/** What the calculations of several records mean: each sentence once. */
export function sentencesOfAll(calculations: readonly Calculation[], style: Style): string[] {
  const { language } = style;
  const all = calculations.flatMap((calculation) => [
    ...[...calculation.reasons].map(
      ([name, reason]) =>
        `${quantities[name].label[language]} ${notAvailable[language]}: ${reasons[reason][language]}.`,
    ),
    presentValue(calculation.values, style),
    ...outlookSentences(calculation.values, style),
    unused(calculation, language),
    estimate(calculation.values, language),
  ]);
  return [...new Set(all.filter((sentence) => sentence !== undefined))];
}

/** What stands in place of a number that cannot be had. */
export const notAvailable = { en: 'n/a', nl: 'n.v.t.' };

/** Print a number of the row with the digits of its quantity. */
function shown(row: Row, name: QuantityName, { format }: Style): string {
  return format(Number(row[name]), quantities[name].unit);
}

/** A number of years as words, as in `1 year` and `2.78 years`. */
function yearsText(years: number, { language, format }: Style): string {
  const text = format(years, 'count');
  if (language === 'nl') return `${text} jaar`;
  return text === '1' ? '1 year' : `${text} years`;
}

/** What rounding may make of two numbers that are equal, as a share of them. */
const rounding = 1e-12;

/** The cost-benefit view of acquiring a customer. */
function costBenefit(row: Row, style: Style): string | undefined {
  const { netClv, cac } = row;
  const span = spanOf(row, style);
  if (typeof netClv !== 'number' || typeof cac !== 'number' || span === undefined) return undefined;
  const { exchange, lost, allLeft, left } = costWords[style.language];
  const value = style.format(netClv + cac, 'money');
  // A present value is of the whole lifetime, and no sum of the margins of its years.
  const opening = exchange(shown(row, 'cac', style), value, isDiscounted(row) ? undefined : span);
  if (netClv < -rounding * cac) return `${opening}: ${lost(style.format(-netClv, 'money'))}`;
  if (cac === 0) return `${opening}: ${allLeft}`;
  const ratio = shown(row, 'ltvCac', style);
  const one = style.format(1, 'money');
  const rest = style.format(netClv, 'money');
  return `${opening}: ${left(ratio, one, paybackText(row, style), rest)}`;
}

/** The time that the value of a customer is counted over. */
function spanOf({ model, years }: Row, style: Style): string | undefined {
  if (model !== undefined) return horizonText(model.about.horizon, style.language);
  return typeof years === 'number' ? yearsText(years, style) : undefined;
}

/** Whether the value of a customer is discounted. */
function isDiscounted({ model, discount, clvPresent }: Row): boolean {
  return model === undefined ? clvPresent !== undefined : discount !== undefined;
}

/** When a customer is paid back, as a clause; nothing where that is not known. */
function paybackText(row: Row, style: Style): string {
  if (typeof row.paybackMonths !== 'number') return '';
  return costWords[style.language].payback(shown(row, 'paybackMonths', style), isDiscounted(row));
}

const costWords = {
  en: {
    exchange: (cost: string, value: string, span: string | undefined) =>
      `A customer costs ${cost} to acquire and brings ${span === undefined ? `margin worth ${value} today` : `${value} of margin in ${span}`}`,
    lost: (loss: string) => `${loss} is lost on each one.`,
    allLeft: 'all of it is left.',
    payback: (months: string, isPresent: boolean) =>
      ` paid back in ${months} months${isPresent ? ', undiscounted' : ''},`,
    left: (ratio: string, one: string, payback: string, rest: string) =>
      `${ratio} for each ${one} spent (a common rule of thumb asks 3),${payback} and ${rest} is left.`,
  },
  nl: {
    exchange: (cost: string, value: string, span: string | undefined) =>
      `Een klant werven kost ${cost} en brengt ${span === undefined ? `marge die nu ${value} waard is` : `in ${span} ${value} marge`}`,
    lost: (loss: string) => `op elke klant gaat ${loss} verloren.`,
    allLeft: 'alles blijft over.',
    payback: (months: string, isPresent: boolean) =>
      ` terugverdiend in ${months} maanden${isPresent ? ', zonder discontering' : ''},`,
    left: (ratio: string, one: string, payback: string, rest: string) =>
      `${ratio} voor elke ${one} (een gangbare vuistregel vraagt 3),${payback} en er blijft ${rest} over.`,
  },
} as const satisfies Readonly<Record<Language, object>>;

/** Whether the customers that a marketing budget buys are worth it. */
function budgetCarried(row: Row, style: Style): string | undefined {
  const { budgetHold, ltvCac, cac } = row;
  if (typeof budgetHold !== 'number' || cac === undefined) return undefined;
  const en = style.language === 'en';
  if (ltvCac === undefined) {
    return en
      ? 'Whether their value carries the budget needs a margin and a lifespan as well.'
      : 'Of hun waarde het budget draagt, vraagt ook een marge en een klantduur.';
  }
  if (ltvCac === null) return undefined;
  const ratio = style.format(ltvCac, 'ratio');
  if (ltvCac >= 1 - rounding) {
    return en
      ? `The value of the customers bought carries the budget ${ratio} times.`
      : `De waarde van de geworven klanten draagt het budget ${ratio} keer.`;
  }
  return en
    ? `The value of the customers bought does not carry the budget: ${ratio} for each ${style.format(1, 'money')}.`
    : `De waarde van de geworven klanten draagt het budget niet: ${ratio} voor elke ${style.format(1, 'money')}.`;
}

/** The conventions behind a present value. */
function presentValue(row: Row, style: Style): string | undefined {
  if (row.timing === undefined) return undefined;
  const { language } = style;
  const en = language === 'en';
  const moment = {
    start: { en: 'at the start of', nl: 'aan het begin van' },
    mid: { en: 'in the middle of', nl: 'halverwege' },
    end: { en: 'at the end of', nl: 'aan het eind van' },
  }[row.timing][language];
  const period = {
    year: { en: 'each year', nl: 'elk jaar' },
    quarter: { en: 'each quarter', nl: 'elk kwartaal' },
    month: { en: 'each month', nl: 'elke maand' },
  }[row.period ?? 'year'][language];
  const whole = row.churn !== undefined || row.retention !== undefined;
  const rate = shown(row, 'discount', style);
  const years = row.years ?? 0;
  const payments = years * periodsPerYear[row.period ?? 'year'];
  const isPartial = Math.abs(payments - Math.round(payments)) > 1e-9;
  const span = yearsText(years, style);
  const last = isPartial
    ? { en: ', the last payment in part', nl: ', de laatste betaling voor een deel' }[language]
    : '';
  return en
    ? `Present value: ${rate} a year, cash ${moment} ${period}, over ${whole ? 'the whole lifetime' : `${span} and no longer${last}`}.`
    : `Contante waarde: ${rate} per jaar, kasstroom ${moment} ${period}, over ${whole ? 'de hele levensduur' : `${span} en niet langer${last}`}.`;
}

function unused({ unused: names }: Calculation, language: Language): string | undefined {
  if (names.length === 0) return undefined;
  return language === 'en'
    ? `Given but not used: ${names.join(', ')}.`
    : `Gegeven maar niet gebruikt: ${names.join(', ')}.`;
}

function estimate(row: Row, language: Language): string | undefined {
  if (row.clv === undefined) return undefined;
  return language === 'en'
    ? 'CLV is an estimate, no better than the numbers given.'
    : 'CLV is een schatting, niet beter dan de gegeven getallen.';
}
