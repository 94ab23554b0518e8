import type { Column, Dialect, Engine, Relation } from '../../engines/engine.ts';

/** Rows that are looked at before a reading is decided; all are, where these do not tell. */
const sampled = 20_000;

/** How many texts match each of some patterns, by their names. */
export type Counts = Readonly<Record<string, number>>;

/** How many texts of a column match each pattern. */
export function patternsQuery(
  { identifier, matches, text }: Dialect,
  from: string,
  column: Column,
  patterns: Readonly<Record<string, string>>,
): string {
  const sums = Object.entries(patterns).map(
    ([name, pattern]) =>
      `count(*) filter (where ${matches('cell', pattern)}) as ${identifier(name)}`,
  );
  const own = identifier(column.name);
  const cell = column.type === 'text' ? own : text(own);
  return `select ${sums.join(', ')} from (select ${cell} as cell from ${from}) as sample`;
}

/** How many texts of a column match each pattern, in its first rows or in all. */
export async function countsOf(
  { dialect, query }: Engine,
  { from }: Relation,
  column: Column,
  patterns: Readonly<Record<string, string>>,
  all = false,
): Promise<Counts> {
  const rows = all ? from : `${from} limit ${sampled}`;
  const [row = {}] = await query(patternsQuery(dialect, rows, column, patterns));
  return Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)]));
}

/** The first text of a column that matches a pattern. */
export async function exampleOf(
  { dialect, query }: Engine,
  { from }: Relation,
  { name }: Column,
  pattern: string,
): Promise<string> {
  const cell = dialect.text(dialect.identifier(name));
  const [row] = await query(
    `select ${cell} as cell from ${from} where ${dialect.matches(cell, pattern)} limit 1`,
  );
  return String(row?.['cell']).trim();
}

/** Whether there are texts that can be read both ways, and none that speak for one of them. */
export function isOpen(found: Counts, one: string, other: string): boolean {
  return (found['either'] ?? 0) > 0 && (found[one] ?? 0) === 0 && (found[other] ?? 0) === 0;
}
