import type { StatementProgress } from '../engine.ts';
import type { TrinoError } from './trino-error.ts';

/** The part of an answer of the statement protocol that clv reads. */
export interface TrinoPage {
  readonly nextUri?: string;
  readonly columns?: readonly TrinoColumn[];
  readonly data?: readonly (readonly TrinoCell[])[];
  readonly stats?: {
    readonly progressPercentage?: number;
    readonly processedRows?: number;
    readonly completedSplits?: number;
    readonly totalSplits?: number;
  };
  readonly error?: TrinoError;
}

/** A cell as JSON has it. */
export type TrinoCell = string | number | boolean | object | null;

export interface TrinoColumn {
  readonly name: string;
  readonly type: string;
}

/** What a statement brings, one piece after the other; the first may have columns and no rows. */
export interface TrinoRows {
  readonly columns: readonly TrinoColumn[];
  readonly rows: readonly (readonly TrinoCell[])[];
}

export function progressOf({ stats = {} }: TrinoPage): StatementProgress {
  const {
    progressPercentage: percentage,
    processedRows: rows,
    completedSplits,
    totalSplits,
  } = stats;
  return {
    share: percentage === undefined ? undefined : percentage / 100,
    rows,
    splits: totalSplits ? { done: completedSplits ?? 0, all: totalSplits } : undefined,
  };
}
