import type { Cohort } from '../figures/retention.ts';
import { fewest, isFew } from './few.ts';

/** A cohort of which some ages carry no money. */
interface ShownCohort extends Omit<Cohort, 'cells'> {
  readonly cells: readonly (Omit<Cohort['cells'][number], 'cumulativeValue'> & {
    readonly cumulativeValue: number | null;
  })[];
}

/**
 * Cohorts with money at the ages alone at which enough of them bought: what fewer brought is in the
 * value of the next such age. What comes after the last one would be left when all is taken off a
 * sum, so it must be of nobody or of enough as well.
 *
 * @param isInWindow whether a period of a cohort is in the window, whose revenue is such a sum
 */
export function cohortCells(
  cohorts: readonly Cohort[],
  isInWindow: (cohort: Cohort, age: number) => boolean,
  areHidden: boolean,
): ShownCohort[] {
  const shown = cohorts.map(({ cells }) =>
    areHidden ? [] : cells.filter(({ customers }) => customers >= fewest).map(({ age }) => age),
  );
  for (const isInside of [true, false]) {
    const wanted = (at: number, age: number) => {
      const cohort = cohorts[at];
      return cohort !== undefined && isInWindow(cohort, age) === isInside;
    };
    while (isFew(leftCustomers(cohorts, shown, wanted))) {
      const at = smallestLast(cohorts, shown, wanted);
      // Where nothing more can be joined to what is left, no cohort has money.
      if (at === undefined) for (const ages of shown) ages.length = 0;
      else shown[at]?.pop();
      if (at === undefined) break;
    }
  }
  return cohorts.map((cohort, at) => ({
    ...cohort,
    cells: cohort.cells.map((cell) =>
      shown[at]?.includes(cell.age) === true ? cell : { ...cell, cumulativeValue: null },
    ),
  }));
}

type Wanted = (at: number, age: number) => boolean;

/** At least so many customers brought what comes after the last ages that are shown. */
function leftCustomers(
  cohorts: readonly Cohort[],
  shown: readonly (readonly number[])[],
  wanted: Wanted,
): number {
  const each = cohorts.map(({ cells }, at) => {
    const last = shown[at]?.at(-1) ?? -1;
    const counts = cells
      .filter(({ age }) => age > last && wanted(at, age))
      .map(({ age, customers, cumulativeValue }) => {
        const hasMoney = cumulativeValue !== (cells[age - 1]?.cumulativeValue ?? 0);
        return hasMoney ? Math.max(1, customers) : customers;
      });
    return Math.max(0, ...counts);
  });
  return each.reduce((sum, count) => sum + count, 0);
}

/** The cohort in whose last age that is shown the fewest bought. */
function smallestLast(
  cohorts: readonly Cohort[],
  shown: readonly (readonly number[])[],
  wanted: Wanted,
): number | undefined {
  let found: number | undefined;
  let least = Infinity;
  for (const [at, { cells }] of cohorts.entries()) {
    const last = shown[at]?.at(-1);
    if (last === undefined || !wanted(at, last)) continue;
    const customers = cells[last]?.customers ?? 0;
    if (customers >= least) continue;
    least = customers;
    found = at;
  }
  return found;
}
