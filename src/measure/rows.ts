import type { Dialect, Relation } from '../engines/engine.ts';
import { type Code, numberOf } from './code.ts';
import type { Mapping, Role, Rules } from './mapping.ts';
import type { MeasureOptions } from './options.ts';
import { columnOf, type Reading } from './reading.ts';

/** All that the statements over the rows are made of. */
export interface Plan {
  readonly dialect: Dialect;
  readonly relation: Relation;
  readonly mapping: Mapping;
  readonly rules: Rules;
  readonly reading: Reading;
  readonly options: MeasureOptions;
}

/** The first and the last day that a date may be; beyond them stand the zeros of other programs. */
const days = { first: '1900-01-01', last: '2200-12-31' };

/**
 * The rows in the terms of the field: `ord`, `customer`, `day`, `amount`, `refund`, `currency`;
 * `fault`, the code of a row that is excluded or rejected for what it says itself, else 0; and
 * `h`, which is the same for rows that are equal in every column.
 *
 * @param carried further expressions to hand through, with their names
 * @param customers the only customers wanted, as a query of one column
 */
export function rowsSelect(
  plan: Plan,
  carried: readonly string[] = [],
  customers?: string,
): string {
  const { dialect, relation, mapping } = plan;
  const cells = [
    `${orderOf(plan)} as ord`,
    `${customerOf(plan)} as customer`,
    `${dayOf(plan)} as given_day`,
    `${amountOf(plan)} as amount`,
    `${refundOf(plan)} as refund`,
    `${currencyOf(plan)} as currency`,
    `${dialect.identifier(mapping.date)} as date_cell`,
    `${dialect.identifier(mapping.amount)} as amount_cell`,
    `${exclusionOf(plan)} as excluded`,
    `${dialect.hash(relation.columns.map(({ name }) => dialect.identifier(name)))} as h`,
    ...carried,
  ];
  const only = customers === undefined ? '' : ` where ${customerOf(plan)} in (${customers})`;
  const names = carried.map((each) => each.replace(/^.* as /, ''));
  const inRange = `given_day between ${dialect.date(days.first)} and ${dialect.date(days.last)}`;
  const ranged = `select *, case when ${inRange} then given_day end as day from (${dialect.settled(`select ${cells.join(', ')} from ${relation.from}${only}`)}) as cells`;
  return `select ${['ord, customer, day, amount, refund, currency, h', ...names].join(', ')}, ${faultOf(plan)} as fault from (${dialect.settled(ranged)}) as ranged`;
}

/** The order of each row, as a number or as text without blanks around it. */
export function ordersSelect(plan: Plan): string {
  const { dialect, relation, mapping } = plan;
  const { order = '', id } = mapping;
  // Numbers are told apart in half the time of texts.
  const isNumber = id === undefined && columnOf(relation, order).type === 'number';
  return `select ${isNumber ? dialect.identifier(order) : orderOf(plan)} as ord from ${relation.from}`;
}

/** A row without an order stands alone, so what it lacks is a fault; a line of an order may lack it. */
function faultOf(plan: Plan): string {
  const { mapping } = plan;
  const alone = mapping.order === undefined;
  const noDate = blank(plan, mapping.date, 'date_cell');
  const noAmount = blank(plan, mapping.amount, 'amount_cell');
  const without = (isBlank: string) => (alone ? '' : ` and (ord is null or not ${isBlank})`);
  return [
    'case when excluded > 0 then excluded',
    // Most rows have both, and a case looks no further than it must.
    'when day is not null and amount is not null then 0',
    `when ${noDate} and ${noAmount} and customer is null${alone ? '' : ' and ord is null'} then ${numberOf('R_SHAPE')}`,
    `when day is null${without(noDate)} then ${numberOf('R_DATE')}`,
    `when amount is null${without(noAmount)} then ${numberOf('R_AMOUNT')}`,
    'else 0 end',
  ].join(' ');
}

/** A column as text without blanks around it, null where nothing is left. */
function textOf({ dialect, relation }: Plan, name: string): string {
  const { type } = columnOf(relation, name);
  const cell = dialect.identifier(name);
  return type === 'text' ? `nullif(${dialect.trim(cell)}, '')` : dialect.text(cell);
}

/** Whether a column holds nothing, where it is at hand under another name. */
function blank({ dialect, relation }: Plan, name: string, cell: string): string {
  return columnOf(relation, name).type === 'text'
    ? `coalesce(${dialect.trim(cell)}, '') = ''`
    : `${cell} is null`;
}

/**
 * The order of a row. Where several share a name, all but the first by `id` have it behind the name;
 * further lines, which have no `id`, stay with the first.
 */
function orderOf(plan: Plan): string {
  const { order, id } = plan.mapping;
  if (order === undefined) return plan.dialect.text("''");
  const name = textOf(plan, order);
  if (id === undefined) return name;
  const own = textOf(plan, id);
  return `case when ${own} <> min(${own}) over (partition by ${name}) then ${name} || ' ' || ${own} else ${name} end`;
}

/** The first name that is not empty; an e-mail address in lower case, a guest as none. */
function customerOf(plan: Plan): string {
  const { dialect, mapping, rules, relation } = plan;
  const [only] = mapping.customer;
  if (only !== undefined && mapping.customer.length === 1 && rules.guests === undefined) {
    // A number is a customer as it stands, and is counted faster than its text.
    if (columnOf(relation, only).type === 'number') return dialect.identifier(only);
  }
  const guests = (rules.guests ?? []).map(dialect.string).join(', ');
  const names = mapping.customer.map((name) => {
    const text = textOf(plan, name);
    const known = guests === '' ? text : `case when ${text} not in (${guests}) then ${text} end`;
    if (columnOf(relation, name).type !== 'text') return known;
    return `case when ${dialect.identifier(name)} like '%@%' then ${dialect.lower(known)} else ${known} end`;
  });
  return names.length === 1 ? (names[0] ?? '') : `coalesce(${names.join(', ')})`;
}

function currencyOf(plan: Plan): string {
  const { dialect, mapping } = plan;
  if (mapping.currency === undefined) return dialect.text("''");
  return `coalesce(${dialect.upper(textOf(plan, mapping.currency))}, '')`;
}

function dayOf({ dialect, relation, mapping, reading, options: { zone } }: Plan): string {
  const { name, type } = columnOf(relation, mapping.date);
  const cell = dialect.identifier(name);
  if (type === 'date') return cell;
  if (type === 'timestamp') return dialect.dayOfTimestamp(cell);
  if (type === 'zoned') return dialect.dayOfZoned(cell, zone);
  const text = type === 'text' ? dialect.trim(cell) : dialect.text(cell);
  const spelled = spelledYearFirst(dialect, text, reading.dateFormat);
  // Most dates are written as the engine reads them: only the others are spelled anew.
  const day = `coalesce(${dialect.dayOfText(text)}, ${dialect.dayOfText(spelled)})`;
  if (!reading.zoned) return reading.dateFormat === 'ymd' ? day : dialect.dayOfText(spelled);
  const isZoned = dialect.matches(spelled, ':\\d\\d.*(Z|[+-]\\d\\d(:?\\d\\d)?)$');
  return `case when ${isZoned} then ${dialect.dayOfZonedText(spelled, zone)} else ${dialect.dayOfText(spelled)} end`;
}

function spelledYearFirst(dialect: Dialect, text: string, format: Reading['dateFormat']): string {
  const parts = '^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})';
  // Under another reading a date with the year first is still one that all read alike.
  switch (format) {
    case 'ymd':
      return `case when ${dialect.matches(text, '^\\d{4}-\\d{1,2}-\\d{1,2}')} then ${text} else ${dialect.replace(text, '^(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2})', '\\1-\\2-\\3')} end`;
    case 'compact':
      return dialect.replace(text, '^(\\d{4})(\\d{2})(\\d{2})$', '\\1-\\2-\\3');
    case 'dmy':
      return dialect.replace(text, parts, '\\3-\\2-\\1');
    case 'mdy':
      return dialect.replace(text, parts, '\\3-\\1-\\2');
  }
}

/** What the customer paid for the goods: the amount less tax and shipping, as far as they are known. */
function amountOf(plan: Plan): string {
  const { dialect, mapping } = plan;
  const total = moneyOf(plan, mapping.amount);
  const { factor, shipping } = netting(plan);
  const net = mapping.tax === undefined ? total : `(${total} - ${orNone(plan, mapping.tax)})`;
  if (factor !== undefined) return dialect.money(`${dialect.double(net)} * ${factor}`);
  return shipping === undefined ? net : `(${net} - ${shipping})`;
}

/** Whether the rows tell of refunds beside their amounts. */
export function tellsRefunds({ mapping, rules }: Plan): boolean {
  return (
    mapping.refunded !== undefined ||
    (mapping.status !== undefined && rules.refundedStatuses !== undefined)
  );
}

/** What was paid back, in the same terms as the amount. */
function refundOf(plan: Plan): string {
  const { dialect, mapping, rules } = plan;
  const statuses = (rules.refundedStatuses ?? []).map(dialect.string).join(', ');
  const whole =
    mapping.status === undefined || statuses === ''
      ? undefined
      : `${dialect.lower(textOf(plan, mapping.status))} in (${statuses})`;
  const part = mapping.refunded === undefined ? '0' : refundedPart(plan, mapping.refunded);
  return whole === undefined ? part : `case when ${whole} then ${amountOf(plan)} else ${part} end`;
}

/** A refund is of the total, so its share of the total is taken off the net amount. */
function refundedPart(plan: Plan, refunded: string): string {
  const { dialect, mapping } = plan;
  const back = orNone(plan, refunded);
  if (mapping.tax === undefined && mapping.shipping === undefined) return back;
  const total = moneyOf(plan, mapping.amount);
  const share = `${dialect.double(back)} / nullif(${dialect.double(total)}, 0)`;
  return `case when ${back} = ${total} then ${amountOf(plan)} else coalesce(${dialect.money(`${dialect.double(amountOf(plan))} * (${share})`)}, 0) end`;
}

/** How shipping is taken off: pro rata over the subtotal where that is known, else as it stands. */
function netting(plan: Plan): { factor?: string; shipping?: string } {
  const { dialect, mapping } = plan;
  if (mapping.shipping === undefined) return {};
  const shipping = orNone(plan, mapping.shipping);
  if (mapping.subtotal === undefined) return { shipping };
  const subtotal = dialect.double(orNone(plan, mapping.subtotal));
  return {
    factor: `coalesce(${subtotal} / nullif(${subtotal} + ${dialect.double(shipping)}, 0), 1)`,
  };
}

function orNone(plan: Plan, name: string): string {
  return `coalesce(${moneyOf(plan, name)}, 0)`;
}

/** An amount written under the decimal sign that was decided, or null. */
function moneyOf({ dialect, relation, reading }: Plan, name: string): string {
  const { type } = columnOf(relation, name);
  const cell = dialect.identifier(name);
  if (type !== 'text') return dialect.money(cell, type);
  const comma = reading.decimal === 'comma';
  const [point, thousands] = comma ? [',', '[.]'] : ['[.]', ','];
  const currency = '(€|\\$|£|¥|[A-Z]{2,3})?\\s*';
  const number = `(\\d{1,3}((${thousands}|[ \u00a0\u202f'’])\\d{3})+|\\d+)?(${point}\\d*)?`;
  const shape = `^\\s*[(]?[-+−]?\\s*${currency}[-+−]?\\s*${number}\\s*${currency}[-−]?[)]?\\s*$`;
  const digits = dialect.replace(cell, comma ? '[^0-9,]' : '[^0-9.]', '');
  const plain = comma ? dialect.replace(digits, ',', '.') : digits;
  const sign = `case when ${dialect.matches(cell, '[-−(]')} then '-' else '' end`;
  const careful = `case when ${dialect.matches(cell, shape)} then ${dialect.money(`${sign} || ${plain}`)} end`;
  if (comma) return careful;
  // Most amounts are written as the engine reads them: only the others are looked at.
  return `coalesce(${dialect.money(cell)}, ${careful})`;
}

/** The code of a row that is no sale whatever it holds, else 0. */
function exclusionOf(plan: Plan): string {
  const { dialect, mapping, rules, options } = plan;
  const cases: string[] = [];
  const value = (role: Exclude<Role, 'customer'>) => {
    const name = mapping[role];
    return name === undefined ? undefined : dialect.lower(textOf(plan, name));
  };
  const add = (code: Code, role: Exclude<Role, 'customer'>, test: (cell: string) => string) => {
    const cell = value(role);
    if (cell !== undefined) cases.push(`when ${test(cell)} then ${numberOf(code)}`);
  };
  const list = (texts: readonly string[] = []) => texts.map(dialect.string).join(', ');
  if (rules.liveModes) add('X_TEST', 'mode', (cell) => `${cell} not in (${list(rules.liveModes)})`);
  for (const text of rules.testMethods ?? []) {
    add('X_TEST', 'method', (cell) => `position(${dialect.string(text)} in ${cell}) > 0`);
  }
  if (rules.saleKinds) {
    add('X_NOT_SALE', 'kind', (cell) => `${cell} not in (${list(rules.saleKinds)})`);
  }
  if (!options.includeStatus) {
    add(
      'X_STATUS',
      'cancelled',
      (cell) => `${cell} is not null and ${cell} not in ('false', '0', 'no')`,
    );
    add('X_STATUS', 'captured', (cell) => `${cell} in ('false', '0', 'no')`);
    if (rules.lostDisputes) {
      add('X_STATUS', 'dispute', (cell) => `${cell} in (${list(rules.lostDisputes)})`);
    }
    if (rules.droppedStatuses) {
      add('X_STATUS', 'status', (cell) => `${cell} in (${list(rules.droppedStatuses)})`);
    }
  }
  return cases.length === 0 ? '0' : `case ${cases.join(' ')} else 0 end`;
}
