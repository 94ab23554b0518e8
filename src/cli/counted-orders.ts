import type { Relation } from '../engines/engine.ts';
import { InputError } from '../errors.ts';
import { assertOneLine } from '../measure/columns/one-line.ts';
import { type CountHooks, type Counted, countOrders } from '../measure/measure-orders.ts';
import type { Choice } from '../measure/presets/preset-choice.ts';
import { warningsOf } from '../measure/warnings.ts';
import { mappingLine } from '../output/measure/mapping-line.ts';
import { numberFormat } from '../output/number-format.ts';
import { warningText } from '../output/measure/warning-text.ts';
import type { OrderOptions } from './flags/order-flags.ts';
import type { MeasureSource } from './measure-source.ts';
import { orderColumns } from './order-columns.ts';

/** Orders that were counted, and the columns that they are in. */
export interface CountedOrders {
  readonly choice: Choice;
  readonly counted: Counted;
}

/** How orders are found and counted. */
type CountOptions = Pick<OrderOptions, 'preset' | 'named' | 'currency' | 'measure' | 'output'>;

/**
 * Find the columns and count the orders.
 *
 * @param tell says lines beside the result
 * @param coded what is done with the code of each row, if it is wanted
 * @throws InputError when they cannot be counted
 */
export async function countedOrders(
  { engine, unread }: Pick<MeasureSource, 'engine' | 'unread'>,
  relation: Relation,
  request: CountOptions,
  tell: (lines: readonly string[]) => void,
  coded?: CountHooks['coded'],
): Promise<CountedOrders> {
  const { choice, currency, statuses } = await orderColumns(engine, relation, request);
  tell([mappingLine(choice)]);
  if (statuses !== undefined && request.measure.includeStatus) {
    throw new InputError(
      '--status says which statuses count and --include-status that all do; drop one of them',
    );
  }
  const options = { ...request.measure, currency, statuses };
  const counted = await countOrders(engine, relation, choice, options, { unread, coded });
  await assertOneLine(engine, relation, choice.mapping, counted);
  const { language } = request.output;
  const style = { language, format: numberFormat(request.output) };
  tell(warningsOf(counted).map((warning) => warningText(warning, style)));
  return { choice, counted };
}
