import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import type { Range } from '../../src/assumptions/range.ts';
import { distributionOf, pointOf, rangeReading } from '../../src/assumptions/reading.ts';
import { parseRange } from '../../src/input/grammar/range-text.ts';
import { readingText } from '../../src/output/assumptions/note-wording.ts';
import { brokenRule, type InputName } from '../../src/quantities.ts';

function rangeOf(text: string, name: InputName): Range {
  const range = parseRange(text, { subject: name, name, decimal: 'point' });
  if (range === undefined) throw new Error(`${text} is no range`);
  return range;
}

test.each<[string, InputName, number | undefined, string]>([
  ['45..55', 'avg', undefined, 'avg 45..55: hard limits, uniform, midpoint 50'],
  ['45..55', 'avg', 50, 'avg 45..55: hard limits, triangular, mode 50'],
  ['45 to 55', 'avg', undefined, 'avg 45 to 55: 90% interval, lognormal, median 49.7'],
  [
    '38% to 46%',
    'margin',
    undefined,
    'margin 38% to 46%: 90% interval, logit-normal, median 41.9%',
  ],
  [
    '-10% to 10%',
    'margin',
    undefined,
    'margin -10% to 10%: 90% interval, normal, cut at 100%, median 0%',
  ],
  ['-1e3 to 1e3', 'revenue', undefined, 'revenue -1000 to 1000: 90% interval, normal, median 0'],
  ['50+-5', 'avg', undefined, 'avg 50±5: 90% interval 45 to 55, normal, cut at 0'],
  ['8%±2%', 'churn', undefined, 'churn 8%±2%: 90% interval 6% to 10%, normal, cut at 0% and 100%'],
  // The quartiles of 3 to 5: 3.873 e^(±0.6745 × 0.1553), 3.49 and 4.30.
  ['3 to 5', 'freq', 4.29, 'freq 3 to 5: 90% interval, lognormal, median 3.87'],
  [
    '3 to 5',
    'freq',
    4.31,
    'freq 3 to 5: 90% interval, lognormal, median 3.87, of which the value 4.31 is far from the middle',
  ],
  ['1234.5..1e6', 'cac', undefined, 'cac 1234.5..1000000: hard limits, uniform, midpoint 500617'],
])('the reading of %s for %s with value %s', (text, name, value, reading) => {
  expect(readingText(rangeReading(rangeOf(text, name), value, 0.9)).en).toBe(reading);
});

test('the reading follows the interval and the language', () => {
  const range = rangeOf('45.5 to 55', 'avg');
  expect(readingText(rangeReading(range, undefined, 0.8)).en).toBe(
    'avg 45.5 to 55: 80% interval, lognormal, median 50',
  );
  expect(readingText(rangeReading(range, undefined, 0.9)).nl).toBe(
    'avg 45,5 to 55: 90%-interval, lognormaal, mediaan 50',
  );
});

test.each<[string, InputName, number]>([
  ['45..55', 'avg', 50],
  ['0.1..0.2', 'freq', 0.15],
  // The median of a lognormal is the geometric mean of the ends.
  ['45 to 55', 'avg', Number(Math.sqrt(45 * 55).toPrecision(10))],
  ['3 to 27', 'freq', 9],
  ['50±5', 'avg', 50],
])('the point of %s is %d', (text, name, point) => {
  expect(pointOf(rangeOf(text, name), 0.9)).toBe(point);
});

test('the ends of an interval hold the share that is asked for', () => {
  for (const interval of [0.5, 0.8, 0.9, 0.99]) {
    for (const [text, name] of [
      ['45 to 55', 'avg'],
      ['38% to 46%', 'margin'],
      ['50±5', 'avg'],
    ] as const) {
      const { quantile } = distributionOf(rangeOf(text, name), undefined, interval);
      const [low, high] = name === 'avg' ? [45, 55] : [0.38, 0.46];
      expect(quantile((1 - interval) / 2)).toBeCloseTo(low, 9);
      expect(quantile((1 + interval) / 2)).toBeCloseTo(high, 9);
    }
  }
});

test('nothing is drawn outside the domain, however close the ends are to it', () => {
  for (const [text, name] of [
    ['90% to 99.9999999%', 'retention'],
    ['0.00001%±0.000001%', 'churn'],
    ['99%±1%', 'margin'],
    ['0 to 10', 'avg'],
    ['1e-7% to 1%', 'churn'],
  ] as const) {
    const { quantile } = distributionOf(rangeOf(text, name), undefined, 0.5);
    for (const p of [1e-7, 0.01, 0.5, 0.99, 1 - 1e-7]) {
      expect(brokenRule(name, quantile(p))).toBeUndefined();
    }
  }
});

test('a value outside its range is refused', () => {
  expect(() => distributionOf(rangeOf('45..55', 'avg'), 60, 0.9)).toThrow(
    new InputError('avg must lie within its range 45..55, got 60'),
  );
});
