import { expect, test } from 'vitest';
import {
  brokenRule,
  conventionNames,
  horizonNames,
  type InputName,
  inputNames,
  isInputName,
  isQuantityName,
  largestNumber,
  periods,
  periodsPerYear,
  quantities,
  quantityNames,
  rankOf,
  reasons,
  timings,
} from '../src/quantities.ts';

const smallest = Number.MIN_VALUE;
const belowOne = 1 - 2 ** -53;
const aboveOne = 1 + 2 ** -52;

// The column "valid" of the table of inputs in the design, not of the code.
const atLeastZero = [
  'avg',
  'freq',
  'years',
  'unitCost',
  'cac',
  'acquisitionCost',
  'newPerYear',
] as const;
const aboveZero = ['newCustomers', 'targetRatio', 'customers', 'orders', 'months'] as const;
const zeroToOne = ['discount', 'marketingShare'] as const;
const accepted: Readonly<Partial<Record<InputName, readonly number[]>>> = {
  ...Object.fromEntries(atLeastZero.map((name) => [name, [0, smallest, largestNumber]])),
  ...Object.fromEntries(aboveZero.map((name) => [name, [smallest, largestNumber]])),
  ...Object.fromEntries(zeroToOne.map((name) => [name, [0, smallest, belowOne, 1]])),
  churn: [smallest, belowOne, 1],
  retention: [0, smallest, belowOne],
  margin: [-largestNumber, -1, 0, belowOne, 1],
  revenue: [-largestNumber, 0, largestNumber],
  firstYearOrders: [1, largestNumber],
};
const refused: readonly (readonly [InputName, number, string])[] = [
  ...atLeastZero.map((name) => [name, -smallest, 'must be at least 0'] as const),
  ...aboveZero.map((name) => [name, 0, 'must be above 0'] as const),
  ...aboveZero.map((name) => [name, -1, 'must be above 0'] as const),
  ...zeroToOne.map((name) => [name, -smallest, 'must be at least 0'] as const),
  ...zeroToOne.map((name) => [name, aboveOne, 'must be at most 1'] as const),
  ['firstYearOrders', belowOne, 'must be at least 1'],
  ['churn', 0, 'must be above 0'],
  ['churn', aboveOne, 'must be at most 1'],
  ['retention', -smallest, 'must be at least 0'],
  ['retention', 1, 'must be below 1'],
  ['margin', aboveOne, 'must be at most 1'],
];

// What is unbounded above where its divisor is 0 is the best; what is never paid back, or bought
// without a budget, is the worst, as is all that an average purchase of more refunds than sales gives.
test('a case without a value ranks by this table', () => {
  const customersBought = { cacIsZero: 'best', noRevenue: 'worst' };
  const noRevenue = 'worst';
  // What a model leaves without a bound is the best as well.
  const ofModel = { noMeanSpend: 'best', noEnd: 'best' };
  const table: Readonly<Record<string, object>> = {
    margin: { noPrice: 'worst', noRevenue },
    ltvCac: { cacIsZero: 'best', noValueAtNoCost: 'worst', ...ofModel, noRevenue },
    paybackMonths: {
      noMargin: 'worst',
      beyondLifespan: 'worst',
      noMeanSpend: 'best',
      noRevenue,
    },
    modelPurchases: { noEnd: 'best' },
    modelSpend: { noMeanSpend: 'best', noRevenue },
    modelClv: { ...ofModel, noRevenue },
    maxCac: { ...ofModel, noRevenue },
    netClv: { ...ofModel, noRevenue },
    equity: { ...ofModel, noRevenue },
    budgetHoldCustomers: customersBought,
    budgetGrowCustomers: customersBought,
    budgetOwnCustomers: customersBought,
  };
  const ranked = quantityNames.filter((name) => quantities[name].without !== undefined);
  const ofAverage =
    'avg unitCost customerValue clv marginPerYear clvMargin clvPresent residualValue maxCac netClv equity residualEquity';
  expect(ranked).toEqual(expect.arrayContaining([...Object.keys(table), ...ofAverage.split(' ')]));
  const expected = ranked.map((name) => [name, table[name] ?? { noRevenue }]);
  expect(ranked.map((name) => [name, quantities[name].without])).toEqual(expected);
  expect(rankOf('ltvCac', 'cacIsZero')).toBe(Infinity);
  expect(rankOf('ltvCac', 'noValueAtNoCost')).toBe(-Infinity);
  expect(rankOf('paybackMonths', 'beyondLifespan')).toBe(Infinity);
  expect(rankOf('budgetHoldCustomers', 'noRevenue')).toBe(-Infinity);
  expect(rankOf('unitCost', 'noRevenue')).toBe(Infinity);
  // What nobody wrote down does not pass.
  expect(rankOf('netClv', undefined)).toBe(-Infinity);
});

test('the table of bounds covers every input', () => {
  expect(Object.keys(accepted).toSorted()).toEqual(inputNames.toSorted());
});

test.each(Object.entries(accepted))('%s takes its bounds and what is inside them', (name, list) => {
  for (const value of list) expect(brokenRule(name as InputName, value)).toBeUndefined();
});

test.each(refused)('%s refuses %d: it %s', (name, value, rule) => {
  expect(brokenRule(name, value)).toBe(rule);
});

test.each(inputNames)('%s refuses what a double does not carry exactly', (name) => {
  const rule =
    'must be a number that a double carries exactly, at most 9007199254740991 either way';
  for (const value of [NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 53)]) {
    expect(brokenRule(name, value)).toBe(rule);
  }
});

test.each(quantityNames)('%s has a label in each language and a line of help', (name) => {
  const { label, help } = quantities[name];
  for (const text of [label.en, label.nl, help]) expect(text).toMatch(/^\S(.*\S)?$/);
  expect(help).not.toMatch(/[.!]$/);
});

test.each(['en', 'nl'] as const)('no two quantities share a label in %s', (language) => {
  const labels = quantityNames.map((name) => quantities[name].label[language].toLowerCase());
  expect(new Set(labels).size).toBe(quantityNames.length);
});

test('names are camel case and stay apart where case is lost', () => {
  for (const name of quantityNames) expect(name).toMatch(/^[a-z]+([A-Z][a-z]*)*$/);
  const lower = quantityNames.map((name) => name.toLowerCase());
  expect(new Set(lower).size).toBe(quantityNames.length);
});

test('only what can be given is the name of an input', () => {
  expect(isInputName('avg')).toBe(true);
  expect(isInputName('clv')).toBe(false);
  expect(isInputName('timing')).toBe(false);
  expect(isInputName('frq')).toBe(false);
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])(
  'what every object has is no name: %j',
  (name) => {
    expect(isInputName(name)).toBe(false);
    expect(isQuantityName(name)).toBe(false);
  },
);

test('every name of a quantity is known as one', () => {
  expect(quantityNames.filter((name) => !isQuantityName(name))).toEqual([]);
  expect(quantityNames.length).toBeGreaterThan(inputNames.length);
});

test('the vocabulary prints inputs before metrics', () => {
  expect(quantityNames.slice(0, inputNames.length)).toEqual(inputNames);
});

test('the columns of a horizon are quantities', () => {
  expect(horizonNames.filter((name) => !isQuantityName(name))).toEqual([]);
});

test('a year holds 1 year, 4 quarters or 12 months', () => {
  expect(periodsPerYear).toEqual({ year: 1, quarter: 4, month: 12 });
  expect(periods).toEqual(['year', 'quarter', 'month']);
  expect(timings).toEqual(['start', 'mid', 'end']);
  expect(conventionNames).toEqual(['timing', 'period', 'months']);
});

test('every reason for a null is told in both languages', () => {
  for (const { en, nl } of Object.values(reasons)) {
    expect(en).toMatch(/^\S.*\S$/);
    expect(nl).toMatch(/^\S.*\S$/);
    expect(nl).not.toBe(en);
  }
});
