import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../../src/output/csv.ts';

describe('a line of CSV', () => {
  test.each([
    [['avg', 'freq'], 'avg,freq\n'],
    [[50, 0.1 + 0.2, -3], '50,0.30000000000000004,-3\n'],
    [[1e21, 1e-7], '1e+21,1e-7\n'],
    [['a,b', 'say "hi"', 'a;b'], '"a,b","say ""hi""","a;b"\n'],
    [['a\nb', 'a\rb', 'a\u001Bb'], 'a\\nb,a\\rb,a\\u001bb\n'],
    [[' a', 'b\u00A0', ' '], '" a","b\u00A0"," "\n'],
    [[null, undefined, ''], ',,\n'],
    [[true, { a: 1 }, ['x']], 'true,"{""a"":1}","[""x""]"\n'],
    [[], '\n'],
  ])('of %j is %j', (values, line) => {
    expect(csvLine(values)).toBe(line);
  });

  test.each(['=1+1', '+31 6', '-5', '@SUM(A1)', '=HYPERLINK("x")', ' =1'])(
    'makes the text %j no formula',
    (text) => {
      const [[cell] = []] = parse(csvLine([text, 'end']));
      expect(cell).toBe(`'${text}`);
    },
  );

  test.each(['a=1', "'=1", '5', '€-5'])('leaves the text %j alone', (text) => {
    expect(parse(csvLine([text, 'end']))).toEqual([[text, 'end']]);
  });

  test.each([-1, -0.5, -1e300])('leaves the number %d a number', (value) => {
    expect(csvLine([value])).toBe(`${value}\n`);
  });

  test('is read back by csv-parse, but for what could be a formula', () => {
    const text = fc
      .string({ unit: fc.constantFrom('a', ' ', ',', '"', "'", '=', '-', 'é') })
      .filter((value) => !/^[\s"]*[=+\-@]/.test(value));
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const cells = fc.array(fc.oneof(text, number), { minLength: 2 });
    fc.assert(
      fc.property(cells, (values) => {
        const [read = []] = parse(csvLine(values), { record_delimiter: '\n' });
        expect(read).toEqual(values.map(String));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
