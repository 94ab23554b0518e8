import type { Engine, Relation } from '../../engines/engine.ts';
import { columnOf } from './column-reading.ts';
import type { Mapping } from './mapping.ts';

/** Rows that are looked at, to see whether a column holds names. */
const sampled = 20_000;

/** Two words, as of a name and hardly of an id. */
const words = '[^\\d\\s]\\s+[^\\d\\s]';

/**
 * The mapping without a column of names where an id is wanted: what is only called `customer` may be
 * either, and two people may have one name, so there an e-mail address or a phone number is surer.
 */
export async function withoutNames(
  { query, dialect }: Engine,
  relation: Relation,
  mapping: Mapping,
): Promise<Mapping> {
  const { customer, ...others } = mapping;
  if (customer === undefined || (others.email ?? others.phone) === undefined) return mapping;
  if (columnOf(relation, customer).type !== 'text') return mapping;
  const [found = {}] = await query(
    `select count(nullif(${dialect.trim('cell')}, '')) as n, count(*) filter (where ${dialect.matches('cell', words)}) as names from (select ${dialect.identifier(customer)} as cell from ${relation.from} limit ${sampled}) as sample`,
  );
  return Number(found['names']) * 2 > Number(found['n']) ? others : mapping;
}
