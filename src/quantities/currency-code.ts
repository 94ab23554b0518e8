/** The code of a currency, such as EUR; undefined for a text that is none, as Euro or a sign. */
export function currencyCode(text: unknown): string | undefined {
  return typeof text === 'string' && /^[A-Z]{3}$/.test(text) ? text : undefined;
}
