import type { Dialect } from '../../engines/engine.ts';

/** The days of a first year: that of the first purchase, and those after it. */
const firstYearDays = 365;

/** The purchases by customer and day, and the customers, as table expressions. */
interface Tables {
  readonly occasions: string;
  readonly buyers: string;
}

interface Days {
  /** The first and the last day of the window. */
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
}

/**
 * The sums over customers that the figures of a window are made of: of all who have money in it, and
 * of these of all who bought in it; and the first years of all who were first seen a year ago.
 */
export function windowTotalsQuery(dialect: Dialect, tables: Tables, days: Days): string {
  const { double, text, date, daysBetween } = dialect;
  const [orders, amount, year] = [double('orders'), double('amount'), double('year_orders')];
  const known = `${daysBetween('first', date(days.asOf))} >= ${firstYearDays}`;
  const ofKnown = (value: string) => `sum(case when ${known} then ${value} else 0 end)`;
  return `select ${bought('1')} as customers, sum(orders) as orders, sum(occasions) as occasions, ${text('sum(amount)')} as amount,
  sum(case when inside > 0 then 1 else 0 end) as active, sum(case when outside > 0 then 1 else 0 end) as outside, sum(case when first is null then 1 else 0 end) as never,
  ${bought(`case when ${between('first', dialect, days)} then 1 else 0 end`)} as newcomers,
  sum(${orders} * ${orders}) as orders_squared, sum(${amount} * ${amount}) as amount_squared, sum(${orders} * ${amount}) as orders_by_amount, ${bought(amount)} as amount_bought,
  ${ofKnown('1')} as known, ${ofKnown('year_orders')} as year_orders, ${ofKnown(`${year} * ${year}`)} as year_orders_squared
from (${byCustomer(dialect, tables, days)}) as by_customer`;
}

const bought = (value: string): string => `sum(case when orders > 0 then ${value} else 0 end)`;

const between = (day: string, { date }: Dialect, { from, to }: Days): string =>
  `${day} between ${date(from)} and ${date(to)}`;

/** What each customer did in the window, and in the year that began with the first purchase. */
function byCustomer(dialect: Dialect, { occasions, buyers }: Tables, days: Days): string {
  const within = (value: string) =>
    `sum(case when ${between('o.day', dialect, days)} then ${value} else 0 end)`;
  const inYear = `${dialect.daysBetween('b.first', 'o.day')} < ${firstYearDays}`;
  return `select o.customer, min(b.first) as first, ${within('1')} as inside, count(*) - ${within('1')} as outside, ${within('o.orders')} as orders, ${within('o.amount')} as amount,
  ${within('case when o.orders > 0 then 1 else 0 end')} as occasions, sum(case when ${inYear} then o.orders else 0 end) as year_orders
from ${occasions} as o join ${buyers} as b on b.customer = o.customer group by o.customer`;
}
