import type { Engine, Relation } from '../../engines/engine.ts';
import type { Plan } from '../plan.ts';
import { amountShapes, notCurrency } from './amount-text.ts';
import { textOf } from './cell.ts';
import { columnOf } from './column-reading.ts';
import type { Mapping } from './mapping.ts';

/** The currencies of today by their codes, ISO 4217. */
const codes =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'.split(
    ' ',
  );

/** Signs of one currency, in capitals. */
const signs: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  R$: 'BRL',
  US$: 'USD',
  CA$: 'CAD',
  A$: 'AUD',
  '₹': 'INR',
  RS: 'INR',
  FR: 'CHF',
  ZŁ: 'PLN',
  KČ: 'CZK',
  FT: 'HUF',
  LEI: 'RON',
  ЛВ: 'BGN',
  '₺': 'TRY',
  '₩': 'KRW',
  '₽': 'RUB',
  '₪': 'ILS',
  '₫': 'VND',
  '₱': 'PHP',
  '฿': 'THB',
};

/** Signs of several currencies, which are the one that is asked for if it is one of these. */
const shared: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'CLP', 'COP', 'ARS'],
  KR: ['SEK', 'NOK', 'DKK', 'ISK'],
  '¥': ['JPY', 'CNY'],
};

/** The code to ask for where rows are in a currency: of a sign of several, the first of these. */
export const codeToAsk = (currency: string): string => shared[currency]?.[0] ?? currency;

/** Whether the rows may say their currency: in a column, or beside the amount. */
export const hasCurrencies = ({ mapping, relation }: Plan): boolean =>
  mapping.currency !== undefined || columnOf(relation, mapping.amount).type === 'text';

/** The currency of a row that says none: the one that was asked for, where no column holds them. */
export function unsaidCurrency({ dialect, mapping, options }: Plan): string {
  const asked = mapping.currency === undefined ? options.currency : undefined;
  return dialect.text(dialect.string(asked ?? ''));
}

/** The currency of a row: by its column, else by the sign or code in its amount. */
export function currencyOf(plan: Plan): string {
  const { mapping } = plan;
  const ways = [
    ...(mapping.currency === undefined ? [] : [known(plan, textOf(plan, mapping.currency))]),
    ...signOf(plan),
  ];
  if (ways.length === 0) return unsaidCurrency(plan);
  return `coalesce(${[...ways, unsaidCurrency(plan)].join(', ')})`;
}

/** What is left of an amount without its number; most amounts are nothing else. */
function signOf(plan: Plan): string[] {
  const { dialect, relation, mapping, reading } = plan;
  if (columnOf(relation, mapping.amount).type !== 'text') return [];
  const cell = dialect.identifier(mapping.amount);
  const left = dialect.replace(cell, notCurrency, '');
  // Of $12.00 USD the code says more.
  const code = dialect.replace(left, '^[^A-Z]*([A-Z]{3})[^A-Z]*$', '\\1');
  const isAmount = dialect.matches(cell, amountShapes[reading.decimal].shape);
  return [
    `case when ${dialect.money(cell)} is not null then null when ${isAmount} then nullif(${known(plan, code)}, '') end`,
  ];
}

/** A currency by its code, where a sign says which it is. */
function known({ dialect, options: { currency } }: Plan, cell: string): string {
  const upper = dialect.upper(cell);
  const meant = currency === undefined ? [] : [[sharedSign(currency), currency] as const];
  const cases = [...Object.entries(signs), ...meant].flatMap(([sign, code]) =>
    sign === undefined ? [] : [`when ${dialect.string(sign)} then ${dialect.string(code)}`],
  );
  return `case ${upper} ${cases.join(' ')} else ${upper} end`;
}

const sharedSign = (currency: string): string | undefined =>
  Object.keys(shared).find((sign) => shared[sign]?.includes(currency));

/** What a column of currencies is called in English, Dutch, German, French, Spanish or Italian. */
const names = /currency|valuta|munt(soort|eenheid)|w(ä|ae)hrung|devise|monnaie|moneda|divisa/i;

/** Rows that are looked at, to see whether a column holds codes. */
const sampled = 20_000;

/**
 * A column of currency codes that no preset knows: one that is called so and mostly holds codes, or
 * one beside the amount that holds nothing else, for PEN, CUP and TOP are words as well.
 */
export async function currencyColumn(
  { query, dialect }: Engine,
  { columns, from }: Relation,
  mapping: Mapping,
): Promise<string | undefined> {
  const amountAt = columns.findIndex(({ name }) => name === mapping.amount);
  const taken = new Set(Object.values(mapping).flat());
  const candidates = columns
    .map(({ name, type }, at) => ({ name, type, away: Math.abs(at - amountAt) }))
    .map((each) => ({ ...each, isNamed: names.test(each.name) }))
    .filter(({ name, type }) => type === 'text' && !taken.has(name))
    .filter(({ isNamed, away }) => isNamed || away === 1)
    .toSorted((one, other) => Number(other.isNamed) - Number(one.isNamed) || one.away - other.away);
  if (candidates.length === 0) return undefined;
  const list = codes.map(dialect.string).join(', ');
  const counts = candidates.flatMap(({ name, isNamed }, at) => {
    const text = dialect.trim(dialect.identifier(name));
    const code = isNamed ? dialect.upper(text) : text;
    return [
      `count(nullif(${text}, '')) as n${at}`,
      `count(*) filter (where ${code} in (${list})) as codes${at}`,
    ];
  });
  const cells = candidates.map(({ name }) => dialect.identifier(name)).join(', ');
  for (const rows of [`(select ${cells} from ${from} limit ${sampled})`, from]) {
    const [found = {}] = await query(`select ${counts.join(', ')} from ${rows} as sample`);
    const isOne = candidates.map(({ isNamed }, at) => {
      const [n, held] = [Number(found[`n${at}`]), Number(found[`codes${at}`])];
      return n > 0 && (isNamed ? held * 2 > n : held === n);
    });
    const first = isOne.indexOf(true);
    if (first >= 0) return candidates[first]?.name;
    if (candidates.some((_, at) => Number(found[`n${at}`]) > 0)) return undefined;
  }
  return undefined;
}
