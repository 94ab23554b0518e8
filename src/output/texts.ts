import { csvRows } from './csv.ts';
import { jsonLine } from './json.ts';
import type { OutputFormat, TextFormat } from './output-format.ts';

type Text = string | Promise<string>;

/** What the formats write of a result. */
export interface Contents {
  /** The whole as JSON. */
  json(this: void): Text;
  /** Its lines for NDJSON. */
  lines(this: void): readonly object[];
  /** Its lines for CSV: plain values by name. */
  rows(this: void): readonly Readonly<Record<string, unknown>>[];
  /** Its tables and sentences, for people. */
  page(this: void, format: TextFormat): Text;
}

/** The text of a result in each format, made when it is asked for; only a table is always there. */
export type Texts = { readonly [format in OutputFormat]?: () => Text } & {
  readonly table: () => Text;
};

export function textsOf({ json, lines, rows, page }: Contents): Texts {
  return {
    json,
    ndjson: () => lines().map(jsonLine).join(''),
    csv: () => csvRows(rows()),
    table: () => page('table'),
    markdown: () => page('markdown'),
  };
}

/** The text in the format that was asked for; a table where none was, or the result has no such text. */
export function textIn(format: OutputFormat | undefined, texts: Texts): Text {
  return (texts[format ?? 'table'] ?? texts.table)();
}
