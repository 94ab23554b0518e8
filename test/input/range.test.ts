import { array, assert, constantFrom, double, oneof, property, record, string } from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import type { DecimalSign } from '../../src/input/grammar/number.ts';
import { endsOf, type Range, rangeText } from '../../src/assumptions/range.ts';
import { parseRange } from '../../src/input/grammar/range-text.ts';
import { brokenRule, type InputName, inputNames } from '../../src/quantities.ts';

function parse(text: string, name: InputName = 'avg', decimal: DecimalSign = 'point') {
  return parseRange(text, { subject: `--${name}`, name, decimal });
}

test.each<[string, InputName, object]>([
  ['45..55', 'avg', { kind: 'limits', low: 45, high: 55 }],
  ['45 .. 55', 'avg', { kind: 'limits', low: 45, high: 55 }],
  ['45 to 55', 'avg', { kind: 'interval', low: 45, high: 55 }],
  ['50±5', 'avg', { kind: 'centred', centre: 50, deviation: 5 }],
  ['50 ± 5', 'avg', { kind: 'centred', centre: 50, deviation: 5 }],
  ['50+-5', 'avg', { kind: 'centred', centre: 50, deviation: 5 }],
  ['38%..46%', 'margin', { kind: 'limits', low: 0.38, high: 0.46 }],
  ['-10% to 10%', 'margin', { kind: 'interval', low: -0.1, high: 0.1 }],
  ['7%±1%', 'churn', { kind: 'centred', centre: 0.07, deviation: 0.01 }],
  ['1_000..2e3', 'cac', { kind: 'limits', low: 1000, high: 2000 }],
  ['50..50', 'avg', { kind: 'limits', low: 50, high: 50 }],
])('%s is a range of %s', (text, name, expected) => {
  expect(parse(text, name)).toEqual({ name, ...expected });
});

test('under a comma locale the numbers are read with commas', () => {
  expect(parse('45,5..1.055,5', 'avg', 'comma')).toEqual({
    name: 'avg',
    kind: 'limits',
    low: 45.5,
    high: 1055.5,
  });
  expect(() => parse('1.234 to 2.345', 'avg', 'comma')).toThrow(
    'the low end of --avg must be unambiguous, got 1.234; write 1234 or 1,234',
  );
});

test.each(['50', '', '42%', 'to', '45-55', 'tomorrow', '-5', '+5'])(
  '%j is not written as a range',
  (text) => expect(parse(text)).toBeUndefined(),
);

test.each<[string, InputName, string]>([
  ['55..45', 'avg', '--avg must go from low to high, got 55..45; write 45..55'],
  ['55 to 45', 'avg', '--avg must go from low to high, got "55 to 45"; write 45 to 55'],
  ['-5..5', 'avg', '--avg must be at least 0, got -5..5'],
  ['3±5', 'freq', '--freq must be at least 0, got 3±5'],
  ['0%..5%', 'churn', '--churn must be above 0, got 0%..5%'],
  ['38..46', 'margin', '--margin must be at most 1, got 38..46; write 38%..46%'],
  ['38 to 46', 'margin', '--margin must be at most 1, got "38 to 46"; write 38% to 46%'],
  ['42±4', 'margin', '--margin must be at most 1, got 42±4; write 42%±4%'],
  [
    '38..46%',
    'margin',
    '--margin must have a percent sign on both its numbers or on neither, got 38..46%',
  ],
  ['45%..55%', 'avg', 'the low end of --avg must be a number without a percent sign, got 45%'],
  ['45..', 'avg', "the high end of --avg must be a number such as 1234.5, got ''"],
  ['..55', 'avg', "the low end of --avg must be a number such as 1234.5, got ''"],
  ['50±-5', 'avg', 'the deviation of --avg must be at least 0, got 50±-5'],
  ['50±', 'avg', "the deviation of --avg must be a number such as 1234.5, got ''"],
  ['from 45 to 55', 'avg', 'the low end of --avg must be a number such as 1234.5, got "from 45"'],
  ['1..2..3', 'avg', '--avg must be one range such as 45..55, 45 to 55 or 50±5, got 1..2..3'],
  ['1...5', 'avg', '--avg must be one range such as 45..55, 45 to 55 or 50±5, got 1...5'],
  ['0..1e300', 'avg', 'the high end of --avg must be a number that a double carries exactly'],
  ['0x10..55', 'avg', 'the low end of --avg must be a number such as 1234.5, got 0x10'],
  ['45,5..55', 'avg', 'the low end of --avg must be a number with a decimal point, got 45,5'],
])('%s for %s is refused', (text, name, message) => {
  expect(() => parse(text, name)).toThrow(InputError);
  expect(() => parse(text, name)).toThrow(message);
});

const decimal = constantFrom<DecimalSign>('point', 'comma');
const name = constantFrom(...inputNames);

/** Whether a text is no range, a range in order, or refused as input. */
function isSound(text: string, quantity: InputName, sign: DecimalSign): boolean {
  try {
    const range = parse(text, quantity, sign);
    return range === undefined || endsOf(range).low <= endsOf(range).high;
  } catch (error) {
    return error instanceof InputError;
  }
}

test('the parser throws nothing but InputError', () => {
  const pieces = constantFrom(
    '..',
    ' to ',
    '±',
    '+-',
    '.',
    ',',
    '%',
    '-',
    'e',
    '_',
    ' ',
    '0',
    '45',
    '5.123',
  );
  const text = oneof(
    string(),
    array(oneof(pieces, string({ maxLength: 3 }))).map((all) => all.join('')),
  );
  assert(
    property(text, name, decimal, (given, quantity, sign) => {
      expect(isSound(given, quantity, sign)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

const anyNumber = oneof(
  double({ noNaN: true, noDefaultInfinity: true }),
  double({ min: 0, max: 1, noNaN: true }),
  constantFrom(0, 0.07, 0.29, 0.38125, 1.234, 12.5, 45, 1e-7, 1234.567, 1e6),
).map((number) => number + 0);

test('a range printed and parsed is the same range, under either locale', () => {
  const numbers = record({
    name,
    kind: constantFrom('limits', 'interval', 'centred'),
    one: anyNumber,
    other: anyNumber,
  });
  assert(
    property(numbers, decimal, ({ name: quantity, kind, one, other }, sign) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const range: Range =
        kind === 'centred'
          ? { name: quantity, kind, centre: one, deviation: Math.abs(other) }
          : { name: quantity, kind: kind as 'limits', low, high };
      const ends = endsOf(range);
      if (brokenRule(quantity, ends.low) !== undefined) return;
      if (brokenRule(quantity, ends.high) !== undefined) return;
      expect(parse(rangeText(range), quantity, sign)).toEqual(range);
    }),
    { numRuns: 3000 },
  );
});
