import type { Cell, Column, ColumnType, EngineRow } from '../engine.ts';

export interface PostgresField {
  readonly name: string;
  readonly dataTypeID: number;
}

/** The numbers of the types, which are the same in every Postgres. */
const oid = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  oid: 26,
  text: 25,
  float4: 700,
  float8: 701,
  money: 790,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
} as const;

const types: Readonly<Record<number, ColumnType>> = {
  [oid.int8]: 'number',
  [oid.int2]: 'number',
  [oid.int4]: 'number',
  [oid.oid]: 'number',
  [oid.float4]: 'number',
  [oid.float8]: 'number',
  [oid.money]: 'number',
  [oid.numeric]: 'number',
  [oid.date]: 'date',
  [oid.timestamp]: 'timestamp',
  [oid.timestamptz]: 'zoned',
};

const asText = (cell: string): string => `(cast(${cell} as text) collate "C")`;

/**
 * What the columns hold, and how those are read that cannot be compared as they are: all texts by
 * their bytes, also those that pay no heed to case or are one of a list.
 *
 * @param categories the category that Postgres gives each type, `S` for texts and `E` for lists
 */
export function postgresColumns(
  fields: readonly PostgresField[],
  categories: ReadonlyMap<number, string>,
): { columns: Column[]; read: ReadonlyMap<string, (cell: string) => string> } {
  const read = new Map<string, (cell: string) => string>();
  const columns = fields.map(({ name, dataTypeID }): Column => {
    const known = types[dataTypeID];
    if (dataTypeID === oid.money) read.set(name, (cell) => `cast(${cell} as numeric)`);
    if (known !== undefined) return { name, type: known };
    read.set(name, asText);
    return { name, type: /[SEZ]/.test(categories.get(dataTypeID) ?? '') ? 'text' : 'other' };
  });
  return { columns, read };
}

/** A cell from the text that Postgres writes it as. */
function postgresCell(text: string | null, type: number): Cell {
  if (text === null) return null;
  switch (type) {
    case oid.bool:
      return text === 't';
    case oid.float4:
    case oid.float8:
      return Number(text);
    case oid.int2:
    case oid.int4:
    case oid.int8:
    case oid.oid:
    case oid.numeric: {
      const number = Number(text);
      return /^-?\d+$/.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
    }
    default:
      return text;
  }
}

export const postgresRow = (
  fields: readonly PostgresField[],
  cells: readonly (string | null)[],
): EngineRow =>
  Object.fromEntries(
    fields.map(({ name, dataTypeID }, at) => [name, postgresCell(cells[at] ?? null, dataTypeID)]),
  );
