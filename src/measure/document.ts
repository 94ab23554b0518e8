import { measuredVersion } from '../quantities.ts';
import type { Preset } from './columns/mapping.ts';
import type { Measurement } from './figures/measurement.ts';
import { type MoneyParts, withoutSmallCells } from './small-cells/small-cells.ts';
import { withheldReasons } from './figures/withheld.ts';

/** A file that was measured, so that it can be told from another. */
export interface MeasuredFile {
  readonly name: string;
  readonly sha256: string;
  /** Data rows, also those that could not be read. */
  readonly rows: number;
}

/** What was measured in an engine, where it was no file. */
export interface MeasuredSource {
  readonly engine: string;
  readonly table?: string;
  readonly querySha256?: string;
}

/**
 * What measured.json holds: aggregates only, its headline numbers at the top.
 *
 * @param keepsSmallCells whether money of fewer than five customers stays
 */
export function measuredDocument(
  measurement: Measurement,
  preset: Preset,
  files: readonly MeasuredFile[],
  source: MeasuredSource | undefined,
  keepsSmallCells: boolean,
): object {
  const { window, history, currency, period, interpurchase } = measurement;
  const parts: MoneyParts = keepsSmallCells ? measurement : withoutSmallCells(measurement);
  const { ledger, figures, withheld, cohorts, rfm, concentration } = parts;
  const { from, to, months } = window;
  return {
    schema: measuredVersion,
    preset: preset.name,
    files,
    ...(source && { source }),
    window: { from, to, months, first: history.from, asOf: history.asOf, tz: measurement.zone },
    currency: currency ?? null,
    ledger,
    ...figures,
    withheld: Object.fromEntries(
      Object.entries(withheld).map(([name, reason]) => [name, withheldReasons[reason].en]),
    ),
    period,
    cohorts,
    rfm,
    concentration: concentration ?? null,
    interpurchase,
  };
}
