import { describe, expect, test } from 'vitest';
import { calculate } from '../../src/metrics/calculate.ts';
import { columnsOf } from '../../src/output/calculation/column.ts';
import type { Result } from '../../src/output/calculation/result.ts';
import { numberFormat } from '../../src/output/number-format.ts';
import type { Inputs } from '../../src/quantities.ts';

const english = {
  language: 'en',
  format: numberFormat({ locale: 'en', currency: undefined }),
} as const;

const dutch = {
  language: 'nl',
  format: numberFormat({ locale: 'nl-NL', currency: 'EUR' }),
} as const;

function result(inputs: Inputs, labels?: Readonly<Record<string, unknown>>): Result {
  return { labels, calculation: calculate(inputs) };
}

describe('the columns of a list of records', () => {
  test('are labels, inputs, metrics and conventions, each once', () => {
    const results = [
      result({ avg: 50, freq: 4, years: 3 }, { segment: 'nl' }),
      result({ avg: 58, freq: 4, years: 3, margin: 0.4, discount: 0.1 }, { note: 'x' }),
    ];
    const columns = columnsOf(results, english);
    const keys = [
      'segment',
      'note',
      'avg',
      'freq',
      'years',
      'margin',
      'discount',
      'customerValue',
      'clv',
      'marginPerYear',
      'clvMargin',
      'clvPresent',
      'timing',
      'basis',
    ];
    expect(columns.map(({ key }) => key).filter((key) => keys.includes(key))).toEqual(keys);
    expect(columns.filter(({ isNumber }) => !isNumber).map(({ key }) => key)).toEqual([
      'segment',
      'note',
      'timing',
      'basis',
    ]);
  });

  test('print each value by its unit, and nothing where a record has none', () => {
    const results = [
      result({ avg: 50, freq: 4, years: 3 }, { segment: 'nl' }),
      result({ avg: 58, margin: 0.425 }),
    ];
    const rows = results.map((each) =>
      Object.fromEntries(columnsOf(results, english).map(({ key, cell }) => [key, cell(each)])),
    );
    expect(rows).toMatchObject([
      {
        segment: 'nl',
        avg: '50.00',
        freq: '4',
        years: '3.00',
        margin: '',
        customerValue: '200.00',
        clv: '600.00',
      },
      {
        segment: '',
        avg: '58.00',
        freq: '',
        years: '',
        margin: '42.5%',
        customerValue: '',
        clv: '',
      },
    ]);
  });

  test('say n/a for a metric that has no value', () => {
    const free = result({ avg: 50, freq: 4, years: 3, margin: 0.4, cac: 0 });
    const cellOf = (style: typeof english | typeof dutch) =>
      columnsOf([free], style)
        .find(({ key }) => key === 'ltvCac')
        ?.cell(free);
    expect(cellOf(english)).toBe('n/a');
    expect(cellOf(dutch)).toBe('n.v.t.');
  });

  test('have headings in the language and numbers in the locale', () => {
    const only = result({ avg: 1234.5 }, { segment: 'nl' });
    const columns = columnsOf([only], dutch);
    expect(columns.map(({ header }) => header)).toEqual(['segment', 'Gemiddelde aankoopwaarde']);
    expect(columns.map(({ cell }) => cell(only))).toEqual(['nl', '€\u00A01.234,50']);
  });

  test('write a label that is no text as JSON, and null as nothing', () => {
    const labels = { text: 'a', number: 7, yes: true, none: null, list: [1, 'b'] };
    const only = result({ avg: 1 }, labels);
    const cells = columnsOf([only], english).map(({ cell }) => cell(only));
    expect(cells).toEqual(['a', '7', 'true', '', '[1,"b"]', '1.00']);
  });

  test('of no records are none', () => {
    expect(columnsOf([], english)).toEqual([]);
  });
});
