import { monthNumber } from '../../calendar.ts';
import type { Concentration, Rfm } from '../figures/concentration.ts';
import type { Figure } from '../figures/measured-figure.ts';
import type { Measurement } from '../figures/measurement.ts';
import { type Cohort, monthsOf } from '../figures/retention.ts';
import type { Withheld } from '../figures/withheld.ts';
import { cohortCells } from './cohort-cells.ts';
import { fewest, isFew } from './few.ts';
import { ledgerCells } from './ledger-cells.ts';

/** The parts of a measurement that hold money, as they may leave the house. */
export interface MoneyParts {
  readonly ledger: object;
  readonly figures: object;
  readonly withheld: Withheld;
  readonly cohorts: readonly object[];
  readonly rfm: object;
  readonly concentration: object | undefined;
}

/**
 * The parts of a measurement without money of fewer than five customers: neither as it is nor as what
 * is left when parts are taken off a sum.
 */
export function withoutSmallCells(measurement: Measurement): MoneyParts {
  const { figures, people, period, window } = measurement;
  const areFew = people.active < fewest;
  // Those who have money in one of two sums alone, the window and all days, would be left between them.
  const isAllHidden = areFew || isFew(people.outside) || isFew(people.never);
  const isInWindow = ({ start }: Cohort, age: number) =>
    monthNumber(start) + age * monthsOf(period) >= monthNumber(window.from);
  return {
    ledger: ledgerCells(measurement.ledger, isAllHidden),
    figures: areFew ? { ...figures, ...withoutValues(figures) } : figures,
    withheld: areFew
      ? {
          ...measurement.withheld,
          revenue: 'fewCustomers',
          averageValue: 'fewCustomers',
          avg: 'fewCustomers',
        }
      : measurement.withheld,
    cohorts: cohortCells(measurement.cohorts, isInWindow, isAllHidden),
    rfm: rfmCells(measurement.rfm, isAllHidden),
    concentration: measurement.concentration && concentrationCells(measurement.concentration),
  };
}

const withoutValues = ({ revenue, averageValue, avg }: Measurement['figures']) =>
  Object.fromEntries(
    Object.entries({ revenue, averageValue, avg }).map(
      ([name, { n, method }]: [string, Figure]) => [name, { value: null, n, method }],
    ),
  );

const customers = (some: Rfm['cells']): number =>
  some.reduce((sum, cell) => sum + cell.customers, 0);

/** The cells of enough customers, and the others in one, which is as large as it must be. */
function rfmCells({ rule, cells }: Rfm, isHidden: boolean): object {
  const shown = cells.filter((cell) => !isFew(cell.customers));
  const pooled = cells.filter((cell) => isFew(cell.customers));
  const bySize = shown.toSorted((one, other) => other.customers - one.customers);
  while (isFew(customers(pooled)) && bySize.length > 0) pooled.push(...bySize.splice(-1));
  const kept = shown.filter((cell) => !pooled.includes(cell));
  const revenue = pooled.reduce((sum, cell) => sum + cell.revenue, 0);
  return {
    rule,
    cells: isHidden ? kept.map((cell) => ({ ...cell, revenue: null })) : kept,
    ...(customers(pooled) >= fewest && {
      others: { customers: customers(pooled), revenue: isHidden ? null : revenue },
    }),
  };
}

/** Shares of the revenue of enough customers, who are enough more than those of the next share too. */
function concentrationCells(concentration: Concentration): object {
  const { n, gini } = concentration;
  const parts = [
    ['top20', 5],
    ['top10', 10],
    ['top1', 100],
  ] as const;
  const shown: Record<string, number | null> = {};
  let above = n;
  for (const [name, part] of parts) {
    const first = Math.ceil(n / part);
    const isShown = first >= fewest && above - first >= fewest;
    shown[name] = isShown ? concentration[name] : null;
    if (isShown) above = first;
  }
  return { ...concentration, ...shown, gini: n < fewest ? null : gini };
}
