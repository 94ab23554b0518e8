import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import {
  customersBought,
  marketingBudgetToGrow,
  marketingBudgetToHold,
  ownMarketingBudget,
} from '../../src/metrics/marketing-budget.ts';
import { relativeError, rounding } from '../relative-error.ts';
import { money, moneyAboveZero, scale, seeded, share } from './arbitrary.ts';

// The mission's rule of thumb: 5 % to hold, 10 % to grow. By hand.
test('of 120,000 it is 6,000 to hold and 12,000 to grow', () => {
  expect(marketingBudgetToHold({ revenue: 120_000 })).toBe(6_000);
  expect(marketingBudgetToGrow({ revenue: 120_000 })).toBe(12_000);
});

// 7.7 % is what the Gartner survey prints; the product by hand.
test('at a share of 7.7 % it is 77,000 of a million', () => {
  expect(ownMarketingBudget({ revenue: 1_000_000, marketingShare: 0.077 })).toBe(77_000);
});

test('6,000 buys 100 customers at 60', () => {
  expect(customersBought({ budget: 6_000, cac: 60 })).toBe(100);
});

test('customers are not rounded', () => {
  expect(customersBought({ budget: 150, cac: 60 })).toBe(2.5);
});

test('customers who cost nothing cannot be counted', () => {
  expect(customersBought({ budget: 6_000, cac: 0 })).toBeNull();
  const { values, reasons } = calculate({ revenue: 120_000, marketingShare: 0.08, cac: 0 });
  for (const name of [
    'budgetHoldCustomers',
    'budgetGrowCustomers',
    'budgetOwnCustomers',
  ] as const) {
    expect(values[name]).toBeNull();
    expect(reasons.get(name)).toBe('cacIsZero');
  }
});

test('the budgets scale with revenue, and growing costs twice what holding costs', () => {
  fc.assert(
    fc.property(money, scale, (revenue, k) => {
      const hold = marketingBudgetToHold({ revenue });
      const scaled = marketingBudgetToHold({ revenue: revenue * k });
      expect(relativeError(scaled, hold * k)).toBeLessThan(rounding);
      expect(relativeError(marketingBudgetToGrow({ revenue }), hold * 2)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('an own share of 5 % or 10 % is the rule of thumb, and no share exceeds the revenue', () => {
  fc.assert(
    fc.property(money, share, (revenue, marketingShare) => {
      const at = (part: number) => ownMarketingBudget({ revenue, marketingShare: part });
      expect(at(0.05)).toBe(marketingBudgetToHold({ revenue }));
      expect(at(0.1)).toBe(marketingBudgetToGrow({ revenue }));
      expect(at(marketingShare)).toBeLessThanOrEqual(revenue);
    }),
    seeded,
  );
});

test('the customers bought, times the CAC, are the budget', () => {
  fc.assert(
    fc.property(money, moneyAboveZero, (budget, cac) => {
      const customers = customersBought({ budget, cac }) ?? NaN;
      expect(relativeError(customers * cac, budget)).toBeLessThan(rounding);
    }),
    seeded,
  );
});

test('calculate gives the same', () => {
  fc.assert(
    fc.property(money, share, moneyAboveZero, (revenue, marketingShare, cac) => {
      const hold = marketingBudgetToHold({ revenue });
      const grow = marketingBudgetToGrow({ revenue });
      const own = ownMarketingBudget({ revenue, marketingShare });
      expect(calculate({ revenue, marketingShare, cac }).values).toMatchObject({
        budgetHold: hold,
        budgetHoldCustomers: customersBought({ budget: hold, cac }),
        budgetGrow: grow,
        budgetGrowCustomers: customersBought({ budget: grow, cac }),
        budgetOwn: own,
        budgetOwnCustomers: customersBought({ budget: own, cac }),
      });
    }),
    seeded,
  );
});

test('a revenue that is no number is refused', () => {
  const rule = 'must be a number that a double carries exactly';
  expect(() => marketingBudgetToHold({ revenue: NaN })).toThrow(`revenue ${rule}`);
  expect(() => marketingBudgetToGrow({ revenue: Infinity })).toThrow(`revenue ${rule}`);
  expect(() => marketingBudgetToHold({ revenue: NaN })).toThrow(RangeError);
});

test.each([
  ['marketingShare must be at most 1, got 8', { revenue: 1, marketingShare: 8 }],
  ['marketingShare must be at least 0, got -0.1', { revenue: 1, marketingShare: -0.1 }],
])('an own budget refuses: %s', (message, inputs) => {
  expect(() => ownMarketingBudget(inputs)).toThrow(new RangeError(message));
});

test.each([
  ['budget must be a finite number, got NaN', { budget: NaN, cac: 60 }],
  ['cac must be at least 0, got -60', { budget: 6_000, cac: -60 }],
])('customers bought refuse: %s', (message, inputs) => {
  expect(() => customersBought(inputs)).toThrow(new RangeError(message));
});
