import type { Grid } from './grid.ts';

/** One cohort: its size and, from its first period on, who bought again. */
export interface HeatRow {
  readonly label: string;
  readonly size: number;
  readonly shares: readonly { readonly share: number; readonly mature: boolean }[];
}

/** Put a text on a ground that is the darker the larger its share is. */
type Shade = (text: string, share: number) => string;

/** A table of cohorts, ready for either kind of printing. */
export interface HeatMap {
  /** The first age that the width has no room for, and the last; absent where all are there. */
  readonly left?: readonly [number, number];
  readonly grid: Grid;
  text(this: void, shade: Shade | undefined): string;
}

const cellWidth = 5;

/** Cohorts under each other, the latest that fit; ages beside each other, as many as the width takes. */
export function heatMap(
  rows: readonly HeatRow[],
  width: number,
  { cohort, size }: { readonly cohort: string; readonly size: string },
): HeatMap {
  const sizes = rows.map((row) => String(row.size).length);
  const lead = 9 + Math.max(size.length, ...sizes);
  const last = Math.max(0, ...rows.map(({ shares }) => shares.length - 1));
  const ages = Math.max(0, Math.min(last, Math.floor((width - lead) / cellWidth)));
  const header = Array.from({ length: ages }, (_, at) => `+${at + 1}`);
  const cellOf = (row: HeatRow, at: number): string => {
    const cell = row.shares[at + 1];
    if (cell === undefined) return '';
    const percent = Math.round(cell.share * 100);
    return `${percent}${cell.mature ? '' : '*'}`;
  };
  return {
    ...(ages < last && { left: [ages + 1, last] as const }),
    grid: {
      header: [cohort, size, ...header],
      numbers: [false, true, ...header.map(() => true)],
      groups: [
        rows.map((row) => [row.label, String(row.size), ...header.map((_, at) => cellOf(row, at))]),
      ],
    },
    text(shade) {
      const first = `${cohort} ${size.padStart(lead - cohort.length - 1)}${header.map((age) => age.padStart(cellWidth)).join('')}`;
      const lines = rows.map((row) => {
        const cells = header.map((_, at) => {
          const text = cellOf(row, at).padStart(cellWidth - 1);
          const share = row.shares[at + 1]?.share;
          return ` ${shade === undefined || share === undefined ? text : shade(text, share)}`;
        });
        return `${row.label}${String(row.size).padStart(lead - row.label.length)}${cells.join('')}`;
      });
      return `${[first, ...lines].map((line) => line.trimEnd()).join('\n')}\n`;
    },
  };
}
