import { daysIn } from '../calendar.ts';
import { type Random, seededRandom } from '../math/random.ts';
import { uniformDraw, wholeDraw } from '../math/variate.ts';
import { type Buying, drawBuyer } from './simulated-buyer.ts';
import { type Refunds, type TrueValue, trueValue } from './true-value.ts';

/** What is true of a synthetic export, counted while it was made. */
export interface DemoTruth {
  readonly seed: number;
  /** The days of the first and the last row; without rows there are none. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** The process that the customers buy by, time in weeks. */
  readonly buying: Buying;
  /** The rows of the file by kind; each row is of one. */
  readonly rows: Readonly<Record<RowKind | 'total', number>>;
  /** Customers with a purchase that was not wholly refunded. */
  readonly customers: number;
  /** Those with purchases on more than one day. */
  readonly repeatCustomers: number;
  /** Purchases of theirs that were not wholly refunded. */
  readonly orders: number;
  /** The same, where those of a customer on one day are one. */
  readonly occasions: number;
  /** What they paid, refunds deducted. */
  readonly revenue: number;
  /** What guests paid; it is no part of revenue. */
  readonly guestRevenue: number;
  readonly refunded: number;
  readonly cancelled: number;
  /** What a new customer is worth, refunds taken off; cancelled orders are no orders. */
  readonly newCustomer: readonly TrueValue[];
}

/** What a row of the export is. */
type RowKind =
  'order' | 'fullRefund' | 'partialRefund' | 'guest' | 'zero' | 'cancelled' | 'repeated';

/** Like the buyers of CDNOW that the field knows well, with shapes rounded to halves. */
export const demoBuying: Buying = { r: 0.5, alpha: 8, s: 0.5, beta: 12, p: 6, q: 4, gamma: 15 };

/** How often something happens beside an order. */
const shares = { guest: 0.04, cancelled: 0.03, refund: 0.05, zero: 0.01, repeated: 0.005 };

/** A refund is in full as often as in part. */
export const demoRefunds: Refunds = { full: shares.refund / 2, partial: shares.refund / 2 };

/** Both years of the export, one of which is a leap year. */
const years = [2024, 2025];
const days = years.flatMap((year) =>
  Array.from({ length: 12 }, (_, month) => month + 1).flatMap((month) =>
    Array.from(
      { length: daysIn(year, month) },
      (_, day) => `${year}-${twoDigits(month)}-${twoDigits(day + 1)}`,
    ),
  ),
);
const secondsPerDay = 86_400;
const window = days.length * secondsPerDay;
const header = 'order,customer,date,amount,currency,status\n';

/**
 * A synthetic export of a shop, in pieces of text with whole lines: the orders of one customer
 * after those of another, by first purchase, with the disorder that real exports have.
 *
 * @param customers how many buy at least once in the two years
 * @param seed any whole number; the same one gives the same text
 * @returns what is true of it, once all is taken
 */
export function* demoExport(customers: number, seed: number): Generator<string, DemoTruth> {
  const buying = seededRandom(seed, 'buying');
  const disorder = seededRandom(seed, 'disorder');
  const ledger = new Ledger();
  const width = String(customers).length;
  yield header;
  for (let index = 0; index < customers; index++) {
    const customer = `C${String(index + 1).padStart(width, '0')}`;
    const start = ((index + uniformDraw(buying)) / customers) * window;
    const { weeks, amount } = drawBuyer(buying, demoBuying, (window - start) / (7 * secondsPerDay));
    for (const week of weeks) {
      const second = Math.min(window - 1, Math.floor(start + week * 7 * secondsPerDay));
      ledger.order(customer, second, centsOf(amount(buying)), disorder);
      if (happens(disorder, shares.guest)) {
        const guest = drawBuyer(disorder, demoBuying, 0);
        ledger.guest(wholeDraw(disorder, window), centsOf(guest.amount(disorder)));
      }
    }
    yield ledger.endCustomer();
  }
  return ledger.truth(seed);
}

/** Writes the rows of the export, and counts what is true of them. */
class Ledger {
  private text = '';
  private first = Infinity;
  private last = -Infinity;
  private orderNumber = 100_000;
  private readonly rows = {
    order: 0,
    fullRefund: 0,
    partialRefund: 0,
    guest: 0,
    zero: 0,
    cancelled: 0,
    repeated: 0,
  };
  private readonly cents = { paid: 0, guest: 0, refunded: 0, cancelled: 0 };
  private readonly counts = { customers: 0, repeatCustomers: 0, occasions: 0 };
  /** The days on which the customer at hand bought what was not wholly refunded. */
  private readonly days = new Set<number>();

  /** An order, and what happens around it. */
  order(customer: string, second: number, cents: number, random: Random): void {
    if (happens(random, shares.cancelled)) {
      const before = Math.max(0, second - 1 - wholeDraw(random, 3600));
      this.cents.cancelled += cents;
      this.row('cancelled', ++this.orderNumber, customer, before, cents);
    }
    const number = ++this.orderNumber;
    this.cents.paid += cents;
    this.row('order', number, customer, second, cents);
    if (happens(random, shares.repeated)) this.row('repeated', number, customer, second, cents);
    const refundAt = laterDay(second, 30, random);
    const refund = happens(random, shares.refund) && refundAt < window;
    const share = uniformDraw(random) * 2;
    const part = Math.ceil(Math.min(1, share) * cents);
    if (refund) {
      this.cents.refunded += part;
      this.row(part === cents ? 'fullRefund' : 'partialRefund', number, customer, refundAt, -part);
    }
    if (!refund || part < cents) this.days.add(Math.floor(second / secondsPerDay));
    const giftAt = laterDay(second, 10, random);
    if (happens(random, shares.zero) && giftAt < window) {
      this.row('zero', ++this.orderNumber, customer, giftAt, 0);
    }
  }

  guest(second: number, cents: number): void {
    this.cents.guest += cents;
    this.row('guest', ++this.orderNumber, '', second, cents);
  }

  /** The rows since the last call, of one customer. */
  endCustomer(): string {
    this.counts.occasions += this.days.size;
    if (this.days.size > 0) this.counts.customers++;
    if (this.days.size > 1) this.counts.repeatCustomers++;
    this.days.clear();
    const { text } = this;
    this.text = '';
    return text;
  }

  truth(seed: number): DemoTruth {
    const { rows, counts, cents } = this;
    return {
      seed,
      from: days[Math.floor(this.first / secondsPerDay)],
      to: days[Math.floor(this.last / secondsPerDay)],
      buying: demoBuying,
      rows: { total: Object.values(rows).reduce((sum, count) => sum + count, 0), ...rows },
      customers: counts.customers,
      repeatCustomers: counts.repeatCustomers,
      orders: rows.order - rows.fullRefund,
      occasions: counts.occasions,
      revenue: (cents.paid - cents.refunded) / 100,
      guestRevenue: cents.guest / 100,
      refunded: cents.refunded / 100,
      cancelled: cents.cancelled / 100,
      newCustomer: [1, 5].map((horizon) => trueValue(demoBuying, demoRefunds, horizon)),
    };
  }

  private row(
    kind: RowKind,
    number: number,
    customer: string,
    second: number,
    cents: number,
  ): void {
    this.rows[kind]++;
    this.first = Math.min(this.first, second);
    this.last = Math.max(this.last, second);
    const status = kind === 'cancelled' ? 'cancelled' : 'completed';
    this.text += `${number},${customer},${timeOf(second)},${moneyOf(cents)},EUR,${status}\n`;
  }
}

function happens(random: Random, share: number): boolean {
  return uniformDraw(random) < share;
}

/** A second on one of the days that follow. */
function laterDay(second: number, most: number, random: Random): number {
  const day = Math.floor(second / secondsPerDay) + 1 + wholeDraw(random, most);
  return day * secondsPerDay + wholeDraw(random, secondsPerDay);
}

function centsOf(amount: number): number {
  return Math.max(1, Math.round(amount * 100));
}

function moneyOf(cents: number): string {
  const size = Math.abs(cents);
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}.${twoDigits(size % 100)}`;
}

function timeOf(second: number): string {
  const day = days[Math.floor(second / secondsPerDay)] ?? '';
  const inDay = second % secondsPerDay;
  const hour = twoDigits(Math.floor(inDay / 3600));
  return `${day} ${hour}:${twoDigits(Math.floor(inDay / 60) % 60)}:${twoDigits(inDay % 60)}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
