import { InputError } from '../../errors.ts';
import amazon from './amazon.json' with { type: 'json' };
import bigcommerce from './bigcommerce.json' with { type: 'json' };
import etsy from './etsy.json' with { type: 'json' };
import generic from './generic.json' with { type: 'json' };
import magento from './magento.json' with { type: 'json' };
import paypal from './paypal.json' with { type: 'json' };
import paypalNl from './paypal-nl.json' with { type: 'json' };
import shopify from './shopify.json' with { type: 'json' };
import square from './square.json' with { type: 'json' };
import stripe from './stripe.json' with { type: 'json' };
import superstore from './superstore.json' with { type: 'json' };
import uci from './uci.json' with { type: 'json' };
import webtoffee from './webtoffee.json' with { type: 'json' };
import woo from './woo.json' with { type: 'json' };
import wooAnalytics from './woo-analytics.json' with { type: 'json' };
import {
  customerRoles,
  type Mapping,
  type Preset,
  type Role,
  roles,
  surestRole,
} from '../columns/mapping.ts';

/** The sources that are known, the most particular first. */
export const presets = [
  shopify,
  woo,
  webtoffee,
  wooAnalytics,
  stripe,
  paypal,
  paypalNl,
  square,
  etsy,
  magento,
  bigcommerce,
  amazon,
  superstore,
  uci,
  generic,
] as readonly Preset[];

/** The columns that a person named, by role; false where there is none, whatever the names say. */
export type NamedColumns = { readonly [Name in Role]?: string | false };

/** What the columns of some rows hold, and how that was decided. */
export interface Choice {
  /** In the order of the roles. */
  readonly mapping: Mapping;
  readonly preset: Preset;
}

/** A column name as it is compared: without case, marks and double spaces. */
function normalised(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/["'\s_]+/g, ' ')
    .trim();
}

/**
 * Decide which columns hold what: by the preset, but for the roles that a person named.
 *
 * @param wanted the preset that was named, or `auto`
 * @throws InputError when a column is not there, or two presets fit alike
 */
export function chosen(columns: readonly string[], given: NamedColumns, wanted: string): Choice {
  const named = withProduct(columns, given);
  assertThere(columns, named);
  const preset = presets.find(({ name }) => name === wanted) ?? fitting(columns, named) ?? generic;
  return { mapping: mappingOf(columns, named, preset), preset };
}

/** Flags that are not called as their role is. */
const flags: Readonly<Record<string, string>> = { tax: '--tax-column' };

/** Names of columns that say how many, and not what one costs. */
const quantities = /qty|quantit|aantal|stuks|menge|anzahl|cantidad|units|pieces/i;

/** What was named, with an amount such as `Quantity*UnitPrice` as the two columns that it is made of. */
function withProduct(columns: readonly string[], named: NamedColumns): NamedColumns {
  const { amount } = named;
  if (typeof amount !== 'string') return named;
  const factors = amount.split('*').map((name) => name.trim());
  const areThere = factors.every((name) => columnsNamed(columns, name).length === 1);
  // An amount that is named is no price of one, whatever else a preset would find.
  if (columnsNamed(columns, amount).length === 1 || factors.length !== 2 || !areThere) {
    return { ...named, quantity: false };
  }
  const [one = '', other = ''] = quantities.test(factors[1] ?? '') ? factors.toReversed() : factors;
  return { ...named, quantity: one, amount: other };
}

/** @throws InputError that names each column that is not there */
function assertThere(columns: readonly string[], named: NamedColumns): void {
  const problems = Object.entries(named).flatMap(([role, name]) =>
    name === false || columnsNamed(columns, name).length === 1
      ? []
      : [
          `${flags[role] ?? `--${role}`} must be a column of the rows${role === 'amount' ? ' or a product of two' : ''}, got ${name || "''"}; the columns are ${listed(columns)}`,
        ],
  );
  if (problems.length > 0) throw new InputError(problems);
}

/** The preset that the header fits; the generic one where no other does. */
function fitting(columns: readonly string[], named: NamedColumns): Preset | undefined {
  const scores = presets
    .map((preset) => ({ preset, score: scoreOf(columns, named, preset) }))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score);
  const [best, next] = scores;
  if (best === undefined) return undefined;
  if (next !== undefined && next.preset.name !== 'generic') {
    throw new InputError(
      `the columns must fit one preset best, got ${best.preset.name} and ${next.preset.name} alike; say which with --preset`,
    );
  }
  return best.preset;
}

const needed = ['customer', 'date', 'amount'] as const satisfies Role[];

/** What rows cannot be counted without, of which nothing was found. */
function missingOf(isFound: (role: Role) => boolean): Role[] {
  return needed.filter(
    (role) => !(role === 'customer' ? customerRoles.some(isFound) : isFound(role)),
  );
}

/** How well a header fits: each sign of the source counts two, each column found one. */
function scoreOf(columns: readonly string[], named: NamedColumns, preset: Preset): number {
  const isThere = (name: string) => columnsNamed(columns, name).length > 0;
  if (!preset.fingerprint.every((names) => [names].flat().some(isThere))) return 0;
  const found = roles.filter((role) => columnsOf(columns, named, preset, role).length > 0);
  const missing = missingOf((role) => found.includes(role));
  // An export that tells no customers is known by its signs, so that the reason is said.
  if (missing.some((role) => role !== 'customer' || preset.refusal === undefined)) return 0;
  // Signs count for more than columns, so that a shop's own export is not read as any table.
  return preset.fingerprint.length * 2 + found.length;
}

/** The columns that may hold a role: the one that was named, or those that the preset knows. */
function columnsOf(
  columns: readonly string[],
  named: NamedColumns,
  { columns: known }: Preset,
  role: Role,
): string[] {
  const own = named[role];
  if (own === false) return [];
  if (own !== undefined) return columnsNamed(columns, own);
  const taken = new Set(
    Object.values(named).flatMap((name) => (name === false ? [] : columnsNamed(columns, name))),
  );
  return (known[role] ?? [])
    .flatMap((name) => columnsNamed(columns, name).slice(0, 1))
    .filter((column) => !taken.has(column));
}

function mappingOf(columns: readonly string[], named: NamedColumns, preset: Preset): Mapping {
  const mapping: { [Name in Role]?: string } = {};
  for (const role of roles) {
    const [first] = columnsOf(columns, named, preset, role);
    if (first !== undefined) mapping[role] = first;
  }
  const missing = missingOf((role) => mapping[role] !== undefined);
  if (missing.includes('customer') && preset.refusal !== undefined) {
    throw new InputError(preset.refusal);
  }
  if (missing.length > 0) {
    const ways = missing.map((role) => `--${role}`);
    throw new InputError(
      `no column is known to hold the ${inWords(missing, 'or')}, got ${listed(columns)}; name ${missing.length === 1 ? 'it' : 'them'} with ${inWords(ways, 'and')}`,
    );
  }
  // Two people may have one name: it is no last resort of a row that lacks all else.
  if (surestRole(mapping) !== 'name') delete mapping.name;
  return mapping as Mapping;
}

/** A list of up to three in a sentence. */
const inWords = (words: readonly string[], last: string): string =>
  words.join(', ').replace(/, ([^,]*)$/, ` ${last} $1`);

/** The column of exactly this name, else those that differ only in case and marks. */
export function columnsNamed(columns: readonly string[], name: string): string[] {
  if (columns.includes(name)) return [name];
  return columns.filter((column) => normalised(column) === normalised(name));
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 12).map((column) => JSON.stringify(column).slice(1, -1));
  return `${shown.join(', ')}${columns.length > 12 ? ` and ${columns.length - 12} more` : ''}`;
}
