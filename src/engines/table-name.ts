import { InputError } from '../errors.ts';

/**
 * The parts of a table's name: `shop.orders` has two, `"a.b"` has one. Without quotes a part is taken
 * as it stands, with all its signs but the point.
 *
 * @throws InputError when a part is empty, or a quote is not closed
 */
export function tableName(text: string, flag = '--table'): string[] {
  const parts: string[] = [];
  for (let rest = text; ;) {
    const [whole, quoted, bare] = /^(?:"((?:[^"]|"")*)"(?=\.|$)|([^".][^.]*))/.exec(rest) ?? [];
    const part = bare ?? quoted?.replaceAll('""', '"');
    if (whole === undefined || part === undefined || part === '' || part.includes('\0')) {
      throw new InputError(
        `${flag} must be a name such as orders, shop.orders or "my.orders", got ${text || "''"}`,
      );
    }
    parts.push(part);
    if (whole.length === rest.length) return parts;
    rest = rest.slice(whole.length + 1);
  }
}
