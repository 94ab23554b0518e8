import type { Period } from '../../quantities.ts';

/** How many rounds a year has, and which of them a day is in, from 1. */
const rounds: Readonly<
  Record<Period, { readonly perYear: number; readonly of: (month: number) => number }>
> = {
  year: { perYear: 1, of: () => 1 },
  quarter: { perYear: 4, of: (month) => Math.ceil(month / 3) },
  month: { perYear: 12, of: (month) => month },
};

/** The number of the round that a month is in, counted from the year 0. */
function roundNumber(round: Period, year: number, month: number): number {
  const { perYear, of } = rounds[round];
  return year * perYear + of(month);
}

/**
 * The last round that is over by the evening of a day.
 *
 * @param monthsOver the first month that is not over then, counted from January of the year 0
 */
export function lastRound(round: Period, monthsOver: number): number {
  const [year, month] = [Math.floor(monthsOver / 12), (monthsOver % 12) + 1];
  return roundNumber(round, year, month) - 1;
}

/**
 * How many customers have the same x, t_x and n: rounds with a purchase after the first one, the last
 * of them, and the rounds after the first that are over. What is bought after those is left out, and
 * so is who came after them.
 *
 * Source: Fader, Hardie & Shang, Marketing Science 29 (2010), section 2.
 */
export function roundCellsSelect(occasions: string, round: Period, last: number): string {
  const { perYear } = rounds[round];
  const part = perYear === 1 ? '1' : `extract(${round} from day)`;
  const number = `cast(extract(year from day) * ${perYear} + ${part} as bigint)`;
  return `select x, t_x, n, count(*) as customers
from (select customer, count(*) - 1 as x, max(round) - min(round) as t_x, ${last} - min(round) as n
  from (select distinct customer, ${number} as round from ${occasions} as occasions where orders > 0) as bought
  where round <= ${last} group by customer) as buyers
group by x, t_x, n order by x, t_x, n`;
}
