import { expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.ts';
import { uniformDraw } from '../../src/math/variate.ts';
import { newCustomer } from '../../src/models/index.ts';
import { demoBuying, demoRefunds } from '../../src/synthetic/shop.ts';
import { drawBuyer } from '../../src/synthetic/simulated-buyer.ts';
import { trueValue } from '../../src/synthetic/true-value.ts';

const { r, alpha, s, beta } = demoBuying;

it.each([1, 5])('is that of Pareto/NBD where nothing is paid back, over %d years', (years) => {
  const model = { model: 'pareto-nbd' as const, parameters: { r, alpha, s, beta } };
  const { repeats } = newCustomer(model, { years, periodsPerYear: 1 });
  const { purchases, value } = trueValue(demoBuying, { full: 0, partial: 0 }, years);
  expect(purchases).toBeCloseTo(1 + repeats(0), 7);
  // p·gamma/(q-1) is 6 × 15 / 3.
  expect(value).toBeCloseTo(30 * (1 + repeats(0)), 6);
});

it('is what simulated customers bring from their first kept purchase, refunds taken off', () => {
  const random = seededRandom(7, 'true value');
  const weeks = (2 * 365.2425) / 7;
  const seen = { count: 0, purchases: 0, value: 0, squares: 0 };
  for (let customer = 0; customer < 60_000; customer++) {
    // Long enough for a first kept purchase that comes late.
    const buyer = drawBuyer(random, demoBuying, weeks * 3);
    let first: number | undefined;
    let [purchases, value] = [0, 0];
    for (const week of buyer.weeks) {
      const amount = buyer.amount(random);
      const chance = uniformDraw(random);
      if (chance < demoRefunds.full) continue;
      first ??= week;
      if (week > first + weeks) break;
      const isPartial = chance < demoRefunds.full + demoRefunds.partial;
      purchases++;
      value += amount * (isPartial ? 1 - uniformDraw(random) : 1);
    }
    if (first === undefined) continue;
    seen.count++;
    seen.purchases += purchases;
    seen.value += value;
    seen.squares += value * value;
  }
  const expected = trueValue(demoBuying, demoRefunds, 2);
  const mean = seen.value / seen.count;
  const error = Math.sqrt((seen.squares / seen.count - mean * mean) / seen.count);
  expect(Math.abs(mean - expected.value)).toBeLessThan(3 * error);
  // The error is small enough to see the refunds: they are 3.75 % of the money.
  expect(error).toBeLessThan(0.01 * mean);
  expect(seen.purchases / seen.count / expected.purchases).toBeCloseTo(1, 1);
});
