import { seededRandom } from '../../src/math/random.ts';

/** The first day of a shop. */
const opening = Date.UTC(2015, 0, 1);
const dayLength = 86_400_000;
const daysPerYear = 365.25;

/** How a shop goes on: customers join evenly and buy at once, then so often a year, until they leave. */
interface SteadyShop {
  readonly customersPerYear: number;
  readonly ordersPerYear: number;
  /** Mean years until a customer leaves; undefined where nobody does. */
  readonly meanYears: number | undefined;
}

const dayText = (days: number): string =>
  new Date(opening + Math.floor(days) * dayLength).toISOString().slice(0, 10);

/** The last day of a shop that has been open for so many years. */
export const lastDayAfter = (years: number): string => dayText(years * daysPerYear - 1);

/** The orders of a shop from its opening on, `customer,date,amount`. */
export function ordersOf(shop: SteadyShop, years: number, seed: number): string {
  const { customersPerYear, ordersPerYear, meanYears } = shop;
  const random = seededRandom(seed, 'steady shop');
  const exponential = (mean: number) => -mean * Math.log(1 - random() / 2 ** 32);
  const end = years * daysPerYear;
  const lines: string[] = [];
  for (let index = 0; index < customersPerYear * years; index++) {
    const start = ((index + 0.5) / customersPerYear) * daysPerYear;
    const stay = meanYears === undefined ? Infinity : exponential(meanYears * daysPerYear);
    const last = Math.min(end, start + stay);
    for (let at = start; at < last; at += exponential(daysPerYear / ordersPerYear)) {
      lines.push(`${index},${dayText(at)},${(10 + (index % 7)).toFixed(2)}`);
    }
  }
  return `customer,date,amount\n${lines.join('\n')}\n`;
}
