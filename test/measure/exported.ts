import { fileOf } from './run.ts';

/** How a row of an export differs from the one that all rows are like. */
type Cells = Readonly<Record<string, string>>;

/** How an export is written. */
interface Writing {
  /** The columns, as the header has them: put between the cells what is between the names. */
  readonly header: string;
  /** What a row holds where it says nothing else. */
  readonly usual?: Cells;
  readonly rows: readonly Cells[];
}

/** A synthetic export: each row names the cells that matter to it. */
export function exported({ header, usual = {}, rows }: Writing): string {
  const delimiter = /[;\t]/.exec(header)?.[0] ?? ',';
  const names = header.split(delimiter).map((name) => name.trim());
  const unknown = [usual, ...rows].flatMap(Object.keys).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`no column ${unknown.join(', ')}`);
  const lines = rows.map((row) =>
    names.map((name) => quoted(row[name] ?? usual[name] ?? '', delimiter)).join(delimiter),
  );
  return fileOf(`${[names.join(delimiter), ...lines].join('\n')}\n`);
}

const quoted = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
