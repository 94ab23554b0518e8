import { sum } from '../math/sum.ts';
import type { Calculation } from '../metrics/calculate.ts';
import type { EquityYear } from '../metrics/equity-over-years.ts';
import type { QuantityName } from '../quantities.ts';

/** What is added up: one segment, or all customers as one. */
interface Part {
  readonly calculation: Calculation;
  /** Undefined where no horizon was asked for. */
  readonly byYear: readonly EquityYear[] | undefined;
}

/** What segments come to together. */
export interface EquityTotal {
  /** Null where a segment has no value. */
  readonly values: Readonly<Record<(typeof totalled)[number], number | null>>;
  /** The equity of those that have one. */
  readonly equity: number;
  /** None where no horizon was asked for. */
  readonly years: readonly EquityYear[];
}

const totalled = ['customers', 'equity', 'residualEquity', 'equityShare'] as const;

export function totalEquity(parts: readonly Part[]): EquityTotal {
  const valuesOf = (name: QuantityName) =>
    parts.map(({ calculation }) => calculation.values[name] ?? null);
  const total = (name: QuantityName) => {
    const values = valuesOf(name);
    return values.includes(null) ? null : sum(values.map(Number));
  };
  return {
    values: {
      customers: total('customers'),
      equity: total('equity'),
      residualEquity: total('residualEquity'),
      equityShare: total('equityShare') === null ? null : 1,
    },
    equity: sum(valuesOf('equity').map(Number)),
    years: yearsOf(parts),
  };
}

function yearsOf(parts: readonly Part[]): EquityYear[] {
  const isPaid = parts.some(({ byYear }) => byYear?.[0]?.acquisitionCost !== undefined);
  return (parts[0]?.byYear ?? []).map(({ year }, index) => {
    const total = (name: keyof EquityYear) =>
      sum(parts.map(({ byYear }) => byYear?.[index]?.[name] ?? 0));
    return {
      year,
      customers: total('customers'),
      kept: total('kept'),
      won: total('won'),
      cashFlow: total('cashFlow'),
      ...(isPaid && { acquisitionCost: total('acquisitionCost') }),
      presentValue: total('presentValue'),
      equity: total('equity'),
    };
  });
}
