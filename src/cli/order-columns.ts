import type { Engine, Relation } from '../engines/engine.ts';
import { InputError, listed, shown } from '../errors.ts';
import { currencyColumn } from '../measure/columns/currency.ts';
import { withoutNames } from '../measure/columns/customer-names.ts';
import { chosen, type Choice } from '../measure/presets/preset-choice.ts';
import type { RowOptions } from './flags/order-flags.ts';

/**
 * The columns that were named or found, and the only currency that counts, if one was named.
 *
 * @throws InputError
 */
export async function orderColumns(
  engine: Engine,
  relation: Relation,
  options: Pick<RowOptions, 'preset' | 'named' | 'currency'>,
): Promise<{ choice: Choice; currency: string | undefined }> {
  const { choice: byName, currency } = choiceOf(relation, options);
  const isNamed = options.named.customer !== undefined;
  const mapping = isNamed ? byName.mapping : await withoutNames(engine, relation, byName.mapping);
  const choice = { ...byName, mapping };
  if (mapping.currency !== undefined || options.currency === false) return { choice, currency };
  // Where none was named, and none found by its name, there may still be one of currencies.
  const column = await currencyColumn(engine, relation, mapping);
  return column === undefined
    ? { choice, currency }
    : { choice: { ...choice, mapping: { ...mapping, currency: column } }, currency };
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
