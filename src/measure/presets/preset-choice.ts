import { InputError } from '../../errors.ts';
import generic from './generic.json' with { type: 'json' };
import shopify from './shopify.json' with { type: 'json' };
import stripe from './stripe.json' with { type: 'json' };
import woo from './woo.json' with { type: 'json' };
import { type Mapping, type Preset, type Role, roles, type Rules } from '../columns/mapping.ts';

/** The sources that are known, the most particular first. */
export const presets = [shopify, woo, stripe, generic] as readonly Preset[];

/** The columns that a person named, by role. */
export type NamedColumns = { readonly [Name in Role]?: string };

/** What the columns of some rows hold, and how that was decided. */
export interface Choice {
  /** In the order of the roles. */
  readonly mapping: Mapping;
  readonly rules: Rules;
  /** Absent where a person named the columns. */
  readonly preset: Preset | undefined;
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
 * Decide which columns hold what.
 *
 * @param wanted the preset that was named, or `auto`
 * @throws InputError when a column is not there, or two presets fit alike
 */
export function chosen(columns: readonly string[], named: NamedColumns, wanted: string): Choice {
  if (wanted === 'auto' && named.customer && named.date && named.amount) {
    return { mapping: namedMapping(columns, named), rules: genericRules(named), preset: undefined };
  }
  const preset = wanted === 'auto' ? fitting(columns) : presets.find(({ name }) => name === wanted);
  if (preset === undefined) throw nothingFits(columns);
  return { ...presetMapping(columns, named, preset), preset };
}

/** What a status means is known without a preset as well, once a column of them is named. */
function genericRules(named: NamedColumns): Rules {
  return named.status === undefined ? {} : generic.rules;
}

function nothingFits(columns: readonly string[]): InputError {
  return new InputError(
    `the columns must be ones that a preset knows, got ${listed(columns)}; name them with --customer, --date and --amount`,
  );
}

/** The preset that the header fits; the generic one where no other does. */
function fitting(columns: readonly string[]): Preset | undefined {
  const scores = presets
    .map((preset) => ({ preset, score: scoreOf(columns, preset) }))
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

/** How well a header fits: each sign of the source counts two, each column found one. */
function scoreOf(columns: readonly string[], { fingerprint, columns: known }: Preset): number {
  const there = new Set(columns.map(normalised));
  const has = (name: string) => there.has(normalised(name));
  if (!fingerprint.every(has)) return 0;
  const found = roles.filter((role) => known[role]?.some(has));
  const needed: readonly Role[] = ['customer', 'date', 'amount'];
  if (!needed.every((role) => found.includes(role))) return 0;
  // Signs count for more than columns, so that a shop's own export is not read as any table.
  return fingerprint.length * 2 + found.length;
}

function presetMapping(
  columns: readonly string[],
  named: NamedColumns,
  { columns: known, rules, name }: Preset,
): { mapping: Mapping; rules: Rules } {
  const mapping: Record<string, string | string[]> = {};
  const missing: string[] = [];
  for (const role of roles) {
    const own = named[role];
    const found =
      own === undefined
        ? (known[role] ?? []).flatMap((candidate) => {
            const column = columns.find((each) => normalised(each) === normalised(candidate));
            return column === undefined ? [] : [column];
          })
        : [columnNamed(columns, role, own)];
    const [first] = found;
    if (first !== undefined) mapping[role] = role === 'customer' ? found : first;
    else if (role === 'customer' || role === 'date' || role === 'amount') missing.push(role);
  }
  if (missing.length > 0) {
    throw new InputError(
      missing.map(
        (role) =>
          `the columns must hold ${role === 'amount' ? 'an' : 'a'} ${role} for preset ${name}, got ${listed(columns)}; name it with --${role}`,
      ),
    );
  }
  return { mapping: mapping as unknown as Mapping, rules };
}

function namedMapping(columns: readonly string[], named: NamedColumns): Mapping {
  const mapping: Record<string, string | string[]> = {};
  const problems: string[] = [];
  for (const [role, name] of Object.entries(named)) {
    try {
      const column = columnNamed(columns, role, name);
      mapping[role] = role === 'customer' ? [column] : column;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  const sorted = roles.flatMap((role) => (role in mapping ? [[role, mapping[role]] as const] : []));
  return Object.fromEntries(sorted) as unknown as Mapping;
}

/** The column of exactly this name, else the one that differs only in case and marks. */
function columnNamed(columns: readonly string[], role: string, name: string): string {
  if (columns.includes(name)) return name;
  const alike = columns.filter((column) => normalised(column) === normalised(name));
  const [only] = alike;
  if (only !== undefined && alike.length === 1) return only;
  throw new InputError(
    `--${role} must be a column of the rows, got ${name || "''"}; the columns are ${listed(columns)}`,
  );
}

function listed(columns: readonly string[]): string {
  const shown = columns.slice(0, 12).map((column) => JSON.stringify(column).slice(1, -1));
  return `${shown.join(', ')}${columns.length > 12 ? ` and ${columns.length - 12} more` : ''}`;
}
