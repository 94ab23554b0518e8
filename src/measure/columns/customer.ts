import type { Plan } from '../plan.ts';
import { textOf } from './cell.ts';
import { columnOf } from './column-reading.ts';
import { customerRoles, type Mapping, surestRole } from './mapping.ts';

/** What programs and people write where they know no customer, in lower case. */
const placeholders =
  '0 0.0 - -- — ? na n/a n.a. #n/a nan nil null \\n none undefined empty (empty) unknown onbekend anonymous anoniem guest gast'.split(
    ' ',
  );

type CustomerRole = (typeof customerRoles)[number];

/** The columns of the id that `emails` tells of an e-mail address, and of that address. */
export const emailColumns = { email: 'clv email', customer: 'clv customer' } as const;

/** What a column says of the customer, placeholders left out; an e-mail address in lower case. */
export function customerPart(plan: Plan, role: CustomerRole, name: string): string {
  const { dialect, relation } = plan;
  const text = textOf(plan, name);
  const lower = dialect.lower(text);
  const words = placeholders.map(dialect.string).join(', ');
  const cases = [`when ${lower} in (${words}) then null`];
  if (role === 'email') cases.push(`else ${lower}`);
  else if (columnOf(relation, name).type === 'text') {
    cases.push(`when ${dialect.identifier(name)} like '%@%' then ${lower}`, `else ${text}`);
  } else cases.push(`else ${text}`);
  return `case ${cases.join(' ')} end`;
}

/** Who bought: an id, else the id that shares the e-mail address, else what is known of the person. */
export function customerOf(plan: Plan): string {
  const { dialect, mapping, relation, emails } = plan;
  const known = customerRoles.flatMap((role) => {
    const name = mapping[role];
    return name === undefined ? [] : [{ role, name }];
  });
  const [only] = known;
  if (only !== undefined && known.length === 1 && columnOf(relation, only.name).type === 'number') {
    // A number is a customer as it is, and is counted faster than its text; NaN is below nothing.
    const id = dialect.identifier(only.name);
    return `case when ${id} <> 0 and ${id} < 1e300 then ${id} end`;
  }
  const parts = known.map(({ role, name }) => customerPart(plan, role, name));
  if (emails !== undefined) parts.splice(1, 0, dialect.identifier(emailColumns.customer));
  return parts.length === 1 ? (parts[0] ?? '') : `coalesce(${parts.join(', ')})`;
}

/** The column that is named in messages about the customer. */
export const customerColumn = (mapping: Mapping): string =>
  mapping[surestRole(mapping) ?? 'customer'] ?? '';
