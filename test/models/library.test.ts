import { readdirSync, readFileSync } from 'node:fs';
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import * as library from '../../src/models/index.ts';
import { simulatedBuyers } from './simulate.ts';

const folder = new URL('../../src/models/', import.meta.url);
const sources = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));

/** The doc comments of exported functions, by the name of the function. */
const docs = new Map(
  sources
    .flatMap((source) => [
      ...source.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*export (?:function|class) (\w+)/g),
    ])
    .map(([, doc = '', name = '']) => [name, doc] as const),
);

const functions = Object.entries<unknown>(library)
  .filter(([, value]) => typeof value === 'function')
  .map(([name]) => name);

test('the library is these, and no more', () => {
  expect(Object.keys(library).toSorted()).toEqual([
    'FitError',
    'bgBbLogLikelihood',
    'bootstrap',
    'buyerModels',
    'drawnParameters',
    'expectedSpend',
    'fit',
    'fitAllBuyers',
    'lifetimePredictor',
    'lifetimePurchases',
    'lifetimeRoundPurchases',
    'logLikelihood',
    'meanSpend',
    'modelError',
    'newBuyer',
    'newCustomer',
    'newRoundBuyer',
    'predict',
    'predictTotal',
    'predictor',
    'purchaseProbability',
    'residualPayments',
    'retentionRate',
    'roundPredictor',
    'spendLogLikelihood',
    'spendPredictor',
    'survival',
    'validate',
    'varianceOf',
    'weeksPerYear',
  ]);
});

test.each(functions.filter((name) => name !== 'FitError'))(
  'the doc of %s says what it throws',
  (name) => {
    expect(docs.get(name)).toMatch(/@throws RangeError/);
  },
);

/** A result as an example prints it: numbers to the decimals printed there. */
function print(result: unknown, printed: string): string {
  const decimals = /^-?\d+\.(\d+)$/.exec(printed)?.[1]?.length;
  return typeof result === 'number' && decimals !== undefined
    ? result.toFixed(decimals)
    : JSON.stringify(result);
}

test('examples give what they say', () => {
  const examples = [...docs.values()].flatMap((doc) => [
    ...doc.matchAll(/@example (.+) \/\/ (.+)/g),
  ]);
  expect(examples.length).toBeGreaterThan(2);
  for (const [, expression = '', printed = ''] of examples) {
    const result: unknown = runInNewContext(`(${expression})`, { ...library });
    expect(print(result, printed.trim())).toBe(printed.trim());
  }
});

test('a model and data that are of no kind are refused by name', () => {
  expect(() => library.fit('gg' as 'sbg', [])).toThrow(
    new RangeError(
      'model must be one of bg-nbd, mbg-nbd, pareto-nbd, bg-bb, gamma-gamma, sbg, got gg',
    ),
  );
});

test('fit and predict are one pair for all models', () => {
  const donors = [
    { x: 0, t_x: 0, n: 4, count: 30 },
    { x: 1, t_x: 2, n: 4, count: 10 },
    { x: 2, t_x: 4, n: 4, count: 12 },
    { x: 4, t_x: 4, n: 4, count: 9 },
  ];
  const ofRounds = library.fit('bg-bb', donors);
  expect(
    library.predict(ofRounds, { x: 1, t_x: 2, n: 4 }, { horizon: 3 }).purchases,
  ).toBeGreaterThan(0);
  expect(
    library.fit('gamma-gamma', [
      { x: 1, spend: 5 },
      { x: 2, spend: 9 },
      { x: 1, spend: 30 },
    ]).model,
  ).toBe('gamma-gamma');
  expect(library.fit('sbg', [[10, 7, 6]]).model).toBe('sbg');
});

test('bundled and run in a bare context, without a global of node, the figures are the same', async () => {
  const bundle = await rolldown({ input: 'src/models/index.ts', platform: 'browser' });
  const { output } = await bundle.generate({ format: 'iife', name: 'clv' });
  const [{ code, imports }] = output;
  expect(imports).toEqual([]);
  // Comments name the files that the code comes from.
  expect(code.replace(/^\s*\/\/.*$/gm, '')).not.toMatch(
    /\brequire\(|node:|process\.|console\.|Math\.random|Date\b/,
  );
  const buyers = simulatedBuyers('pareto-nbd', 200, 3);
  const figures = (models: typeof library) => {
    const fits = models.fitAllBuyers(buyers);
    return fits.map((fit) => ({
      fit,
      prediction: models.predict(
        fit,
        { x: 2, t_x: 10, T: 30 },
        { horizon: 20, delta: 0.01, interval: 0.9 },
      ),
      total: models.predictTotal(fit, buyers, { horizon: 20, interval: 0.9 }),
    }));
  };
  const context = createContext({ buyers: structuredClone(buyers) });
  const inside: unknown = runInContext(
    `${code}; JSON.stringify((${figures.toString()})(clv))`,
    context,
  );
  expect(inside).toBe(JSON.stringify(figures(library)));
});
