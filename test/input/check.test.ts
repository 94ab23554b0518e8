import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Aggregate, Expression, Rule } from '../../src/assumptions/rule.ts';
import { InputError } from '../../src/errors.ts';
import { parseCheck } from '../../src/input/grammar/check-line.ts';
import { computableNames, inputNames, isInputName, quantities } from '../../src/quantities.ts';
import { printCheck } from './print-check.ts';

const number = fc
  .double({ min: -1e12, max: 1e12, noNaN: true, noDefaultInfinity: true })
  .map((value) => value + 0);
const share = fc.double({ min: -1, max: 1, noNaN: true }).map((value) => value + 0);
const name = fc.stringMatching(/^[a-z][a-z0-9 _.-]{0,8}[a-z0-9]$/);
const selector = fc.option(fc.oneof(name, fc.constant('*')), { nil: undefined });
const draws: fc.Arbitrary<Aggregate> = fc.oneof(
  fc.integer({ min: 1, max: 99 }).map((p): Aggregate => `p${p}`),
  fc.constant<Aggregate>('mean'),
);

const compare = (limit: fc.Arbitrary<number>): fc.Arbitrary<Rule> =>
  fc.record({
    kind: fc.constant('compare' as const),
    operator: fc.constantFrom('>=' as const, '>' as const, '<=' as const, '<' as const),
    limit,
  });
const inside = (limit: fc.Arbitrary<number>): fc.Arbitrary<Rule> =>
  fc.tuple(limit, limit).map(([one, other]) => ({
    kind: 'in',
    low: Math.min(one, other),
    high: Math.max(one, other),
  }));
const within = (
  of: fc.Arbitrary<number | 'baseline' | 'measured'>,
  isShare: boolean,
): fc.Arbitrary<Rule> =>
  fc
    .record({
      kind: fc.constant('within' as const),
      tolerance: fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0),
      isRelative: fc.boolean(),
      of,
    })
    .filter(({ isRelative, of: reference }) => !(isRelative && reference === 0))
    // Points of a share are printed as percentages are, so that they are no larger than these.
    .map((rule) =>
      isShare && !rule.isRelative ? { ...rule, tolerance: rule.tolerance % 2 } : rule,
    );

const expression: fc.Arbitrary<Expression> = fc.constantFrom(...computableNames).chain((metric) => {
  const isShare = quantities[metric].unit.startsWith('share');
  const limit = isShare ? share : number;
  const texts = isInputName(metric) ? (['baseline', 'measured'] as const) : (['baseline'] as const);
  const place = { metric: fc.constant(metric), scenario: selector, segment: selector };
  return fc.oneof(
    fc.record({
      ...place,
      aggregate: fc.constant(undefined),
      rule: fc.oneof(
        compare(limit),
        inside(limit),
        within(fc.oneof(limit, fc.constantFrom(...texts)), isShare),
      ),
    }),
    fc.record({
      ...place,
      aggregate: draws,
      rule: fc.oneof(compare(limit), inside(limit), within(limit, isShare)),
    }),
    fc.record({
      ...place,
      aggregate: fc.constantFrom('worst' as const, 'best' as const),
      rule: compare(limit),
    }),
  );
});

describe('the grammar of checks', () => {
  it('reads back what it prints', () => {
    fc.assert(
      fc.property(expression, (check) => {
        expect(parseCheck(printCheck(check))).toEqual(check);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws anything but InputError', () => {
    const word = fc.constantFrom(
      'ltvCac',
      'p10',
      '(',
      ')',
      '{',
      '}',
      'segment',
      '=',
      ',',
      '>=',
      '<',
      'within',
      'of',
      'in',
      '..',
      '5%',
      '3',
      '-',
      ' ',
      'baseline',
      'measured',
      '*',
      'age',
      'days',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(word, { maxLength: 14 }).map((words) => words.join('')),
      fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const check = parseCheck(text);
          expect(parseCheck(printCheck(check))).toEqual(check);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 20_000 },
    );
  });

  // What grows with the square of the text, or worse, does not end before vitest's limit.
  it('refuses a long text', () => {
    for (const text of [' '.repeat(1e6), `ltvCac${' '.repeat(480)}`, `a${'{'.repeat(490)}`]) {
      expect(() => parseCheck(text)).toThrow(InputError);
    }
  });

  it.each<[string, Partial<Expression>]>([
    ['ltvCac >= 3', { metric: 'ltvCac', rule: { kind: 'compare', operator: '>=', limit: 3 } }],
    [
      'p10(ltvCac)>=2.5',
      { aggregate: 'p10', rule: { kind: 'compare', operator: '>=', limit: 2.5 } },
    ],
    ['ltvCac{scenario = churn-up, segment=*} < 3', { scenario: 'churn-up', segment: '*' }],
    ['margin > 42%', { rule: { kind: 'compare', operator: '>', limit: 0.42 } }],
    [
      'equity within 5% of baseline',
      { rule: { kind: 'within', tolerance: 0.05, isRelative: true, of: 'baseline' } },
    ],
    [
      'freq within 0.5 of 4',
      { rule: { kind: 'within', tolerance: 0.5, isRelative: false, of: 4 } },
    ],
    [
      'margin within 5pp of 90%',
      { rule: { kind: 'within', tolerance: 0.05, isRelative: false, of: 0.9 } },
    ],
    [
      'margin within 0.05 of 90%',
      { rule: { kind: 'within', tolerance: 0.05, isRelative: false, of: 0.9 } },
    ],
    [
      'margin within 5% of 90%',
      { rule: { kind: 'within', tolerance: 0.05, isRelative: true, of: 0.9 } },
    ],
    ['years in 1..7', { rule: { kind: 'in', low: 1, high: 7 } }],
    ['margin in -10% .. 50%', { rule: { kind: 'in', low: -0.1, high: 0.5 } }],
    [
      'age(avg) <= 180 days',
      { aggregate: 'age', metric: 'avg', rule: { kind: 'compare', operator: '<=', limit: 180 } },
    ],
    ['clv >= 1_000', { rule: { kind: 'compare', operator: '>=', limit: 1000 } }],
  ])('reads %s', (text, expected) => {
    expect(parseCheck(text)).toMatchObject(expected);
  });

  it.each([
    ['margin within 1 of 90%', /write 1pp or 1%$/],
    ['margin within 5 of 90%', /write 5pp or 5%$/],
    ['avg within 5pp of 90', /the tolerance must be a number such as 1234\.5, got 5pp/],
    ['age(margin) within 5pp of 90', /the tolerance must be a number/],
  ])('refuses %s', (text, message) => {
    expect(() => parseCheck(text)).toThrow(message);
  });

  it('takes the age of an input only', () => {
    for (const input of inputNames) expect(parseCheck(`age(${input}) < 9`).aggregate).toBe('age');
    expect(() => parseCheck('age(clv) < 9')).toThrow('age must be of an input, got the metric clv');
  });
});
