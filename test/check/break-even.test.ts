import { describe, expect, it } from 'vitest';
import type { Assumptions } from '../../src/assumptions/assumptions.ts';
import { scopesOf } from '../../src/assumptions/scope.ts';
import { findingOf } from '../../src/check/evaluate.ts';
import { readAssumptions } from '../../src/input/yaml/assumptions-file.ts';
import { seededRandom } from '../../src/math/random.ts';
import { calculate } from '../../src/metrics/calculate.ts';
import { clvInProcess } from '../cli/clv.ts';

interface Shop {
  readonly avg: number;
  readonly freq: number;
  readonly churn: number;
  readonly margin: number;
  readonly cac: number;
  readonly period: 'month' | 'quarter' | 'year';
}

/**
 * Customers whose cost is exactly what they bring: avg × freq × margin / churn, whatever the period.
 * With a churn of 1, 2, 4, 5 … % that is a decimal of six places, found in whole numbers.
 */
function breakEvens(count: number): Shop[] {
  const random = seededRandom(11, 'break-even');
  const whole = (from: number, to: number) => from + (random() % (to - from + 1));
  const of = <Item>(list: readonly Item[]) => list[whole(0, list.length - 1)] as Item;
  return Array.from({ length: count }, () => {
    const [cents, tenths, percent] = [whole(1, 50_000), whole(1, 300), whole(1, 100)];
    const churn = of([1, 2, 4, 5, 8, 10, 20, 25, 40, 50, 100]);
    const millionths = (BigInt(cents * tenths * percent) * 1000n) / BigInt(churn);
    const digits = millionths.toString().padStart(7, '0');
    return {
      avg: cents / 100,
      freq: tenths / 10,
      churn: churn / 100,
      margin: percent / 100,
      cac: Number(`${digits.slice(0, -6)}.${digits.slice(-6)}`),
      period: of(['month', 'quarter', 'year'] as const),
    };
  });
}

const shops = breakEvens(4_000);

/** The customers of one period as segments of a file. */
function fileOf(period: Shop['period'], costsMore: number, checks: readonly string[]): Assumptions {
  const segments = shops
    .filter((shop) => shop.period === period)
    .map(({ avg, freq, churn, margin, cac }, at) => [
      `s${at}`,
      { avg, freq, churn, margin, cac: cac * costsMore },
    ]);
  const file = {
    version: 1,
    period,
    inputs: {},
    segments: Object.fromEntries(segments) as object,
    checks,
  };
  return readAssumptions(JSON.stringify(file), 'clv.json', 0.9);
}

/** Of how many customers each check holds. */
function passesOf(checks: readonly string[], costsMore = 1): Readonly<Record<string, number>> {
  const setting = {
    focus: { scenario: undefined, segment: undefined },
    baseline: undefined,
    measured: () => NaN,
    today: undefined,
    draw: () => new Float64Array(),
  };
  const results = (['month', 'quarter', 'year'] as const).flatMap((period) => {
    const assumptions = fileOf(period, costsMore, checks);
    return (assumptions.checks ?? []).map((check) => ({
      check: check.text,
      passed: scopesOf(check, assumptions, setting.focus).filter(
        (scope) => findingOf(check, scope, setting).passed,
      ).length,
    }));
  });
  const passedOf = (check: string) => results.filter((result) => result.check === check);
  return Object.fromEntries(
    checks.map((check) => [check, passedOf(check).reduce((sum, { passed }) => sum + passed, 0)]),
  );
}

describe('4,000 customers who cost exactly what they bring', () => {
  it('break even by every check', () => {
    const expected = {
      'netClv >= 0': 4_000,
      'netClv <= 0': 4_000,
      'netClv > 0': 0,
      'netClv < 0': 0,
      'netClv within 0 of 0': 4_000,
      'ltvCac >= 1': 4_000,
      'ltvCac > 1': 0,
    };
    expect(passesOf(Object.keys(expected))).toEqual(expected);
  });

  it('are all paid back when they leave', () => {
    for (const { period, ...shop } of shops) {
      const { paybackMonths, years } = calculate({ ...shop, period }).values;
      expect(Math.abs((paybackMonths ?? NaN) / ((years ?? NaN) * 12) - 1)).toBeLessThan(1e-12);
    }
  });

  it('lose money where they cost a billionth more', () => {
    const checks = ['netClv >= 0', 'ltvCac >= 1'];
    expect(passesOf(checks, 1 + 1e-9)).toEqual({ 'netClv >= 0': 0, 'ltvCac >= 1': 0 });
    for (const { period, cac, ...shop } of shops) {
      const { paybackMonths } = calculate({ ...shop, period, cac: cac * (1 + 1e-9) }).values;
      expect(paybackMonths).toBeNull();
    }
  });

  it('and earn some where they cost a billionth less', () => {
    expect(passesOf(['netClv > 0'], 1 - 1e-9)).toEqual({ 'netClv > 0': 4_000 });
  });
});

const inputs = 'inputs: { avg: 50, freq: 4, churn: 20%, margin: 10%, cac: 100 }';

describe('the figures of an exact break-even', () => {
  it('stay as they are in JSON', async () => {
    const stdin = `version: 1\nperiod: month\n${inputs}\nchecks: [netClv >= 0, netClv > 0]\n`;
    const { stdout } = await clvInProcess(['check', '-', '--json'], { stdin });
    const { results } = JSON.parse(stdout) as {
      results: { status: string; targets: { found: number }[] }[];
    };
    // 50 × 4 × 10 % / 20 % is 100; in doubles 1.4e-14 less.
    expect(results.map(({ status }) => status)).toEqual(['passed', 'failed']);
    expect(results[0]?.targets[0]?.found).toBe(-1.4210854715202004e-14);
    const strict = await clvInProcess(['check', '-'], { stdin });
    expect(strict.stdout).toContain('found 0.00, limit 0.00, which is not allowed itself');
  });

  it('have no payback where rounding alone leaves a margin', () => {
    // 0.3 - 3 × 0.1 is 0, and in doubles 5.5e-17 under it or over.
    for (const unitCost of [0.1 + 0.2, 0.3, 0.3 - 5e-17]) {
      const given = { avg: 0.3, unitCost, freq: 4, cac: 5 };
      expect(calculate(given).reasons.get('paybackMonths')).toBe('noMargin');
      expect(calculate({ ...given, avg: 0.1 + 0.2 }).reasons.get('paybackMonths')).toBe('noMargin');
    }
  });
});

/** A report of the check that customers of an exact break-even fail, with its percent signs plain. */
async function failed(check: string, reporter: string, currency = ''): Promise<string> {
  const stdin = `version: 1\n${currency}${inputs}\nchecks: ["${check}"]\n`;
  const { stdout } = await clvInProcess(['check', '-', '--reporter', reporter], { stdin });
  return stdout.replaceAll('%25', '%');
}

describe('a failure by very little', () => {
  it.each(['tty', 'markdown', 'github', 'junit'])('has the digits that show it: %s', async (as) => {
    // 50 × 4 × 10 % / 20 % / 100 is 1.
    const ratio = await failed('ltvCac >= 1.0000004', as);
    expect(ratio).toContain('found 1.0000000, limit 1.0000004, 0.0000004 under (0.00004%)');
    const money = await failed('cac <= 99.999', as, 'currency: EUR\n');
    expect(money).toContain('found €100.000, limit €99.999, €0.001 over (0.001%)');
    const share = await failed('margin > 10.0000001%', as);
    expect(share).toContain('found 10%, limit 10.0000001%, 0.0000001% under (0.000001%)');
    for (const text of [ratio, money, share]) {
      expect(text).not.toMatch(/\b0(\.0+)? (under|over)|\(0%\)/);
    }
  });

  it('has two where they are enough', async () => {
    expect(await failed('ltvCac >= 1.1', 'tty')).toContain(
      'found 1.00, limit 1.10, 0.10 under (9.09%)',
    );
  });
});
