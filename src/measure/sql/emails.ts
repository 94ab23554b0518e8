import type { Engine } from '../../engines/engine.ts';
import { customerPart, emailColumns } from '../columns/customer.ts';
import type { Plan } from '../plan.ts';

/** E-mail addresses, and rows without an id that have one of them. */
interface EmailCount {
  readonly emails: number;
  readonly rows: number;
}

/** What became of rows that have an e-mail address and no id. */
export interface EmailCounts {
  /** Of one id: its rows are those of the customer with this id. */
  readonly joined: EmailCount;
  /** Of several ids: its rows are of none of them. */
  readonly shared: EmailCount;
}

/**
 * The e-mail addresses that rows with an id share with rows without one, or with another id: each
 * with its only id, or none where there are several.
 */
export function emailsSelect(plan: Plan, id: string, email: string): string {
  const { identifier } = plan.dialect;
  const { email: address, customer } = emailColumns;
  return `select email as ${identifier(address)}, case when min(id) = max(id) then min(id) end as ${identifier(customer)}, count(*) - count(id) as clv_rows
from (select ${customerPart(plan, 'customer', id)} as id, ${customerPart(plan, 'email', email)} as email from ${plan.relation.from}) as people
where email is not null group by email having count(id) > 0 and (count(*) > count(id) or min(id) <> max(id))`;
}

/** How many e-mail addresses are of one id, and how many of several. */
export function emailCountsQuery({ dialect }: Plan, emails: string): string {
  const id = dialect.identifier(emailColumns.customer);
  const rows = (test: string) => `coalesce(sum(case when ${id} ${test} then clv_rows end), 0)`;
  return `select count(${id}) as joined, ${rows('is not null')} as joined_rows, count(*) - count(${id}) as shared, ${rows('is null')} as shared_rows
from ${emails} as emails`;
}

/** Keep which id each e-mail address is of, where rows without an id need it. */
export async function knownEmails(
  { keep, query }: Engine,
  plan: Plan,
): Promise<{ readonly emails?: string; readonly counts?: EmailCounts }> {
  const { customer, email } = plan.mapping;
  if (customer === undefined || email === undefined) return {};
  const emails = await keep('emails', emailsSelect(plan, customer, email));
  const [found = {}] = await query(emailCountsQuery(plan, emails));
  const of = (name: string) => Number(found[name]);
  const counts = {
    joined: { emails: of('joined'), rows: of('joined_rows') },
    shared: { emails: of('shared'), rows: of('shared_rows') },
  };
  return counts.joined.emails > 0 ? { emails, counts } : { counts };
}

/** What brings the id of its e-mail address to each row. */
export function emailJoin(plan: Plan): string {
  const { dialect, mapping, emails } = plan;
  if (emails === undefined || mapping.email === undefined) return '';
  const address = dialect.identifier(emailColumns.email);
  return ` left join ${emails} as emails on ${address} = ${customerPart(plan, 'email', mapping.email)}`;
}
