import { describe, expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { numberFormat } from '../../src/output/number-format.ts';
import { sentences } from '../../src/output/calculation/sentence.ts';
import type { Inputs } from '../../src/quantities.ts';

const style = { format: numberFormat({ locale: 'en', currency: undefined }) };
const english = (inputs: Inputs) => sentences(calculate(inputs), { ...style, language: 'en' });
const dutch = (inputs: Inputs) => sentences(calculate(inputs), { ...style, language: 'nl' });

// 80 of margin a year, 240 in three.
const shop = { avg: 50, freq: 4, years: 3, margin: 0.4 } as const;

describe('the sentence on costs and benefits', () => {
  test.each([
    [
      'a gain',
      { ...shop, cac: 60 },
      'A customer costs 60.00 to acquire and brings 240.00 of margin in 3 years: 4.00 for each 1.00 spent (a common rule of thumb asks 3), paid back in 9.00 months, and 180.00 is left.',
      'Een klant werven kost 60.00 en brengt in 3 jaar 240.00 marge: 4.00 voor elke 1.00 (een gangbare vuistregel vraagt 3), terugverdiend in 9.00 maanden, en er blijft 180.00 over.',
    ],
    [
      'a loss',
      { ...shop, cac: 300 },
      'A customer costs 300.00 to acquire and brings 240.00 of margin in 3 years: 60.00 is lost on each one.',
      'Een klant werven kost 300.00 en brengt in 3 jaar 240.00 marge: op elke klant gaat 60.00 verloren.',
    ],
    [
      'a customer who just pays for itself',
      { ...shop, cac: 240 },
      'A customer costs 240.00 to acquire and brings 240.00 of margin in 3 years: 1.00 for each 1.00 spent (a common rule of thumb asks 3), paid back in 36.00 months, and 0.00 is left.',
      'Een klant werven kost 240.00 en brengt in 3 jaar 240.00 marge: 1.00 voor elke 1.00 (een gangbare vuistregel vraagt 3), terugverdiend in 36.00 maanden, en er blijft 0.00 over.',
    ],
    [
      'a customer who costs nothing',
      { ...shop, cac: 0 },
      'A customer costs 0.00 to acquire and brings 240.00 of margin in 3 years: all of it is left.',
      'Een klant werven kost 0.00 en brengt in 3 jaar 240.00 marge: alles blijft over.',
    ],
    [
      'a negative margin',
      { ...shop, margin: -0.1, cac: 60 },
      'A customer costs 60.00 to acquire and brings -60.00 of margin in 3 years: 120.00 is lost on each one.',
      'Een klant werven kost 60.00 en brengt in 3 jaar -60.00 marge: op elke klant gaat 120.00 verloren.',
    ],
  ])('weighs %s', (_, inputs, en, nl) => {
    expect(english(inputs)[0]).toBe(en);
    expect(dutch(inputs)[0]).toBe(nl);
  });

  test('says nothing of payback where that is not known', () => {
    const { values, ...rest } = calculate({ ...shop, cac: 60 });
    const calculation = { ...rest, values: { ...values, paybackMonths: null } };
    expect(sentences(calculation, { ...style, language: 'en' })[0]).toMatch(
      /: 4\.00 for each 1\.00 spent \(a common rule of thumb asks 3\), and 180\.00 is left\.$/,
    );
    expect(sentences(calculation, { ...style, language: 'nl' })[0]).toMatch(
      /: 4\.00 voor elke 1\.00 \(een gangbare vuistregel vraagt 3\), en er blijft 180\.00 over\.$/,
    );
  });

  test('speaks of no loss where the two are equal but for rounding', () => {
    // 50 x 4 x 10 % x 5 months is 100; in doubles netClv is -1.4e-14.
    const even = { ...shop, freq: 4, churn: 0.2, period: 'month', margin: 0.1, cac: 100 } as const;
    const { years: _, ...inputs } = even;
    expect(english(inputs)[0]).toMatch(/ 1\.00 for each 1\.00 spent .* and 0\.00 is left\.$/);
    expect(english({ ...inputs, revenue: 9000 })).toContain(
      'The value of the customers bought carries the budget 1.00 times.',
    );
  });

  test('is silent on revenue, since a ratio to revenue would flatter', () => {
    expect(english({ avg: 50, freq: 4, years: 3, cac: 60 }).join(' ')).not.toContain('costs');
  });
});

describe('the sentence on a marketing budget', () => {
  const firm = { revenue: 100_000, customers: 500 } as const;

  test.each([
    [
      'asks for what it needs',
      { ...firm, cac: 60 },
      'Whether their value carries the budget needs a margin and a lifespan as well.',
      'Of hun waarde het budget draagt, vraagt ook een marge en een klantduur.',
    ],
    [
      'says how often the value carries it',
      { ...firm, ...shop, cac: 60 },
      'The value of the customers bought carries the budget 4.00 times.',
      'De waarde van de geworven klanten draagt het budget 4.00 keer.',
    ],
    [
      'says that the value carries it where the two are equal',
      { ...firm, ...shop, cac: 240 },
      'The value of the customers bought carries the budget 1.00 times.',
      'De waarde van de geworven klanten draagt het budget 1.00 keer.',
    ],
    [
      'says that the value does not carry it',
      { ...firm, ...shop, cac: 480 },
      'The value of the customers bought does not carry the budget: 0.50 for each 1.00.',
      'De waarde van de geworven klanten draagt het budget niet: 0.50 voor elke 1.00.',
    ],
  ])('%s', (_, inputs, en, nl) => {
    expect(english(inputs)).toContain(en);
    expect(dutch(inputs)).toContain(nl);
  });

  test('is silent where customers cost nothing, or no cost is known', () => {
    expect(english({ ...firm, ...shop, cac: 0 }).join(' ')).not.toContain('budget');
    expect(english({ ...firm, ...shop }).join(' ')).not.toContain('budget');
  });
});

describe('the sentence on a present value', () => {
  test.each([
    [
      { ...shop, discount: 0.1 },
      'Present value: 10% a year, cash at the start of each year, over 3 years and no longer.',
      'Contante waarde: 10% per jaar, kasstroom aan het begin van elk jaar, over 3 jaar en niet langer.',
    ],
    [
      { ...shop, years: 2.5, discount: 0.1 },
      'Present value: 10% a year, cash at the start of each year, over 2.5 years and no longer, the last payment in part.',
      'Contante waarde: 10% per jaar, kasstroom aan het begin van elk jaar, over 2.5 jaar en niet langer, de laatste betaling voor een deel.',
    ],
    [
      { ...shop, years: 2.5, discount: 0.1, period: 'month' },
      'Present value: 10% a year, cash at the start of each month, over 2.5 years and no longer.',
      'Contante waarde: 10% per jaar, kasstroom aan het begin van elke maand, over 2.5 jaar en niet langer.',
    ],
    [
      { avg: 50, freq: 4, retention: 0.8, discount: 0.1, timing: 'mid' },
      'Present value: 10% a year, cash in the middle of each year, over the whole lifetime.',
      'Contante waarde: 10% per jaar, kasstroom halverwege elk jaar, over de hele levensduur.',
    ],
    [
      { avg: 50, freq: 1, churn: 0.03, discount: 0.1, timing: 'end', period: 'month' },
      'Present value: 10% a year, cash at the end of each month, over the whole lifetime.',
      'Contante waarde: 10% per jaar, kasstroom aan het eind van elke maand, over de hele levensduur.',
    ],
    [
      { avg: 50, freq: 1, churn: 0.1, discount: 0.1, timing: 'mid', period: 'quarter' },
      'Present value: 10% a year, cash in the middle of each quarter, over the whole lifetime.',
      'Contante waarde: 10% per jaar, kasstroom halverwege elk kwartaal, over de hele levensduur.',
    ],
  ] as const)('names the conventions behind %j', (inputs, en, nl) => {
    expect(english(inputs)).toContain(en);
    expect(dutch(inputs)).toContain(nl);
  });

  test('is absent without a discount rate', () => {
    expect(english(shop).join(' ')).not.toContain('Present value');
  });
});

test('what was given and not used is named', () => {
  const inputs = { avg: 50, freq: 4, targetRatio: 3 };
  expect(english(inputs)).toEqual(['Given but not used: targetRatio.']);
  expect(dutch(inputs)).toEqual(['Gegeven maar niet gebruikt: targetRatio.']);
});

test('a CLV is called an estimate, and nothing else is', () => {
  expect(english({ avg: 50, freq: 4, years: 3 })).toEqual([
    'CLV is an estimate, no better than the numbers given.',
  ]);
  expect(dutch({ avg: 50, freq: 4, years: 3 })).toEqual([
    'CLV is een schatting, niet beter dan de gegeven getallen.',
  ]);
  expect(english({ avg: 50, freq: 4 })).toEqual([]);
});
