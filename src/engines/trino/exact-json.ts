/**
 * Read JSON as JSON.parse does, but whole numbers of sixteen digits and more as texts: a double does
 * not carry their last ones. Who knows the type of a cell can make a bigint of it.
 */
export function parseExact(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  // Texts are matched so that digits inside them stay as they are.
  const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
  return JSON.parse(
    text.replace(tokens, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)),
  );
}
