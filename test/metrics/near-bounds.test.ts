import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { customerLifespan } from '../../src/metrics/customer-lifespan.ts';
import { equityOverYears } from '../../src/metrics/equity-over-years.ts';
import { presentLifetimeValue } from '../../src/metrics/present-lifetime-value.ts';
import { residualValue } from '../../src/metrics/residual-value.ts';
import type { Period, Timing } from '../../src/quantities.ts';
import { relativeError } from '../relative-error.ts';

const csv = readFileSync(new URL('fixtures/near-bounds.csv', import.meta.url), 'utf8');
const [header = '', ...lines] = csv.trimEnd().split('\n');
const rows = lines.map((line) => {
  const cells = line.split(',');
  return Object.fromEntries(header.split(',').map((name, at) => [name, cells[at] ?? '']));
});

/** Some two dozen operations, each rounded by 1.1e-16; the sums of equity are of 36. */
const digits = 5e-15;

// Expected values: fixtures/near-bounds.py, 60 digits.
test('next to the bounds of churn, retention and discount no digits are lost', () => {
  expect(rows).toHaveLength(300);
  const wrong = rows.filter((row) => {
    const { name, value, discount, period, timing, ...expected } = row;
    const lifetime = { [name ?? '']: Number(value), period: period as Period } as {
      retention: number;
      period: Period;
    };
    const flow = { ...lifetime, marginPerYear: 1, discount: Number(discount) };
    const booked = { ...flow, timing: timing as Timing };
    const found: Record<string, number | undefined> = {
      years: customerLifespan(lifetime),
      clvPresent: presentLifetimeValue(booked),
      residualValue: residualValue(flow),
      equity: equityOverYears({ ...booked, customers: 1, newPerYear: 12 }, 3)[2]?.equity,
    };
    return Object.entries(expected).some(
      ([figure, text]) => !(relativeError(found[figure] ?? NaN, Number(text)) < digits),
    );
  });
  expect(wrong).toEqual([]);
});
