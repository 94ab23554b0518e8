import { assertBuyer, type Buyer } from './buyer.ts';

/** The customers of a fit: those with the same x, t_x and T together, in a fixed order. */
export interface Cells {
  readonly length: number;
  readonly x: Float64Array;
  readonly t_x: Float64Array;
  readonly T: Float64Array;
  readonly count: Float64Array;
  /** All distinct times, and where in them each cell's t_x and T are. */
  readonly times: Float64Array;
  readonly timeOfLast: Int32Array;
  readonly timeOfEnd: Int32Array;
  /** Customers with more than i repeat purchases, for i from 0. */
  readonly withMore: Float64Array;
  readonly customers: number;
}

/**
 * Customers grouped by equal (x, t_x, T). The groups are in a fixed order, so that the order of
 * the rows changes nothing, not in the last bit.
 *
 * @throws RangeError when a buyer cannot be one
 */
export function cellsOf(buyers: Iterable<Buyer>): Cells {
  const grouped = new Map<number, Map<number, Map<number, number>>>();
  for (const buyer of buyers) {
    assertBuyer(buyer);
    const { x, t_x, T, count = 1 } = buyer;
    const ofEnd = entryOf(grouped, T, () => new Map<number, Map<number, number>>());
    const ofLast = entryOf(ofEnd, t_x, () => new Map<number, number>());
    ofLast.set(x, (ofLast.get(x) ?? 0) + count);
  }
  const rows: [T: number, t_x: number, x: number, count: number][] = [];
  for (const [T, ofEnd] of grouped) {
    for (const [t_x, ofLast] of ofEnd) {
      for (const [x, count] of ofLast) rows.push([T, t_x, x, count]);
    }
  }
  rows.sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
  return columnsOf(rows);
}

function entryOf<Value>(map: Map<number, Value>, key: number, create: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const created = create();
  map.set(key, created);
  return created;
}

function columnsOf(rows: readonly (readonly [number, number, number, number])[]): Cells {
  const times = Float64Array.from(new Set(rows.flatMap(([T, t_x]) => [T, t_x]))).sort();
  const place = new Map(Array.from(times, (time, index) => [time, index]));
  const x = Float64Array.from(rows, (row) => row[2]);
  const count = Float64Array.from(rows, (row) => row[3]);
  return {
    length: rows.length,
    x,
    t_x: Float64Array.from(rows, (row) => row[1]),
    T: Float64Array.from(rows, (row) => row[0]),
    count,
    times,
    timeOfLast: Int32Array.from(rows, (row) => place.get(row[1]) ?? NaN),
    timeOfEnd: Int32Array.from(rows, (row) => place.get(row[0]) ?? NaN),
    withMore: withMoreThan(x, count),
    customers: count.reduce((sum, value) => sum + value, 0),
  };
}

function withMoreThan(x: Float64Array, count: Float64Array): Float64Array {
  const most = x.reduce((largest, value) => Math.max(largest, value), 0);
  const withMore = new Float64Array(most);
  for (const [index, value] of x.entries()) {
    if (value > 0) withMore[value - 1] = (withMore[value - 1] as number) + (count[index] as number);
  }
  for (let index = most - 2; index >= 0; index--) {
    withMore[index] = (withMore[index] as number) + (withMore[index + 1] as number);
  }
  return withMore;
}

/** The same cells with other counts, one a cell; a cell may have none. */
export function withCounts(cells: Cells, count: Float64Array): Cells {
  return {
    ...cells,
    count,
    withMore: withMoreThan(cells.x, count),
    customers: count.reduce((sum, value) => sum + value, 0),
  };
}

/** Every so many-th cell: enough of them to start a search with. */
export function someCells(cells: Cells, most: number): Cells {
  const every = Math.ceil(cells.length / most);
  const chosen = (values: Float64Array) => values.filter((_, index) => index % every === 0);
  const [x, t_x, T, count] = [cells.x, cells.t_x, cells.T, cells.count].map(chosen);
  const rows = Array.from(x ?? [], (value, index): [number, number, number, number] => [
    T?.[index] as number,
    t_x?.[index] as number,
    value,
    count?.[index] as number,
  ]);
  return columnsOf(rows);
}
