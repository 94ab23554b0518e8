import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { parseNumber } from '../../src/input/grammar/number.ts';

const plain = { subject: '--avg', decimal: 'point', share: false } as const;
const share = { subject: '--margin', decimal: 'point', share: true } as const;
const comma = { subject: '--avg', decimal: 'comma', share: false } as const;

describe('a number with a decimal point', () => {
  test.each([
    ['1234.5', 1234.5],
    ['1_234.5', 1234.5],
    ['1_234_567', 1_234_567],
    ['0.000_1', 0.0001],
    ['1e3', 1000],
    ['2.5E-3', 0.0025],
    ['1e+3', 1000],
    ['.5', 0.5],
    ['+5', 5],
    ['-5', -5],
    ['007', 7],
    ['9007199254740991', 9_007_199_254_740_991],
  ])('%s is read', (text, value) => {
    expect(parseNumber(text, plain)).toBe(value);
  });

  test('a minus zero is a zero without sign', () => {
    expect(parseNumber('-0', plain)).toBe(0);
    expect(parseNumber('-0.0%', share)).toBe(0);
  });

  test.each([
    ['', "''"],
    [' ', '" "'],
    [' 5', '" 5"'],
    ['5\n', String.raw`"5\n"`],
    ['0x10', '0x10'],
    ['0b1', '0b1'],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
    ['-Infinity', '-Infinity'],
    ['1__2', '1__2'],
    ['_1', '_1'],
    ['1_', '1_'],
    ['1._5', '1._5'],
    ['1.', '1.'],
    ['.', '.'],
    ['-', '-'],
    ['--5', '--5'],
    ['1e', '1e'],
    ['1e3.5', '1e3.5'],
    ['1.2.3', '1.2.3'],
    ['1,234.5', '1,234.5'],
    ['1n', '1n'],
    ['€5', '€5'],
    ['٣', '٣'],
  ])('%j is refused, with the text and an example', (text, got) => {
    expect(() => parseNumber(text, plain)).toThrow(
      new InputError(`--avg must be a number such as 1234.5, got ${got}`),
    );
  });

  test.each(['1e400', '-1e400', '9007199254740992', '9007199254740993', '1e16'])(
    '%s is refused, since a double does not carry it exactly',
    (text) => {
      expect(() => parseNumber(text, plain)).toThrow(
        new InputError(
          `--avg must be a number that a double carries exactly, at most 9007199254740991 either way, got ${text}`,
        ),
      );
    },
  );

  test('every double up to the largest safe integer is read as itself', () => {
    const safe = fc.double({
      min: -Number.MAX_SAFE_INTEGER,
      max: Number.MAX_SAFE_INTEGER,
      noNaN: true,
    });
    fc.assert(
      fc.property(safe, (x) => {
        expect(parseNumber(String(x), plain) === x).toBe(true);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

describe('a percentage', () => {
  test.each([
    ['42%', 0.42],
    ['+42.5%', 0.425],
    ['-8%', -0.08],
    ['.5%', 0.005],
    ['1e1%', 0.1],
    // 0.7 / 100 and 7 * 0.01 both miss these doubles.
    ['0.7%', 0.007],
    ['7%', 0.07],
  ])('%s of a share is exact', (text, value) => {
    expect(parseNumber(text, share)).toBe(value);
  });

  test('of any decimal of six digits is the nearest double', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.nat({ max: 6 }), (units, places) => {
        const all = String(units).padStart(places + 1, '0');
        const at = all.length - places;
        const text = places === 0 ? all : `${all.slice(0, at)}.${all.slice(at)}`;
        expect(parseNumber(`${text}%`, share)).toBe(Number(`${text}e-2`));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('is refused where the number is no share', () => {
    expect(() => parseNumber('42%', plain)).toThrow(
      new InputError('--avg must be a number without a percent sign, got 42%'),
    );
  });

  test.each(['%', '4%2', '42%%', '42 %'])('%j is refused, with both ways to write one', (text) => {
    expect(() => parseNumber(text, share)).toThrow(
      /^--margin must be a number such as 0\.42 or 42%, got /,
    );
  });
});

describe('a number under a comma locale', () => {
  test.each([
    ['50,5', 50.5],
    ['1.234,5', 1234.5],
    ['-1.234,56', -1234.56],
    ['1.234.567', 1_234_567],
    ['1_234,5', 1234.5],
    ['1234', 1234],
    ['1,234', 1.234],
  ])('%s is read', (text, value) => {
    expect(parseNumber(text, comma)).toBe(value);
  });

  test('may be a percentage', () => {
    expect(parseNumber('42,5%', { ...comma, share: true })).toBe(0.425);
  });

  test.each([
    ['1.234', '1234', '1,234'],
    ['-12.500', '-12500', '-12,500'],
  ])('%s is refused, showing both readings', (text, thousands, decimal) => {
    expect(() => parseNumber(text, comma)).toThrow(
      new InputError(`--avg must be unambiguous, got ${text}; write ${thousands} or ${decimal}`),
    );
  });

  test.each(['1.23.456', '1,2,3', '1.234.56', '50,', '1,234.5'])('%s is refused', (text) => {
    expect(() => parseNumber(text, comma)).toThrow(
      new InputError(`--avg must be a number such as 1234.5, got ${text}`),
    );
  });
});

describe('a decimal comma where points are read', () => {
  test('is refused, showing the reading', () => {
    expect(() => parseNumber('50,5', plain)).toThrow(
      new InputError(
        '--avg must be a number with a decimal point, got 50,5; write 50.5, or read commas with --locale nl',
      ),
    );
  });

  test('is refused with both readings where it may part thousands', () => {
    expect(() => parseNumber('1,234', plain)).toThrow(
      new InputError(
        '--avg must be a number with a decimal point, got 1,234; write 1234 if the comma groups thousands, 1.234 if it is a decimal sign, or read commas with --locale nl',
      ),
    );
  });
});

/** Texts that are or nearly are numbers, among wild ones. */
const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789+-_.,%eE ')) }),
  fc.double().map(String),
);

test('any text gives a finite number or an InputError that names the subject', () => {
  const options = fc.record({
    subject: fc.constant('--avg'),
    decimal: fc.constantFrom('point' as const, 'comma' as const),
    share: fc.boolean(),
  });
  fc.assert(
    fc.property(anyText, options, (text, how) => {
      let outcome: unknown;
      try {
        outcome = parseNumber(text, how);
      } catch (error) {
        outcome = error;
      }
      const refused = outcome instanceof InputError && outcome.message.startsWith('--avg must be ');
      expect(refused || Number.isFinite(outcome)).toBe(true);
    }),
    { seed: 1, numRuns: 5000 },
  );
});

test('what is read with a decimal point is what JavaScript reads without the underscores', () => {
  let taken = 0;
  fc.assert(
    fc.property(anyText, (text) => {
      const value = tryNumber(text);
      if (value === undefined) return;
      taken++;
      const bare = Number(text.replaceAll('_', '').replace('%', ''));
      // The quotient may be off by its own rounding, the number read is not.
      const tolerance = text.endsWith('%') ? Math.abs(value) * Number.EPSILON : 0;
      expect(Math.abs(value - (text.endsWith('%') ? bare / 100 : bare))).toBeLessThanOrEqual(
        tolerance,
      );
    }),
    { seed: 1, numRuns: 5000 },
  );
  expect(taken).toBeGreaterThan(1000);
});

function tryNumber(text: string): number | undefined {
  try {
    return parseNumber(text, share);
  } catch {
    return undefined;
  }
}
