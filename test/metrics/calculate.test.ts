import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { calculate, derive } from '../../src/metrics/calculate.ts';
import { metrics } from '../../src/metrics/index.ts';
import {
  brokenRule,
  type InputName,
  inputNames,
  type Inputs,
  type Period,
  quantities,
} from '../../src/quantities.ts';
import * as any from './arbitrary.ts';

const shop = { avg: 50, freq: 4, years: 3 } as const;

/** Any inputs that agree with each other: at most one way to say each thing. */
const consistent: fc.Arbitrary<Inputs> = fc
  .tuple(
    anyOf({ avg: any.money, freq: any.amount }, { revenue: any.money, orders: any.count }),
    anyOf({ years: any.amount }, { churn: any.shareAboveZero }, { retention: any.retention }),
    anyOf({ margin: any.margin }, { unitCost: any.money }),
    anyOf({ cac: any.money }, { acquisitionCost: any.money, newCustomers: any.count }),
    anyOf({ discount: any.share, timing: any.timing, period: any.period }),
    anyOf({ customers: any.count, months: any.amountAboveZero }),
    anyOf({ targetRatio: any.amountAboveZero, marketingShare: any.share, newPerYear: any.amount }),
  )
  // Backwards too: the order in which names are given must not matter.
  .chain((parts) => fc.constantFrom(parts, parts.toReversed()))
  .map((parts) => Object.assign({}, ...parts) as Inputs);

/** One of the models, without some of its keys. */
function anyOf(...models: readonly Record<string, fc.Arbitrary<unknown>>[]) {
  return fc.oneof(...models.map((model) => fc.record(model, { requiredKeys: [] })));
}

// By hand: 50 × 4 = 200; × 3 = 600; × 40 % = 80 and 240; 240 - 60; 240 / 60; 60 / (80 / 12);
// 240 / 3; 1,000 × 240.
test('it computes all that the numbers allow', () => {
  const inputs = { ...shop, margin: 0.4, cac: 60, targetRatio: 3, customers: 1_000 };
  expect(calculate(inputs).values).toMatchObject({
    ...inputs,
    customerValue: 200,
    clv: 600,
    marginPerYear: 80,
    clvMargin: 240,
    maxCac: 80,
    netClv: 180,
    ltvCac: 4,
    paybackMonths: 9,
    equity: 240_000,
    basis: 'margin',
  });
});

test('nothing given is nothing computed', () => {
  const { values, inputs, metrics: found, reasons, unused } = calculate({});
  expect([values, inputs, found, reasons.size, unused]).toEqual([{}, [], [], 0, []]);
});

test('keys are inputs, metrics, conventions and basis, each in the order of its list', () => {
  const {
    values,
    inputs,
    metrics: found,
  } = calculate({
    timing: 'mid',
    period: 'quarter',
    months: 6,
    marketingShare: 0.08,
    orders: 2_400,
    customers: 800,
    revenue: 120_000,
    targetRatio: 3,
    cac: 60,
    discount: 0.1,
    margin: 0.4,
    churn: 0.2,
  });
  const given =
    'churn margin discount cac targetRatio revenue customers orders marketingShare'.split(' ');
  const derived = (
    'avg freq years averageValue customerValue clv marginPerYear clvMargin clvPresent ' +
    'residualValue maxCac netClv ltvCac paybackMonths equity residualEquity budgetHold budgetHoldCustomers ' +
    'budgetGrow budgetGrowCustomers budgetOwn budgetOwnCustomers'
  ).split(' ');
  expect(inputs).toEqual(given);
  expect(found).toEqual(metrics.map(({ name }) => name).filter((name) => found.includes(name)));
  expect(found.filter((name) => derived.includes(name))).toEqual(derived);
  expect(Object.keys(values)).toEqual([...given, ...found, 'timing', 'period', 'months', 'basis']);
});

test('only the metrics asked for are computed', () => {
  const list = metrics.filter(({ name }) => name === 'clv');
  const { values, unused } = calculate({ ...shop, cac: 60 }, { metrics: list });
  expect(values).toEqual({ ...shop, cac: 60, clv: 600 });
  expect(unused).toEqual(['cac']);
});

test.each<readonly [string, Inputs, readonly string[]]>([
  ['what no metric reads', { ...shop, cac: 60, newPerYear: 5 }, ['cac', 'newPerYear']],
  ['a discount rate without a lifespan', { avg: 50, freq: 4, discount: 0.1 }, ['discount']],
  ['a timing without a discount rate', { ...shop, timing: 'end' }, ['timing']],
  ['a period that nothing is counted over', { revenue: 10, period: 'month' }, ['period']],
  ['months without orders and customers', { ...shop, months: 6 }, ['months']],
  ['nothing, where all is used', { ...shop, discount: 0.1, timing: 'end', period: 'year' }, []],
])('it tells what moved no metric: %s', (_, inputs, unused) => {
  expect(calculate(inputs).unused).toEqual(unused);
});

test.each<readonly [string, Inputs, object]>([
  ['none in a plain CLV', shop, {}],
  [
    'the timing of a present value, start if not given',
    { ...shop, discount: 0.1 },
    { timing: 'start' },
  ],
  ['the timing given', { ...shop, discount: 0.1, timing: 'mid' }, { timing: 'mid' }],
  ['no timing without a discount rate', { ...shop, timing: 'mid' }, {}],
  ['a period of a month', { ...shop, period: 'month' }, { period: 'month' }],
  ['no period of a year', { ...shop, period: 'year' }, {}],
  ['no period that moved nothing', { revenue: 10, customers: 2, period: 'month' }, {}],
  ['12 months where orders are counted', { orders: 8, customers: 2 }, { months: 12 }],
  ['the months given', { orders: 8, customers: 2, months: 6 }, { months: 6 }],
  [
    'the months that revenue was counted over',
    { revenue: 10, orders: 2, months: 6 },
    { months: 6 },
  ],
  ['no months where they name no figure', { avg: 10, freq: 2, months: 6 }, {}],
])('of conventions it prints %s', (_, inputs, conventions) => {
  const { timing, period, months } = calculate(inputs).values;
  const printed = Object.entries({ timing, period, months }).filter(
    ([, value]) => value !== undefined,
  );
  expect(Object.fromEntries(printed)).toEqual(conventions);
});

test('the basis is printed with values that may be on either', () => {
  expect(calculate(shop).values).not.toHaveProperty('basis');
  expect(calculate({ ...shop, margin: 0.4 }).values).not.toHaveProperty('basis');
  expect(calculate({ ...shop, customers: 10 }).values.basis).toBe('revenue');
  expect(calculate({ ...shop, discount: 0.1 }).values.basis).toBe('revenue');
  expect(calculate({ ...shop, discount: 0.1, unitCost: 30 }).values.basis).toBe('margin');
});

test('every reason that a metric can give has its place in the table of ranks', () => {
  const value = fc.constantFrom(-2, 0, 0.5, 1, 3, 100);
  const someOf = (names: readonly InputName[]) => fc.dictionary(fc.constantFrom(...names), value);
  const anyInputs = fc.oneof(
    someOf(inputNames),
    someOf(['avg', 'freq', 'years', 'margin', 'cac']),
    someOf(['revenue', 'cac', 'marketingShare']),
  );
  const found = new Set<string>();
  fc.assert(
    fc.property(anyInputs, (given) => {
      const inputs = Object.fromEntries(
        Object.entries(given).filter(
          ([name, each]) => brokenRule(name as InputName, each) === undefined,
        ),
      );
      try {
        for (const [name, reason] of calculate(inputs).reasons) {
          expect(quantities[name].without).toHaveProperty(reason);
          found.add(`${name} ${reason}`);
        }
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }),
    { ...any.seeded, numRuns: 5_000 },
  );
  // Without revenue there is no average purchase, nor what is computed from it: a test below.
  expect([...found].filter((each) => !each.endsWith(' noRevenue')).toSorted()).toEqual([
    'budgetGrowCustomers cacIsZero',
    'budgetHoldCustomers cacIsZero',
    'budgetOwnCustomers cacIsZero',
    'ltvCac cacIsZero',
    'ltvCac noValueAtNoCost',
    'paybackMonths beyondLifespan',
    'paybackMonths noMargin',
  ]);
});

test('a metric without a value is null, and the reason is told', () => {
  const { values, reasons, metrics: found } = calculate({ ...shop, margin: -0.4, cac: 0 });
  expect(values).toMatchObject({ ltvCac: null, paybackMonths: null, netClv: -240 });
  expect(Object.fromEntries(reasons)).toEqual({
    ltvCac: 'noValueAtNoCost',
    paybackMonths: 'noMargin',
  });
  expect(found).toContain('ltvCac');
});

test('what is computed from a metric without a value has none either, for the same reason', () => {
  const inputs = { revenue: -300, orders: 4, customers: 2, churn: 0.5, margin: 0.4, discount: 0.1 };
  const { values, reasons } = calculate({
    ...inputs,
    cac: 5,
    targetRatio: 3,
    marketingShare: 0.08,
  });
  expect(values).toMatchObject({ freq: 2, averageValue: -150, budgetHold: -15, months: 12 });
  const missing = (
    'avg customerValue clv marginPerYear clvMargin clvPresent residualValue maxCac netClv ltvCac ' +
    'paybackMonths equity residualEquity budgetHoldCustomers budgetGrowCustomers budgetOwnCustomers'
  ).split(' ');
  expect([...reasons.keys()]).toEqual(expect.arrayContaining(missing));
  expect(new Set(reasons.values())).toEqual(new Set(['noRevenue']));
  for (const name of reasons.keys()) {
    expect(values).toHaveProperty(name, null);
    expect(quantities[name].without).toMatchObject({ noRevenue: 'worst' });
  }
});

test('an average beside a revenue below 0 is refused, and a unit cost is not held against none', () => {
  const refunds = { revenue: -300, orders: 4 };
  expect(() => calculate({ ...refunds, avg: 50 })).toThrow(
    new InputError(
      'avg must agree with revenue and orders, got 50 where they give none; drop avg or drop revenue and orders',
    ),
  );
  const { values } = calculate({ ...refunds, unitCost: 20, margin: 0.4 });
  expect(values).toMatchObject({ avg: null, unitCost: 20, margin: 0.4 });
});

test('the reasons of one record are not those of the next', () => {
  const inputs = { ...shop, margin: 0.4 };
  expect(calculate({ ...inputs, cac: 0 }).reasons.size).toBe(1);
  expect(calculate({ ...inputs, cac: 60 }).reasons.size).toBe(0);
});

// The derived value of each by hand, from the numbers of the same row.
test.each<readonly [string, Inputs]>([
  [
    'years must agree with churn, got 3 where it gives 5; drop years or drop churn',
    { years: 3, churn: 0.2 },
  ],
  [
    'years must agree with retention, got 3 where it gives 4; drop years or drop retention',
    { years: 3, retention: 0.75 },
  ],
  [
    'churn must agree with retention, got 0.2 where it gives 0.25; drop churn or drop retention',
    { churn: 0.2, retention: 0.75 },
  ],
  [
    'unitCost must agree with avg and margin, got 25 where they give 30; drop unitCost or drop margin',
    { avg: 50, unitCost: 25, margin: 0.4 },
  ],
  [
    'cac must agree with acquisitionCost and newCustomers, got 2 where they give 1; drop cac or drop acquisitionCost and newCustomers',
    { cac: 2, acquisitionCost: 100, newCustomers: 100 },
  ],
  [
    'avg must agree with revenue and orders, got 60 where they give 50; drop avg or drop revenue and orders',
    { avg: 60, revenue: 120_000, orders: 2_400 },
  ],
  [
    'freq must agree with orders and customers, got 3 where they give 4; drop freq or drop orders and customers',
    { freq: 3, orders: 1_600, customers: 800, months: 6 },
  ],
])('what is given twice must agree: %s', (message, inputs) => {
  expect(() => calculate(inputs)).toThrow(new InputError(message));
});

test('a message spells names as it is told', () => {
  expect(() => calculate({ years: 3, churn: 0.2 }, { spell: (name) => `--${name}` })).toThrow(
    new InputError(
      '--years must agree with --churn, got 3 where it gives 5; drop --years or drop --churn',
    ),
  );
});

test('agreement is to 1e-9, and what was given counts', () => {
  for (const years of [5, 5 * (1 + 0.9e-9), 5 * (1 - 0.9e-9)]) {
    const {
      values,
      inputs,
      metrics: found,
      unused,
    } = calculate({ avg: 1, freq: 1, churn: 0.2, years });
    expect(values).toMatchObject({ years, clv: years });
    expect(inputs).not.toContain('years');
    expect(found).toContain('years');
    expect(unused).toEqual([]);
  }
  for (const years of [5 * (1 + 1.1e-9), 5 * (1 - 1.1e-9)]) {
    expect(() => calculate({ churn: 0.2, years })).toThrow(InputError);
  }
});

test.each([
  { churn: 2e-10, retention: 0.9999999999 },
  { churn: 0.999999999999, retention: 2e-12 },
])('agreement is relative to a churn and a retention next to 0 too: %j', (inputs) => {
  expect(() => calculate(inputs)).toThrow(/must agree with/);
});

test('a churn and the retention that it leaves agree, however small they are', () => {
  // Not so close to 1 that a churn of what is left would mean more years than clv counts.
  const small = fc.double({ min: -15, max: -1e-15, noNaN: true }).map((e) => 10 ** e);
  fc.assert(
    fc.property(small, (share) => {
      if (1 - share < 1) calculate({ churn: share, retention: 1 - share });
      if (share < 1) calculate({ churn: 1 - share, retention: share });
    }),
    any.seeded,
  );
  for (const [churn, retention] of [
    [1e-10, 0.9999999999],
    [0.999999999999, 1e-12],
  ] as const) {
    expect(calculate({ churn, retention }).values.years).toBeCloseTo(1 / churn, 9);
  }
});

test('a margin and the unit cost that leaves it may both be given', () => {
  const { values, unused } = calculate({ avg: 50, freq: 4, margin: 0.4, unitCost: 30 });
  expect(values.marginPerYear).toBe(80);
  expect(unused).toEqual([]);
});

test('its own values, fed back, give the same values', () => {
  fc.assert(
    fc.property(consistent, (inputs) => {
      const { values } = calculate(inputs);
      const again = calculate(values as Inputs).values;
      expect(again).toEqual(values);
      expect(Object.keys(again)).toEqual(Object.keys(values));
    }),
    { ...any.seeded, numRuns: 1_000 },
  );
});

test('every figure is a number, or null with a reason', () => {
  fc.assert(
    fc.property(consistent, (inputs) => {
      const { values, metrics: found, reasons } = calculate(inputs);
      for (const name of found) {
        expect(Number.isFinite(values[name])).toBe(!reasons.has(name));
        expect(values[name] === null).toBe(reasons.has(name));
      }
    }),
    { ...any.seeded, numRuns: 1_000 },
  );
});

test('what was worked out for earlier records does not change a later one', () => {
  fc.assert(
    fc.property(consistent, (inputs) => {
      // A list that was never seen has no plans yet.
      const fresh = derive(inputs, { metrics: [...metrics] });
      expect(derive(inputs)).toEqual(fresh);
      expect(JSON.stringify(derive(inputs).values)).toBe(JSON.stringify(fresh.values));
    }),
    any.seeded,
  );
});

test('the order in which names are given changes nothing', () => {
  fc.assert(
    fc.property(consistent, (inputs) => {
      const backwards = Object.fromEntries(Object.entries(inputs).toReversed()) as Inputs;
      const [there, back] = [calculate(inputs), calculate(backwards)];
      expect(back).toEqual(there);
      expect(Object.keys(back.values)).toEqual(Object.keys(there.values));
    }),
    any.seeded,
  );
});

test('the period of a record is its own', () => {
  const monthly = calculate({ ...shop, period: 'month' }).values;
  const yearly = calculate({ ...shop, period: 'year' }).values;
  const quarterly = calculate({ ...shop, period: 'quarter' }).values;
  expect([monthly.clv, yearly.clv, quarterly.clv]).toEqual([7_200, 600, 2_400]);
  expect([monthly.period, yearly.period, quarterly.period]).toEqual([
    'month',
    undefined,
    'quarter',
  ]);
});

test('an input that is undefined is absent', () => {
  const careless = { ...shop, margin: 0.4, cac: undefined, timing: undefined } as unknown as Inputs;
  expect(calculate(careless)).toEqual(calculate({ ...shop, margin: 0.4 }));
});

test.each([
  ['cac', { acquisitionCost: 1, newCustomers: Number.MIN_VALUE }],
  ['years', { churn: Number.MIN_VALUE }],
  ['avg', { revenue: 1, orders: Number.MIN_VALUE }],
])('a %s beyond a double is refused', (name, inputs) => {
  expect(() => calculate(inputs)).toThrow(
    new InputError(`${name} is beyond what a double can carry; give smaller numbers`),
  );
});

test.each([
  [
    'years must be at most 9007199254740991 either way, got 100000000000000000000 from churn',
    { churn: 1e-20 },
  ],
  [
    'cac must be at most 9007199254740991 either way, got 1e+40 from acquisitionCost and newCustomers',
    { acquisitionCost: 1, newCustomers: 1e-40 },
  ],
])('what could not be given again is refused: %s', (message, inputs) => {
  expect(() => calculate(inputs)).toThrow(new InputError(message));
});

test.each<readonly [string, Inputs]>([
  ['avg must be at least 0, got -1', { ...shop, avg: -1 }],
  ['churn must be above 0, got 0', { churn: 0 }],
  ['months must be above 0, got 0', { orders: 1, customers: 1, months: 0 }],
  ['newPerYear must be at least 0, got -1', { newPerYear: -1 }],
  [
    'freq must be a number that a double carries exactly, at most 9007199254740991 either way, got NaN',
    { ...shop, freq: NaN },
  ],
  ['period must be one of year, quarter, month, got week', { ...shop, period: 'week' as Period }],
])('it refuses: %s', (message, inputs) => {
  expect(() => calculate(inputs)).toThrow(new RangeError(message));
});
