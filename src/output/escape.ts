/**
 * The one place that makes a text from outside harmless where it is printed: a control character
 * moves the cursor, a bidi sign turns a line round, and the runner of a CI service takes what looks
 * like its commands for commands. There is one function for each medium.
 */

/** What has no look of its own: controls, format and bidi characters, line separators, lone surrogates. */
const unseen =
  /(?![\uFE0E\uFE0F])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** `##[group]`, `##vso[…]` and `##teamcity[…]`, which runners find anywhere in a line. */
const marker = /##(?=[a-z]*\[)/gi;

/** `::error::`, which GitHub's runner finds at the start of a line, after blanks. */
const command = /^(\s*):(?=:)/;

/** A text without any of them, as most are. */
const isPlain = /^(?!.*##)[ -~]*$/;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function unicode(sign: string): string {
  return Array.from(
    { length: sign.length },
    (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** A text in which nothing is unseen: an escape character is shown as `\u001b`. */
function visible(text: string): string {
  return text.replace(unseen, (sign) => short[sign] ?? unicode(sign));
}

function withoutMarkers(text: string): string {
  return text.replace(marker, String.raw`\u0023#`);
}

/** One line of a terminal or a log; a line end in it is shown like any other control. */
export function terminalLine(line: string): string {
  const safe = isPlain.test(line) ? line : withoutMarkers(visible(line));
  return safe.replace(command, String.raw`$1\u003a`);
}

/** Lines of a terminal or a log, each with its end. */
export function terminalLines(lines: readonly string[]): string {
  return lines.map((line) => `${terminalLine(line)}\n`).join('');
}

/** JSON with the same values: JSON can write any sign of a text as `\u001b`. */
export function jsonText(value: object | string, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  if (isPlain.test(text)) return text;
  // A line end that JSON.stringify left is its own.
  return withoutMarkers(text.replace(unseen, (sign) => (sign === '\n' ? sign : unicode(sign))));
}

/**
 * What a spreadsheet runs: a cell that starts with a sign of formulas, be it after blanks or of full
 * width; also behind a semicolon or a tab, which end a cell under other locales.
 */
const formula = /(^|[;\t])(?=[\s"]*(?:[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|::))/g;

/** A text as a cell of CSV, before it is quoted: an apostrophe makes text of what would be run. */
export function csvText(text: string): string {
  return withoutMarkers(visible(text.replace(formula, "$1'")));
}

/** A text within a line of GitHub's Markdown: it looks as it is, and is no link, image, tag or column. */
export function markdownText(text: string): string {
  return visible(text)
    .replace(/[\\|*`~[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\$&`)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/:(?=\/\/)/g, String.raw`\:`)
    .replace(/\bwww(?=\.)/gi, '$&\\')
    .replace(command, String.raw`$1\:`);
}

/** A text within an element or an attribute of XML 1.0, which has no way to write most controls. */
export function xmlText(text: string): string {
  return terminalLine(text)
    .replace(/[\uFFFE\uFFFF]/g, unicode)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Lines as the message of a workflow command of GitHub. */
export function commandMessage(lines: readonly string[]): string {
  return lines.map((line) => encoded(terminalLine(line))).join('%0A');
}

/** A property of a workflow command of GitHub, such as its file. */
export function commandProperty(text: string): string {
  const safe = withoutMarkers(visible(text));
  return encoded(safe).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function encoded(line: string): string {
  return line.replaceAll('%', '%25');
}
