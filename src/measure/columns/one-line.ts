import type { Engine, Relation } from '../../engines/engine.ts';
import { InputError } from '../../errors.ts';
import type { Mapping } from './mapping.ts';
import type { Counted } from '../measure-orders.ts';

/** Text on two lines, or a line that holds cells of its own; a blank line around a text is none. */
const severalLines = '(?s)\\S\\s*[\\r\\n]\\s*\\S|[,;\\t|].*[\\r\\n]|[\\r\\n].*[,;\\t|]';

/**
 * A quote that opens in one row and closes rows later makes one cell of all that is between, by the
 * rules of CSV. No customer, date or amount has several lines, so there it is told; dates and amounts
 * are looked at only where some could not be read.
 *
 * @throws InputError when a cell that is used has several lines
 */
export async function assertOneLine(
  { query, dialect }: Engine,
  relation: Relation,
  mapping: Mapping,
  { ledger, occasions }: Counted,
): Promise<void> {
  if (relation.columnar) return;
  const several = (cell: string) => {
    const text = dialect.text(cell);
    // Few texts have a line break at all, which is quicker to see.
    const broken = ['\n', '\r'].map((sign) => `${text} like ${dialect.string(`%${sign}%`)}`);
    return `(${broken.join(' or ')}) and ${dialect.matches(text, severalLines)}`;
  };
  const unread = ledger.codes.some(({ code }) => code === 'R_DATE' || code === 'R_AMOUNT');
  const [date, amount] = [mapping.date, mapping.amount].map(dialect.identifier);
  const looks: readonly (readonly [string, string, string | undefined])[] = [
    ['the customer', `${occasions} as occasions`, 'customer'],
    ['the date', relation.from, unread ? date : undefined],
    ['the amount', relation.from, unread ? amount : undefined],
  ];
  for (const [subject, from, cell] of looks) {
    if (cell === undefined) continue;
    const [row] = await query(
      `select ${dialect.text(cell)} as cell from ${from} where ${several(cell)} limit 1`,
    );
    if (row === undefined) continue;
    throw new InputError(
      `${subject} of a row must be on one line, got ${JSON.stringify(String(row['cell']).slice(0, 40))}; see whether a quote stands open there`,
    );
  }
}
