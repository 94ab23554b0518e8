import { InputError } from '../errors.ts';

/** What a query is read in: texts, quoted names, comments, the texts of Postgres, and the rest. */
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?\1|[\s\S]/g;
const isComment = /^(--|\/\*)/;

/**
 * The one query of a file, without the semicolon that ends it and what is said behind it.
 *
 * @param subject what a message calls it
 * @throws InputError when there is none, or more than one
 */
export function oneQuery(text: string, subject: string): string {
  if (text.includes('\0')) {
    throw new InputError(`${subject} must be text, got a zero byte; save it as UTF-8`);
  }
  let query = '';
  let isSaid = false;
  let isEnded = false;
  for (const [part] of text.matchAll(token)) {
    const isBlank = /^\s*$/.test(part) || isComment.test(part);
    if (part === ';') isEnded = isEnded || isSaid;
    else if (isEnded && !isBlank) {
      throw new InputError(`${subject} must hold one query, got another one behind the ;`);
    } else if (!isEnded) {
      query += part;
      isSaid ||= !isBlank;
    }
  }
  if (!isSaid) throw new InputError(`${subject} must hold a query, got none`);
  return query;
}
