import { type Random, seededRandom } from '../../src/math/random.ts';
import { wholeDraw } from '../../src/math/variate.ts';

/** What a column holds, in words that every engine has a type for. */
export type Kind = 'text' | 'whole' | 'money' | 'double' | 'day' | 'time' | 'zoned';

/** A table of orders, its cells as texts; a null is one in every engine. */
export interface Shop {
  readonly name: string;
  readonly columns: readonly (readonly [string, Kind])[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** The flags that say what the columns hold. */
  readonly flags: readonly string[];
}

const people = [
  'ann@example.com',
  'Ann@Example.com',
  ' bob ',
  'bob',
  'Bob',
  'Zoë',
  'ÉLISE@example.FR',
  'élise@example.fr',
  '名前',
  '🛒 shop',
  "o'neil",
  'a"b',
  'a\\b',
  'ñandú',
  'Ärger',
  'zz',
  '\u00a0nbsp\u00a0',
  'tab\t',
  'x,y',
];
/** Guests, and texts that look like none. */
const nobody = [null, '', '  ', '\u3000'];
const days = ['2023-12-31', '2024-01-01', '2024-02-28', '2024-02-29', '2024-03-31', '2024-12-31'];

const pick = <T>(random: Random, list: readonly T[]): T =>
  list[wholeDraw(random, list.length)] as T;
const two = (number: number) => String(number).padStart(2, '0');

function dayOf(random: Random): string {
  if (wholeDraw(random, 4) === 0) return pick(random, days);
  return `${2023 + wholeDraw(random, 2)}-${two(1 + wholeDraw(random, 12))}-${two(1 + wholeDraw(random, 28))}`;
}

function personOf(random: Random, crowd: number): string | null {
  const draw = wholeDraw(random, 20);
  if (draw === 0) return pick(random, nobody);
  return draw < 8 ? pick(random, people) : `customer ${wholeDraw(random, crowd)}`;
}

const timeOf = (random: Random) =>
  `${two(wholeDraw(random, 24))}:${two(wholeDraw(random, 60))}:${two(wholeDraw(random, 60))}`;

/** Cents as an amount: most are sales, some are refunds and some are nothing. */
function centsOf(random: Random): number {
  const draw = wholeDraw(random, 20);
  if (draw === 0) return 0;
  const cents = 1 + wholeDraw(random, 20_000);
  return draw < 3 ? -cents : cents;
}

/** As shops write them: with a currency, in brackets, with thousands. */
function moneyText(random: Random, cents: number): string {
  const plain = (Math.abs(cents) / 100).toFixed(2);
  const sign = cents < 0 ? '-' : '';
  switch (wholeDraw(random, 10)) {
    case 0:
      return cents < 0 ? `(${plain})` : `€ ${plain}`;
    case 1:
      return `${sign}${plain} EUR`;
    case 2:
      return `${sign}${plain.replace(/(\d)(\d{3}\.)/, '$1,$2')}`;
    case 3:
      return `${plain} ${pick(random, ['kr.', 'zł', '₹', 'R$', 'CHF'])}${sign}`;
    case 4:
      return `${sign}${plain.replace(/\.00$/, '.--')}`;
    default:
      return `${sign}${plain}`;
  }
}

/** Some rows again, as exports have them. */
function withRepeats<T>(random: Random, rows: readonly T[]): T[] {
  return rows.flatMap((row) =>
    wholeDraw(random, 12) === 0 ? [row, row, row].slice(wholeDraw(random, 2)) : [row],
  );
}

const size = 400;
const each = <T>(make: (at: number) => T): T[] => Array.from({ length: size }, (_, at) => make(at));

/** Rows that stand alone, all of them texts; dates with and without an offset. */
function texts(zoned: boolean): Shop {
  const random = seededRandom(zoned ? 11 : 12, 'texts');
  const offsets = ['Z', '+02:00', ' +0530', '-08'];
  const rows = each((): (string | null)[] => {
    const day = dayOf(random);
    const offset = wholeDraw(random, 9) === 0 ? '' : pick(random, offsets);
    const date = zoned ? `${day}T${timeOf(random)}${offset}` : day;
    const amount = moneyText(random, centsOf(random));
    const broken = wholeDraw(random, 100);
    return [
      personOf(random, 60),
      broken === 0 ? pick(random, ['soon', '2023-02-29', '', null]) : date,
      broken === 1 ? pick(random, ['much', '', null, '1e99']) : amount,
      pick(random, ['eur', 'EUR ', 'EUR']),
      pick(random, ['paid', 'Paid', null, 'cancelled', 'FAILED', 'complété']),
    ];
  });
  return {
    name: zoned ? 'texts with offsets' : 'texts',
    columns: [
      ['customer', 'text'],
      ['date', 'text'],
      ['amount', 'text'],
      ['currency', 'text'],
      ['status', 'text'],
    ],
    rows: withRepeats(random, rows),
    flags: ['--tz', 'Europe/Amsterdam', '--max-rejected', '10%'],
  };
}

/** Orders of several rows, with refunds that name them, all of them texts. */
function orders(): Shop {
  const random = seededRandom(13, 'orders');
  const rows: (string | null)[][] = [];
  for (let order = 0; order < size / 2; order++) {
    const id = wholeDraw(random, 25) === 0 ? null : `#${order}`;
    const customer = personOf(random, 50);
    const date = `${dayOf(random)} ${timeOf(random)}`;
    const cents = Math.abs(centsOf(random));
    const amount = (cents / 100).toFixed(2);
    rows.push([id, customer, date, amount, (cents / 700).toFixed(2), (cents / 900).toFixed(2)]);
    if (wholeDraw(random, 4) === 0) rows.push([id, null, null, null, null, null]);
    if (wholeDraw(random, 6) === 0) {
      const back = wholeDraw(random, 2) === 0 ? cents : wholeDraw(random, cents + 1);
      rows.push([id, customer, `${dayOf(random)} 12:00`, (-back / 100).toFixed(2), '0', '0']);
    }
    if (wholeDraw(random, 40) === 0) rows.push([id, `${customer}x`, date, amount, '0', '0']);
    if (wholeDraw(random, 30) === 0)
      rows.push([`gone ${order}`, customer, date, '-5.00', '0', '0']);
  }
  return {
    name: 'orders',
    columns: [
      ['order', 'text'],
      ['customer', 'text'],
      ['date', 'text'],
      ['amount', 'text'],
      ['tax', 'text'],
      ['shipping', 'text'],
    ],
    rows: withRepeats(random, rows),
    flags: ['--order', 'order', '--max-rejected', '10%', '--period', 'quarter'],
  };
}

/** Rows of numbers and days as an engine has them. */
function typed(date: 'day' | 'time' | 'zoned', hasOrder: boolean): Shop {
  const random = seededRandom(14, `${date} ${hasOrder}`);
  const rows = each((at): (string | null)[] => {
    const day = dayOf(random);
    const time = `${day} ${timeOf(random)}`;
    const cell = { day, time, zoned: `${time} UTC` }[date];
    return [
      String(hasOrder && date === 'time' ? wholeDraw(random, size) : at),
      wholeDraw(random, 15) === 0 ? null : String(wholeDraw(random, 80)),
      wholeDraw(random, 200) === 0 ? null : cell,
      wholeDraw(random, 200) === 0 ? null : (centsOf(random) / 100).toFixed(2),
    ];
  });
  return {
    name: `typed ${date}${hasOrder ? ' with orders' : ''}`,
    columns: [
      ['id', 'whole'],
      ['buyer', 'whole'],
      ['at', date],
      ['paid', date === 'day' ? 'double' : 'money'],
    ],
    // Rows that stand alone are as many as there are orders.
    rows: hasOrder && date === 'day' ? rows : withRepeats(random, rows),
    flags: [
      '--customer',
      'buyer',
      '--date',
      'at',
      '--amount',
      'paid',
      ...(hasOrder ? ['--order', 'id'] : []),
      '--tz',
      'America/New_York',
      '--max-rejected',
      '60%',
      '--keep-zero',
    ],
  };
}

/** The same rows with their currency beside the amount alone. */
function signed(): Shop {
  const { columns, rows, flags } = texts(false);
  const own = columns.findIndex(([name]) => name === 'currency');
  return {
    name: 'texts with signs',
    columns: columns.filter((_, at) => at !== own),
    rows: rows.map((row) => row.filter((_, at) => at !== own)),
    flags: [...flags, '--currency', 'EUR'],
  };
}

/** An export of Shopify: tax inside or on top, tips, free shipping, refunds, lines. */
function shopify(): Shop {
  const random = seededRandom(15, 'shopify');
  const isInside = () => wholeDraw(random, 3) > 0;
  const rows = each((at): (string | null)[][] => {
    const [goods, paid] = [100 + wholeDraw(random, 20_000), wholeDraw(random, 3) * 495];
    const [inside, isFree] = [isInside(), wholeDraw(random, 4) === 0];
    const tax = Math.round((goods + (isFree ? 0 : paid)) * (inside ? 21 / 121 : 0.08));
    const tip = wholeDraw(random, 5) === 0 ? wholeDraw(random, 2000) : 0;
    const total = goods + (isFree ? 0 : paid) + (inside ? 0 : tax) + tip;
    const back = wholeDraw(random, 5) === 0 ? wholeDraw(random, total) : 0;
    const money = [goods, paid, tax, total, back].map((cents) => (cents / 100).toFixed(2));
    if (wholeDraw(random, 150) === 0) money[2 + wholeDraw(random, 3)] = 'some';
    const date = `${dayOf(random)} ${timeOf(random)} +0100`;
    const state = pick(random, [
      'paid',
      'paid',
      'paid',
      'partially_refunded',
      'refunded',
      'voided',
    ]);
    const first = [`#${at}`, personOf(random, 50), state, ...money, date, '1'];
    const line = [`#${at}`, ...Array<null>(7).fill(null), date, '2'];
    return wholeDraw(random, 3) === 0 ? [first, line] : [first];
  }).flat();
  return {
    name: 'shopify',
    columns: [
      ['name', 'text'],
      ['email', 'text'],
      ['financial status', 'text'],
      ['subtotal', 'text'],
      ['shipping', 'text'],
      ['taxes', 'text'],
      ['total', 'text'],
      ['refunded amount', 'text'],
      ['created at', 'text'],
      ['lineitem quantity', 'whole'],
    ],
    rows: withRepeats(random, rows),
    flags: ['--tz', 'Europe/Amsterdam', '--max-rejected', '10%'],
  };
}

/** Orders of people who are known by an id, by an e-mail address, or by both. */
function known(): Shop {
  const random = seededRandom(15, 'people');
  const rows = each((at): (string | null)[] => {
    const person = wholeDraw(random, 60);
    const id = pick(random, [String(person), String(person), String(person + 1), '0', 'NaN', null]);
    const email = pick(random, [`P${person}@x.nl`, ` p${person}@X.nl`, 'n/a', null]);
    return [String(at), id, email, dayOf(random), (centsOf(random) / 100).toFixed(2)];
  });
  return {
    name: 'people',
    columns: [
      ['order', 'whole'],
      ['customer id', 'text'],
      ['email', 'text'],
      ['date', 'day'],
      ['amount', 'money'],
    ],
    rows: withRepeats(random, rows),
    flags: [],
  };
}

/** Lines of orders, each with how many of an article and what one costs; some stand alone. */
function lines(hasOrder: boolean): Shop {
  const random = seededRandom(16, 'lines');
  const rows = each((at): (string | null)[] => {
    const order = wholeDraw(random, 20) === 0 ? null : `#${Math.floor(at / 3)}`;
    const person = `customer ${Math.floor(at / 3) % 40}`;
    const price = moneyText(random, Math.abs(centsOf(random)));
    const state = pick(random, ['paid', 'paid', 'paid', 'cancelled', 'refunded']);
    const amount = wholeDraw(random, 50) === 0 ? 'much' : price;
    return [order, person, days[at % 6] ?? '', String(wholeDraw(random, 5) - 1), amount, state];
  });
  return {
    name: `lines${hasOrder ? '' : ' without orders'}`,
    columns: [
      ['order', 'text'],
      ['customer', 'text'],
      ['date', 'day'],
      ['quantity', 'whole'],
      ['price', 'text'],
      ['status', 'text'],
    ],
    rows: withRepeats(random, rows),
    flags:
      `--amount price*quantity --lines sum --currency EUR --max-rejected 50%${hasOrder ? '' : ' --no-order'}`.split(
        ' ',
      ),
  };
}

const paypalRow = (id: string, date: string, person: string | null, more: readonly string[]) => [
  id,
  date,
  'PST',
  person,
  ...more,
];

/** An export of PayPal: refunds in rows that name their payment, months with names, halves of days. */
function paypal(): Shop {
  const random = seededRandom(16, 'paypal');
  const rows = each((at) => {
    const month = pick(random, ['Jan', 'March', 'mei', 'okt.', 'Dec']);
    const date = `${month} ${1 + wholeDraw(random, 28)}, 2024, ${1 + wholeDraw(random, 12)}:05:00 PM`;
    const cents = 100 + wholeDraw(random, 20_000);
    const back = wholeDraw(random, 2) === 0 ? cents : wholeDraw(random, cents);
    const [paid, refunded] = [cents, -back].map((amount) => (amount / 100).toFixed(2));
    const type = pick(random, ['Mobile Payment', 'Website Payment', 'General Withdrawal']);
    const first = paypalRow(`T${at}`, date, personOf(random, 50), [
      type,
      'Completed',
      paid ?? '',
      '',
    ]);
    const refund = ['Payment Refund', 'Completed', refunded ?? '', `T${at}`];
    return wholeDraw(random, 5) === 0
      ? [first, paypalRow(`R${at}`, date, 'shop', refund)]
      : [first];
  }).flat();
  return {
    name: 'paypal',
    columns: [
      ['transaction id', 'text'],
      ['date', 'text'],
      ['timezone', 'text'],
      ['from email address', 'text'],
      ['type', 'text'],
      ['status', 'text'],
      ['gross', 'text'],
      ['reference txn id', 'text'],
    ],
    rows: withRepeats(random, rows),
    flags: [],
  };
}

export const shops: readonly Shop[] = [
  texts(false),
  texts(true),
  orders(),
  typed('day', false),
  typed('day', true),
  typed('time', true),
  typed('zoned', false),
  signed(),
  shopify(),
  paypal(),
  known(),
  lines(true),
  lines(false),
];
