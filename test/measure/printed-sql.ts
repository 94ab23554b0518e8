/** How long a line may become before it is broken. */
const width = 100;

/** A word, a text or a comma; or what is in brackets, or from `case` to `end`. */
type Piece = Word | Group;
interface Word {
  readonly text: string;
  /** Whether it follows a space. */
  readonly spaced: boolean;
}
interface Group extends Word {
  readonly pieces: readonly Piece[];
  readonly end: Word;
}
const closes: Readonly<Record<string, string>> = { '(': ')', case: 'end' };

function wordsOf(sql: string): Word[] {
  const found = sql.matchAll(/(\s*)('(?:[^']|'')*'|"(?:[^"]|"")*"|[(),;]|[^\s'"(),;]+)/g);
  return Array.from(found, ([, space = '', text = '']) => ({ text, spaced: space !== '' }));
}

/** The pieces up to `close`, which is taken off as well. */
function piecesOf(words: Word[], close?: string): { pieces: Piece[]; end: Word } {
  const pieces: Piece[] = [];
  for (;;) {
    const word = words.shift();
    if (word === undefined || word.text === close) {
      return { pieces, end: word ?? { text: '', spaced: false } };
    }
    const inner = closes[word.text];
    pieces.push(inner === undefined ? word : { ...word, ...piecesOf(words, inner) });
  }
}

const isGroup = (piece: Piece): piece is Group => 'pieces' in piece;
const isQuery = (pieces: readonly Piece[]) => /^(select|with)$/.test(pieces[0]?.text ?? '');

/** All on one line. */
function flat(pieces: readonly Piece[]): string {
  const text = pieces.map((piece) => {
    const space = piece.spaced ? ' ' : '';
    if (!isGroup(piece)) return space + piece.text;
    const between = piece.text === '(' ? '' : ' ';
    return `${space}${piece.text}${between}${flat(piece.pieces)}${between}${piece.end.text}`;
  });
  return text.join('').trim();
}

const hasQuery = (pieces: readonly Piece[]): boolean =>
  pieces.some((piece) => isGroup(piece) && (isQuery(piece.pieces) || hasQuery(piece.pieces)));

const isShort = (pieces: readonly Piece[], indent: string) =>
  !hasQuery(pieces) && indent.length + flat(pieces).length <= width;

const clauses =
  /^(select|with|from|where|having|window|limit|offset|union|except|((left|cross|inner|full) )?join|(group|order) by)\b/;

/** `left join` is broken before `left`, and `is distinct from` is no clause. */
const goesOn = (word = '') => /^(left|cross|inner|full|distinct)$/.test(word);

/** Where a line may be broken, the best place first. */
const breaks: readonly ((pieces: readonly Piece[], at: number) => boolean)[] = [
  (pieces, at) => clauses.test(flat(pieces.slice(at, at + 2))) && !goesOn(pieces[at - 1]?.text),
  (pieces, at) => /^(when|else)$/.test(pieces[at]?.text ?? ''),
  (pieces, at) => pieces[at - 1]?.text === ',',
  (pieces, at) => pieces[at]?.text === 'or',
  (pieces, at) => pieces[at]?.text === 'and' && pieces[at - 2]?.text !== 'between',
];

/**
 * The pieces in lines, broken at the best place that they have, and the parts again where they are long.
 *
 * @param hang how far all lines but the first are set in
 */
function lines(pieces: readonly Piece[], indent: string, hang: string): string {
  const ofQuery = isQuery(pieces);
  if (!ofQuery && isShort(pieces, indent)) return flat(pieces);
  const isBreak = breaks
    .slice(ofQuery ? 0 : 1)
    .find((each) => pieces.some((_, at) => at > 0 && each(pieces, at)));
  if (isBreak === undefined)
    return pieces
      .map((each) => opened(each, indent))
      .join('')
      .trim();
  const starts = pieces.flatMap((_, at) => (at === 0 || isBreak(pieces, at) ? [at] : []));
  const parts = starts.map((start, at) => pieces.slice(start, starts[at + 1]));
  const next = indent + hang;
  const print = ofQuery ? clause : (part: readonly Piece[], at: string) => lines(part, at, '  ');
  return parts.map((part) => print(part, next)).join(`\n${next}`);
}

/** A clause, which is no query although it may begin with `select`. */
function clause([first, ...rest]: readonly Piece[], indent: string): string {
  return `${first?.text} ${lines(rest, indent, '  ')}`;
}

/** A piece, of which what is in brackets has lines of its own where it is long or a query. */
function opened(piece: Piece, indent: string): string {
  if (!isGroup(piece) || isShort([piece], indent)) return (piece.spaced ? ' ' : '') + flat([piece]);
  const inside = lines(piece.pieces, `${indent}  `, '');
  return `${piece.spaced ? ' ' : ''}${piece.text}\n${indent}  ${inside}\n${indent}${piece.end.text}`;
}

/** A statement for a reader: a clause a line, what is inside of what by its indentation. */
export const printedSql = (sql: string): string => lines(piecesOf(wordsOf(sql)).pieces, '', '');
