import type { Engine, Relation } from '../engines/engine.ts';
import { InputError, listed, shown } from '../errors.ts';
import { currencyColumn } from '../measure/columns/currency.ts';
import { withoutNames } from '../measure/columns/customer-names.ts';
import {
  chosen,
  type Choice,
  columnsNamed,
  type NamedColumns,
} from '../measure/presets/preset-choice.ts';
import type { RowOptions } from './flags/order-flags.ts';

/** The columns that were named or found, and what alone counts of them, where that was named. */
interface OrderColumns {
  readonly choice: Choice;
  readonly currency: string | undefined;
  readonly statuses: readonly string[] | undefined;
}

/**
 * The columns that were named or found, and the only currency and statuses that count, if named.
 *
 * @throws InputError
 */
export async function orderColumns(
  engine: Engine,
  relation: Relation,
  options: Pick<RowOptions, 'preset' | 'named' | 'currency'>,
): Promise<OrderColumns> {
  const { named, statuses } = withStatuses(relation, options.named);
  const { choice: byName, currency } = choiceOf(relation, { ...options, named });
  if (statuses !== undefined && byName.mapping.status === undefined) {
    throw new InputError(
      `--status must be a column of the rows, or the statuses that count in one that is known, got ${shown(String(options.named.status))}; the columns are ${listed(relation.columns.map(({ name }) => name))}`,
    );
  }
  const isNamed = options.named.customer !== undefined;
  const mapping = isNamed ? byName.mapping : await withoutNames(engine, relation, byName.mapping);
  const choice = { ...byName, mapping };
  const found = { choice, currency, statuses };
  if (mapping.currency !== undefined || options.currency === false) return found;
  // Where none was named, and none found by its name, there may still be one of currencies.
  const column = await currencyColumn(engine, relation, mapping);
  return column === undefined
    ? found
    : { ...found, choice: { ...choice, mapping: { ...mapping, currency: column } } };
}

/** The value of `--status` is a column, statuses that count, or both as `column:paid,pending`. */
function withStatuses(
  { columns }: Relation,
  named: NamedColumns,
): { readonly named: NamedColumns; readonly statuses: readonly string[] | undefined } {
  const { status, ...others } = named;
  const isColumn = (name: string) =>
    columnsNamed(
      columns.map((each) => each.name),
      name,
    ).length > 0;
  if (typeof status !== 'string' || isColumn(status)) return { named, statuses: undefined };
  const [, column, list = ''] = /^(?:(.*):)?([^:]*)$/s.exec(status) ?? [];
  const statuses = list.split(',').map((each) => each.trim());
  if (statuses.includes('')) return { named, statuses: undefined };
  return { named: column === undefined ? others : { ...others, status: column }, statuses };
}

/** The value of `--currency` is a column, a code, or both. */
function choiceOf(
  { columns }: Relation,
  { named, currency, preset }: Pick<RowOptions, 'preset' | 'named' | 'currency'>,
): { choice: Choice; currency: string | undefined } {
  const names = columns.map(({ name }) => name);
  if (currency === undefined || currency === false || names.includes(currency)) {
    const all = currency === undefined ? named : { ...named, currency };
    return { choice: chosen(names, all, preset), currency: undefined };
  }
  const [, column, code = ''] = /^(?:(.*):)?([A-Za-z]{3})$/s.exec(currency) ?? [];
  if (code === '') {
    throw new InputError(
      `--currency must be a column of the rows or a code such as EUR, got ${shown(currency)}; the columns are ${listed(names)}`,
    );
  }
  const all = column === undefined ? named : { ...named, currency: column };
  return { choice: chosen(names, all, preset), currency: code.toUpperCase() };
}
