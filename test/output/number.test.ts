import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalText, numberFormat, rounded } from '../../src/output/number-format.ts';
import { quantities, type Unit } from '../../src/quantities.ts';

const english = numberFormat({ locale: 'en', currency: undefined });
/** The same locale by another name, which takes the way through Intl. */
const american = numberFormat({ locale: 'en-US', currency: undefined });
const dutchEuro = numberFormat({ locale: 'nl-NL', currency: 'EUR' });

const units = [...new Set(Object.values(quantities).map(({ unit }) => unit))];

/** But for the few whose 15 digits round to more than a double can hold, which Intl calls infinite. */
const anyDouble = fc.double({ min: -1.797e308, max: 1.797e308, noNaN: true });

test('more places are filled up alike in every locale, but for counts and shares', () => {
  for (const [unit, expected] of [
    ['ratio', '1.5000'],
    ['money', '1.5000'],
    ['count', '1.5'],
    ['share', '150%'],
  ] as const) {
    expect([english(1.5, unit, 4), american(1.5, unit, 4)]).toEqual([expected, expected]);
  }
});

describe('a number in English', () => {
  test.each([
    // Half a cent, which toFixed rounds down in the first three: their doubles lie below.
    [1.005, '1.01'],
    [2.675, '2.68'],
    [0.285, '0.29'],
    [-1.005, '-1.01'],
    [1.0049, '1.00'],
    [0.5, '0.50'],
    [9.995, '10.00'],
    [999.995, '1,000.00'],
    // What rounds to zero has no sign.
    [-0.001, '0.00'],
    [-0, '0.00'],
    [-0.005, '-0.01'],
    [1e-7, '0.00'],
    [5e-324, '0.00'],
    [1234.5, '1,234.50'],
    [-1_234_567.891, '-1,234,567.89'],
    [123_456, '123,456.00'],
    // The sixteenth digit is dropped, since doubles of sums are not to be trusted with it.
    [9_007_199_254_740_991, '9,007,199,254,740,990.00'],
    [1e21, '1,000,000,000,000,000,000,000.00'],
  ])('of money %d is %s', (value, text) => {
    expect(english(value, 'money')).toBe(text);
    expect(american(value, 'money')).toBe(text);
  });

  test.each([
    ['share', 0.425, '42.5%'],
    ['share', 1, '100%'],
    ['share', 0, '0%'],
    ['share', -0.00001, '0%'],
    // 0.145 * 100 is 14.499999999999998.
    ['sharePerPeriod', 0.145, '14.5%'],
    ['sharePerYear', 0.00125, '0.13%'],
    ['share', 12.5, '1,250%'],
    ['count', 1000, '1,000'],
    ['count', 33.333, '33.33'],
    ['countPerYear', 0.1, '0.1'],
    ['perPeriod', 4, '4'],
    ['perPeriod', 100, '100'],
    ['years', 3, '3.00'],
    ['months', 9, '9.00'],
    ['ratio', 2.675, '2.68'],
    ['moneyPerYear', 80, '80.00'],
    ['moneyCounted', 1e6, '1,000,000.00'],
  ] as const)('as %s, %d is %s', (unit, value, text) => {
    expect(english(value, unit)).toBe(text);
    expect(american(value, unit)).toBe(text);
  });

  test('is, of any double and unit, what Intl makes of the same 15 digits', () => {
    const double = fc.oneof(
      anyDouble,
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      // Cents and halves of cents.
      fc.integer({ min: -1e9, max: 1e9 }).map((mills) => mills / 1000),
    );
    fc.assert(
      fc.property(double, fc.constantFrom<Unit>(...units), (value, unit) => {
        expect(english(value, unit)).toBe(american(value, unit));
      }),
      { seed: 1, numRuns: 3000 },
    );
  });
});

describe('money in a currency', () => {
  test.each([
    ['nl-NL', 'EUR', 1234.56, '€\u00A01.234,56'],
    ['nl-NL', 'EUR', -1234.56, '€\u00A0-1.234,56'],
    ['nl-NL', 'EUR', 600, '€\u00A0600,00'],
    ['nl-NL', 'EUR', 1.005, '€\u00A01,01'],
    ['nl-NL', 'EUR', -0.001, '€\u00A00,00'],
    ['nl-BE', 'EUR', 1234.56, '€\u00A01.234,56'],
    ['de-DE', 'EUR', 1234.56, '1.234,56\u00A0€'],
    ['fr-FR', 'EUR', 1234.56, '1\u202F234,56\u00A0€'],
    ['en', 'USD', -1234.5, '-$1,234.50'],
    ['en', 'EUR', 9_007_199_254_740_991, '€9,007,199,254,740,990.00'],
    ['en', 'JPY', 1234.5, '¥1,235'],
    ['ja-JP', 'JPY', 1000, '￥1,000'],
    ['en', 'KWD', 1.0005, 'KWD\u00A01.001'],
  ])('in %s and %s of %d is %s', (locale, currency, value, text) => {
    expect(numberFormat({ locale, currency })(value, 'money')).toBe(text);
  });

  test('leaves numbers that are no money without a sign', () => {
    expect(dutchEuro(0.425, 'share')).toBe('42,5%');
    expect(dutchEuro(4, 'ratio')).toBe('4,00');
    expect(dutchEuro(1234.5, 'count')).toBe('1.234,5');
    expect(numberFormat({ locale: 'de-DE', currency: 'EUR' })(0.425, 'share')).toBe('42,5\u00A0%');
  });

  test('is a plain number without one', () => {
    expect(numberFormat({ locale: 'nl-NL', currency: undefined })(1234.5, 'money')).toBe(
      '1.234,50',
    );
  });
});

describe('the decimal text of a double', () => {
  test.each([
    [0, '0.00000000000000'],
    [-1.5, '-1.50000000000000'],
    [0.1 + 0.2, '0.300000000000000'],
    [1e-7, '0.000000100000000000000'],
    [1e15, '1000000000000000'],
    [1e21, '1000000000000000000000'],
    [123_456_789_012_345, '123456789012345'],
  ])('%d is %s', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });

  test('moves its point where it is asked to', () => {
    expect(Number(decimalText(0.145, 2))).toBe(14.5);
    expect(decimalText(1e-7, 2)).toBe('0.0000100000000000000');
  });

  test('has no exponent and the value of 15 digits', () => {
    fc.assert(
      fc.property(anyDouble, (value) => {
        expect(decimalText(value)).toMatch(/^-?\d+(?:\.\d+)?$/);
        expect(Number(decimalText(value)) - Number(value.toPrecision(15))).toBe(0);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});

test('a decimal text is rounded half away from zero at any place', () => {
  expect(rounded('2.5', 0)).toBe('3');
  expect(rounded('-2.5', 0)).toBe('-3');
  expect(rounded('2.4999', 0)).toBe('2');
  expect(rounded('0.05', 1)).toBe('0.1');
  expect(rounded('7', 2)).toBe('7.00');
  expect(rounded('-0.4', 0)).toBe('0');
});
