import { describe, expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { numberFormat } from '../../src/output/number-format.ts';
import { reportOf } from '../../src/output/calculation/report.ts';
import type { Inputs } from '../../src/quantities.ts';

const english = {
  language: 'en',
  format: numberFormat({ locale: 'en', currency: undefined }),
} as const;

const dutch = {
  language: 'nl',
  format: numberFormat({ locale: 'nl-NL', currency: 'EUR' }),
} as const;

/** The lines of a report as texts, which is how they are read. */
function lines(inputs: Inputs, style: typeof english | typeof dutch = english) {
  const { given, found } = reportOf(calculate(inputs), style);
  const textOf = ({ label, value, note }: (typeof given)[number]) =>
    `${label}: ${value}${note === '' ? '' : ` (${note})`}`;
  return { given: given.map(textOf), found: found.map(textOf) };
}

describe('a report', () => {
  test('says what was given and what follows, each with its unit and basis', () => {
    expect(lines({ avg: 50, freq: 4, years: 3 })).toEqual({
      given: [
        'Average purchase value: 50.00',
        'Purchase frequency: 4 (per year)',
        'Customer lifespan: 3.00 (years)',
      ],
      found: [
        'Customer value: 200.00 (per year, revenue basis)',
        'Customer lifetime value (CLV): 600.00 (revenue basis)',
      ],
    });
  });

  // 50 × 4 = 200 a year; × 3 = 600; × 40 % = 80 and 240; 240 − 60 = 180; 240 / 60 = 4; 60 / (80 / 12) = 9.
  test('tells margin from revenue', () => {
    const { found } = lines({ avg: 50, freq: 4, years: 3, margin: 0.4, cac: 60 });
    expect(found).toEqual(
      expect.arrayContaining([
        'Customer value: 200.00 (per year, revenue basis)',
        'Customer lifetime value (CLV): 600.00 (revenue basis)',
        'Margin: 80.00 (per year, margin basis)',
        'CLV after costs: 240.00 (margin basis)',
        'CLV minus CAC: 180.00 (margin basis)',
        'LTV:CAC ratio: 4.00 (margin basis)',
        'Payback period: 9.00 (months, margin basis)',
      ]),
    );
  });

  // 200 × (1 + 1/1.1 + 1/1.21) = 547.107…, and 40 % of it 218.842…
  test('labels a present value by what it was made of', () => {
    const inputs = { avg: 50, freq: 4, years: 3, discount: 0.1 };
    expect(lines(inputs).found).toContain('Present value of CLV: 547.11 (revenue basis)');
    expect(lines({ ...inputs, margin: 0.4 }).found).toContain(
      'Present value of CLV: 218.84 (margin basis)',
    );
  });

  test('follows the period and the months that were counted', () => {
    const { given, found } = lines({ period: 'month', churn: 0.03, avg: 50, freq: 0.5 });
    expect(given).toContain('Churn rate: 3% (per month)');
    expect(given).toContain('Purchase frequency: 0.5 (per month)');
    // 0.5 a month of 50 is 300 a year.
    expect(found).toContain('Customer value: 300.00 (per year, revenue basis)');
    const counted = lines({ revenue: 12_000, customers: 100, months: 6 });
    expect(counted.given).toContain('Revenue: 12,000.00 (over 6 months)');
    expect(counted.found).toContain(
      'Average value (W = O/K): 120.00 (over 6 months, revenue basis)',
    );
    const year = lines({ revenue: 12_000, customers: 100 });
    expect(year.given).toContain('Revenue: 12,000.00 (over 12 months)');
    const quarter = lines({ period: 'quarter', churn: 0.1 });
    expect(quarter.given).toEqual(['Churn rate: 10% (per quarter)']);
  });

  test.each([
    [
      'a CAC of 0',
      { avg: 50, freq: 4, years: 3, margin: 0.4, cac: 0 },
      'LTV:CAC ratio: n/a (the CAC is 0)',
    ],
    [
      'a margin of 0',
      { avg: 50, freq: 4, margin: 0, cac: 60 },
      'Payback period: n/a (the margin is not above 0)',
    ],
    [
      'a payback beyond the lifespan',
      { avg: 50, freq: 4, years: 0.5, margin: 0.4, cac: 60 },
      'Payback period: n/a (longer than the customer lifespan)',
    ],
  ])('gives the reason for %s instead of a number', (_, inputs, line) => {
    expect(lines(inputs).found).toContain(line);
  });

  test('is in Dutch where that is asked', () => {
    expect(lines({ avg: 50, freq: 4, years: 3, margin: 0.4, cac: 0 }, dutch)).toEqual({
      given: [
        'Gemiddelde aankoopwaarde: €\u00A050,00',
        'Aankoopfrequentie: 4 (per jaar)',
        'Klantduur: 3,00 (jaar)',
        'Brutomarge: 40%',
        'Wervingskosten per klant (CAC): €\u00A00,00',
      ],
      found: expect.arrayContaining([
        'Klantwaarde: €\u00A0200,00 (per jaar, op omzet)',
        'Levenslange klantwaarde (CLV): €\u00A0600,00 (op omzet)',
        'Marge: €\u00A080,00 (per jaar, op marge)',
        'CLV na kosten: €\u00A0240,00 (op marge)',
        'CLV min CAC: €\u00A0240,00 (op marge)',
        'CLV:CAC-verhouding: n.v.t. (de wervingskosten zijn 0)',
        'Terugverdientijd: 0,00 (maanden, op marge)',
      ]),
    });
  });

  test('has its sentences below', () => {
    const { notes } = reportOf(calculate({ avg: 50, freq: 4, years: 3 }), english);
    expect(notes).toEqual(['CLV is an estimate, no better than the numbers given.']);
  });
});
