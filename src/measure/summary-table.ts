/** The columns of a table with one row for each customer, by what they hold. */
export interface SummaryColumns {
  readonly customer: string | undefined;
  readonly x: string;
  readonly t_x: string;
  readonly T: string;
  readonly spend: string | undefined;
}

/** How clv, lifetimes, BTYD and CLVTools name the columns of such a table. */
const spellings: readonly (Required<Omit<SummaryColumns, 'customer'>> & { spend: string })[] = [
  { x: 'x', t_x: 't_x', T: 'T', spend: 'spend' },
  { x: 'frequency', t_x: 'recency', T: 'T', spend: 'monetary_value' },
  { x: 'x', t_x: 't.x', T: 'T.cal', spend: 'm.x' },
  { x: 'x', t_x: 't.x', T: 'T.cal', spend: 'Spending' },
];

/** What the customer is called beside them. */
const ids = ['customer', 'customer_id', 'CustomerID', 'cust', 'Id', 'id', 'ID'];

/** The columns of a summary of customers, by its header; undefined where it is none. */
export function summaryColumns(names: readonly string[]): SummaryColumns | undefined {
  const fitting = spellings.filter((spelling) =>
    [spelling.x, spelling.t_x, spelling.T].every((name) => names.includes(name)),
  );
  const spelling = fitting.find(({ spend }) => names.includes(spend)) ?? fitting[0];
  if (spelling === undefined) return undefined;
  return {
    ...spelling,
    spend: names.includes(spelling.spend) ? spelling.spend : undefined,
    customer: ids.find((id) => names.includes(id)),
  };
}

/** What tables for a fit hold: orders, a row for each customer, or counts that are told by their header. */
export type TableKind = 'orders' | 'summary' | 'rounds' | 'survivors';

/** What a table holds, by its header. */
export function tableKind(names: readonly string[]): TableKind {
  const has = (...columns: readonly string[]) => columns.every((name) => names.includes(name));
  if (summaryColumns(names) !== undefined) return 'summary';
  if (has('x', 't_x', 'n', 'customers')) return 'rounds';
  return has('period', 'customers') ? 'survivors' : 'orders';
}
