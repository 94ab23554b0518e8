/** Blanks as they are put between a number and its currency, and between thousands. */
const blank = '[\\s\u00a0\u202f]*';
const minus = '-−';

/** A sign, an abbreviation or a code; `$` and `kr` are of several currencies. */
const currency =
  '([A-Z]{0,2}[$]|[€£¥₹₺₩₽₪₫₱฿]|kr[.]?|Rs[.]?|Fr[.]?|zł|Kč|Ft|lei|лв[.]?|[A-Z]{2,3})';

/** Full stops of abbreviations, and all else that is no part of a number. */
const abbreviated = '(kr|Rs|Fr|лв)[.]';

/** All that is put around the currency of an amount. */
export const notCurrency = `[${minus}–—\\s\u00a0\u202f\\d.,'’()+]`;

/** How an amount is written under a decimal sign. */
function shapesOf(point: string, thousands: string) {
  const around = `(${currency}${blank})?`;
  // A dash where the cents would be is no minus: 12,- and 12,-- are 12.
  const cents = `${point}(\\d*|[${minus}–—]{1,2})`;
  const number = `(\\d{1,3}((${thousands}|[ \u00a0\u202f'’])\\d{3})+|\\d+)?(${cents})?`;
  const before = `${blank}[(]?[-+−]?${blank}${around}[-+−]?${blank}`;
  return {
    shape: `^${before}${number}${blank}${around}[${minus}]?[)]?${blank}$`,
    negative: `^[^\\d]*[${minus}(]|[^${minus}–—,.][${minus}]${blank}$`,
    notDigits: `${abbreviated}|[^0-9${point.replaceAll(/[[\]]/g, '')}]`,
  };
}

export const amountShapes = {
  point: shapesOf('[.]', ','),
  comma: shapesOf(',', '[.]'),
};

/** The patterns that tell one reading of amounts from another, by what they speak for. */
export const amountPatterns = {
  point:
    '(^|[^.\\d])\\d*\\.(\\d{1,2}|\\d{4,})\\D*$|\\d,\\d{3}\\.|,\\d{3},|(^|\\D)0?\\.\\d{3}\\D*$|\\d\\.[-−–—]',
  comma:
    '(^|[^,\\d])\\d*,(\\d{1,2}|\\d{4,})\\D*$|\\d\\.\\d{3},|\\.\\d{3}\\.|(^|\\D)0?,\\d{3}\\D*$|\\d,[-−–—]',
  either: '(^|\\D)[1-9]\\d{0,2}[.,]\\d{3}\\D*$',
};
