import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesOf, fileOf, folder, measure, measured, named } from './run.ts';

/** A row, and the code that it should get by the rules, told by hand. */
const told: readonly (readonly [string, string])[] = [
  ['1,a@X.nl,2025-01-01 10:00:00,10.50,EUR,paid', 'USED'],
  ['1,a@X.nl,2025-01-01 10:00:00,10.50,EUR,paid', 'M_DUP'],
  ['1,,,,,', 'M_LINE'],
  ['2,A@x.nl,2025-02-01 10:00:00,20,EUR,paid', 'USED'],
  ['2,A@x.nl,2025-02-03 10:00:00,-5,EUR,paid', 'N_REFUND'],
  ['2,A@x.nl,2025-02-03 10:00:00,-5,EUR,paid', 'M_DUP'],
  ['3,,2025-02-01 10:00:00,7,EUR,paid', 'X_NO_CUSTOMER'],
  ['4,b,2025-02-05 10:00:00,9,EUR,cancelled', 'X_STATUS'],
  ['4,b,2025-02-06 10:00:00,-9,EUR,paid', 'X_STATUS'],
  ['5,b,2025-02-06 10:00:00,0,EUR,paid', 'X_ZERO'],
  ['6,b,2025-02-07 10:00:00,"1,234.00",EUR,paid', 'USED'],
  ['7,b,2025-03-07 10:00:00,30,EUR,refunded', 'N_REFUND_FULL'],
  ['8,c,2025-03-07 10:00:00,-4,EUR,paid', 'N_UNMATCHED'],
  ['9,c,notadate,4,EUR,paid', 'R_DATE'],
  ['9,c,2025-03-07 10:00:00,=1+1,EUR,paid', 'R_AMOUNT'],
  ['10,c,2025-03-07 10:00:00,4', 'R_SHAPE'],
  ['11,c,2025-03-09 10:00:00,44,EUR,paid', 'USED'],
  ['12,c,2025-03-09 10:00:00,44,EUR,paid', 'R_CONFLICT'],
  ['12,c,2025-03-09 10:00:00,45,EUR,paid', 'R_CONFLICT'],
  ['13,d,2025-03-09 10:00:00,45,USD,paid', 'X_CURRENCY'],
  ['14,d,2025-04-09 10:00:00,45,EUR,paid', 'X_FUTURE'],
  ['15,e,2025-03-01 10:00:00,12,EUR,paid', 'USED'],
  ['15,e,2025-03-02 10:00:00,-12,EUR,paid', 'N_REFUND'],
];
// A full refund by rows makes its order none, as one by status does.
const expected = told.map(([row, code]) =>
  row.startsWith('15,e,2025-03-01') ? 'N_REFUND_FULL' : code,
);
const header = 'order,customer,date,amount,currency,status\n';
const flags = ['--currency', 'EUR', '--as-of', '2025-03-31', '--max-rejected', '50%'];

describe('the ledger', () => {
  const text = `${header}${told.map(([row]) => row).join('\n')}\n`;

  it('gives every row its code, in the order of the file', async () => {
    const ledger = join(folder, 'ledger.csv');
    const { code } = await measure(fileOf(text), ...flags, '--ledger', ledger);
    expect(code).toBe(0);
    const lines = readFileSync(ledger, 'utf8').trim().split('\n').slice(1);
    expect(lines.map((line) => line.split(',')[1])).toEqual(told.map((_, at) => String(at + 1)));
    expect(lines.map((line) => line.split(',')[3])).toEqual(expected);
    expect(lines[0]).toBe('1,1,6b86b273ff34fce1,USED,10.5000,EUR,a purchase');
  });

  it('tells orders as they are where asked', async () => {
    const ledger = join(folder, 'ids.csv');
    await measure(fileOf(text), ...flags, '--ledger', ledger, '--ledger-ids');
    expect(readFileSync(ledger, 'utf8')).toContain('1,12,7,N_REFUND_FULL,30.0000,EUR,');
  });

  it('adds up to the cent', async () => {
    const { ledger, revenue } = await measured(fileOf(text), ...flags);
    // By hand: used 10.50 + (20 - 5) + 1234 + 44 + (12 - 12) - 4.
    expect(ledger.money[0]).toEqual({
      currency: 'EUR',
      read: 1449 + 45 - 9 - 5,
      used: 1299.5,
      netted: 30,
      merged: 10.5 - 5,
      excluded: 7 + 9 - 9 + 45,
      rejected: 4 + 89,
    });
    expect(revenue.value).toBe(1299.5);
  });

  it('is written also where the rows are then refused, and the refusal names the rows', async () => {
    const ledger = join(folder, 'refused.csv');
    const { code, stderr } = await measure(fileOf(text), '--currency', 'EUR', '--ledger', ledger);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'at most 0.5% of the rows may be rejected, got 5 of 23: R_CONFLICT 2 (rows of one order that contradict), R_AMOUNT 1',
    );
    expect(stderr).toContain(
      'the first are row 14 (notadate), 15 (=1+1), 16, 18, 19; see all with --ledger',
    );
    expect(readFileSync(ledger, 'utf8')).toContain('R_SHAPE');
  });

  it.each([
    ['4', '3.85', ''],
    [
      '6',
      '5.66',
      'rows without a customer hold 5.7% of the revenue, more than 5%; no average by customer has them in it\n',
    ],
  ])(
    'warns where much of the revenue has no customer: %s of 100',
    async (amount, share, warning) => {
      const file = fileOf(`customer,date,amount\na,2025-01-01,100\n,2025-01-02,${amount}\n`);
      const { stdout, stderr } = await measure(file, ...named);
      expect(stderr.replace(/^preset .*\n/, '')).toBe(warning);
      expect(stdout).toContain(`  X_NO_CUSTOMER 1: no customer, ${share}% of the revenue`);
      expect((await measure(file, ...named, '--quiet')).stderr).toBe('');
    },
  );

  it.each([
    // A refund in another currency cannot be taken off, and then there are two.
    ['USD', [], 'the orders must be in one currency, got EUR 20.00, USD -5.00; choose one'],
    ['USD', ['--currency', 'EUR'], { USED: 2, X_CURRENCY: 1 }, 20],
    // One that tells none is in that of its order.
    ['', [], { USED: 2, N_REFUND: 1 }, 15],
    ['EUR', [], { USED: 2, N_REFUND: 1 }, 15],
  ] as const)(
    'takes a refund in %j %j off its order, or not',
    async (currency, more, ...expectation) => {
      const file = `${header}1,a,2025-01-01,10,EUR,paid\n1,a,2025-01-05,-5,${currency},paid\n2,b,2025-02-01,10,EUR,paid\n`;
      const [found, revenue] = expectation;
      if (typeof found === 'string') {
        const { stderr, code } = await measure(fileOf(file), ...more, '--quiet');
        expect(stderr).toContain(found);
        expect(code).toBe(2);
        return;
      }
      const one = await measured(fileOf(file), ...more);
      expect(codesOf(one)).toEqual(found);
      expect(one.revenue.value).toBe(revenue);
    },
  );

  it.each([
    // Two items of each order at one price, which look like the order told twice.
    [
      'order,customer,date,sku,amount\n1,a,2025-01-01,x,5\n1,a,2025-01-01,y,5\n2,b,2025-01-02,x,7\n',
      [],
      '33% of the rows repeat an order and count once (M_DUP), more than 5%; where they are lines of an order, add them up with --lines sum\n',
    ],
    ['order,customer,date,amount\n1,a,2025-01-01,5\n2,b,2025-01-02,7\n', [], ''],
    [
      'order,customer,date,amount\n1,a,2025-01-01,5\n2,b,2025-01-02,7\n',
      ['--keep-duplicates'],
      '--keep-duplicates counts equal rows that have no order; rows of one order stay one order\n',
    ],
    [
      'customer,date,amount\na,2025-01-01,5\na,2025-01-01,5\n',
      [],
      '1 row equals another in every column and counts once: 5.00, 50% of the revenue; if such rows are purchases of their own, count each with --keep-duplicates\n',
    ],
    ['customer,date,amount\na,2025-01-01,5\na,2025-01-01,5\n', ['--keep-duplicates'], ''],
    // Up to a hundredth it is said, and no more: 2 × 5 of 1,005.
    [
      'customer,date,amount\na,2025-01-01,€ 5\na,2025-01-01,€ 5\na,2025-01-01,€ 5\nb,2025-01-02,€ 990\n',
      ['--lang', 'nl'],
      '2 regels zijn in elke kolom gelijk aan een andere en tellen één keer: EUR 10,00, 1% van de omzet\n',
    ],
    [
      'customer,date,amount\na,2024-03-01,5\nb,2025-01-01,5\nb,2199-01-01,5\n',
      [],
      'nobody bought between 2025-01 and 2199-01, longer than in all the rest of the time; see whether those dates are right, or leave later ones out with --as-of\n',
    ],
    [
      'customer,date,amount\na,1900-01-01,5\na,2025-01-01,5\na,2025-12-01,5\n',
      ['--period', 'quarter'],
      'nobody bought between 1900-01 and 2025-01, longer than in all the rest of the time; see whether those dates are right, or leave later ones out with --as-of\n',
    ],
    // A year and a half of silence after two years of sales may be so.
    [
      'customer,date,amount\na,2022-01-01,5\nb,2023-01-01,5\nb,2023-12-01,5\nb,2025-06-01,5\n',
      [],
      '',
    ],
    ['customer,date,amount\na,2024-01-01,5\na,2025-01-01,5\n', [], ''],
    ['customer,date,amount\na,2024-01-01,5\n', [], ''],
  ])('warns of what %j with %j says', async (file, more, warning) => {
    const { stderr } = await measure(fileOf(file), ...more);
    expect(stderr.replace(/^preset .*\n/, '')).toBe(warning);
  });

  it('names the currencies that are there where the one asked for is not', async () => {
    const { stderr, code } = await measure(
      fileOf(`${header}1,a,2025-01-01,10,EUR,paid\n2,b,2025-01-02,5.5,USD,paid\n`),
      '--currency',
      'GBP',
      '-q',
    );
    expect(stderr).toBe(
      'the files must hold at least one purchase, got X_CURRENCY 1 (another currency), X_CURRENCY 1 (another currency); they are in EUR, USD\n',
    );
    expect(code).toBe(2);
  });

  it('refuses several currencies with the total of each', async () => {
    const two = `${header}1,a,2025-01-01,10,EUR,paid\n2,b,2025-01-02,5.5,USD,paid\n`;
    expect((await measure(fileOf(two), '--quiet')).stderr).toBe(
      'the orders must be in one currency, got EUR 10.00, USD 5.50; choose one, as with --currency EUR\n',
    );
  });
});

/** Mostly good cells, and some that are not. */
const cell = <T>(good: fc.Arbitrary<T>, bad: readonly string[]) =>
  fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...bad) });

const withoutFile = (value: object) => ({ ...value, files: [] });

describe('any rows', () => {
  const id = fc.integer({ min: 1, max: 12 }).map(String);
  const row = fc
    .tuple(
      cell(id, ['']),
      cell(id, ['', ' ']),
      cell(
        fc.integer({ min: 1, max: 28 }).map((day) => `2025-01-${String(day).padStart(2, '0')}`),
        ['', 'x', '0001-01-01', '9999-12-31'],
      ),
      cell(fc.constantFrom('1', '2.50', '-1', '0', '1e2', '"1,000.00"', '-2.5'), [
        '',
        'x',
        '1e300',
      ]),
      fc.constantFrom('EUR', 'EUR', 'EUR', 'USD', ''),
      fc.constantFrom('paid', 'paid', 'cancelled', 'refunded', ''),
    )
    .map((cells) => cells.join(','));
  const rows = fc
    .array(
      fc.oneof({ weight: 19, arbitrary: row }, { weight: 1, arbitrary: fc.constant('1,2,3') }),
      {
        maxLength: 40,
      },
    )
    // Enough that is sure, so that there is something to measure.
    .map((some) => ['91,91,2025-01-01,12.50,EUR,paid', '92,91,2025-01-31,12.50,EUR,paid', ...some]);
  const anyFlags = fc.constantFrom(
    [],
    ['--keep-zero'],
    ['--include-status'],
    ['--keep-duplicates'],
    ['--as-of', '2025-01-20'],
    ['--as-of', '2025-01-15'],
    ['--no-order'],
    ['--no-status'],
    ['--status', 'paid'],
    ['--lines', 'sum'],
    ['--lines', 'sum', '--no-order'],
  );
  const base = ['--currency', 'currency:EUR', '--max-rejected', '100%'];

  it('balance, and neither their order nor a name for what is found changes anything', async () => {
    await fc.assert(
      fc.asyncProperty(rows, anyFlags, fc.integer(), async (some, more, seed) => {
        const shuffled = some
          .map((each, at) => [(at * 7919 + seed) % 104_729, each] as const)
          .toSorted(([one], [other]) => one - other)
          .map(([, each]) => each);
        const one = await measured(fileOf(`${header}${some.join('\n')}\n`), ...base, ...more);
        const all = [...base, ...named, ...more];
        const other = await measured(fileOf(`${header}${shuffled.join('\n')}\n`), ...all);
        expect(withoutFile(other)).toEqual(withoutFile(one));
        expect(one.ledger.rows['read']).toBe(some.length);
        for (const { currency, read = 0, ...parts } of one.ledger.money) {
          const sum = Object.values(parts).reduce((total, part) => total + part, 0);
          expect([currency, sum.toFixed(6)]).toEqual([currency, read.toFixed(6)]);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('of any currencies are measured, or refused for being of several', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const file = fileOf(`${header}${some.join('\n')}\n`);
        const { stderr, code } = await measure(file, '--max-rejected', '100%', '--json', '-q');
        refused += Number(code === 2);
        if (code === 2) expect(stderr).toMatch(/^the orders must be in one currency, got /);
        else expect([stderr, code]).toEqual(['', 0]);
      }),
      { numRuns: 20 },
    );
    expect(refused).toBeGreaterThan(0);
  });

  it('that come twice are counted once', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (some) => {
        const one = await measured(fileOf(`${header}${some.join('\n')}\n`), ...base);
        const twice = await measured(
          fileOf(`${header}${[...some, ...some].join('\n')}\n`),
          ...base,
        );
        for (const name of ['revenue', 'customers', 'orders', 'avg'] as const) {
          expect(twice[name].value).toBe(one[name].value);
        }
        expect(codesOf(twice)['USED']).toBe(codesOf(one)['USED']);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the quick way and the careful one', () => {
  const row = fc
    .tuple(
      fc.constantFrom('1', '2', '3', ''),
      fc.constantFrom('2025-01-01', '2025-01-02', '2025-01-03', 'x'),
      fc.constantFrom('1', '2', '3', '0', '-1', 'x'),
      fc.constantFrom('n', 'm'),
    )
    .map((cells) => cells.join(','));

  it('tell the same of any rows without an order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (some) => {
        const file = fileOf(`customer,date,amount,note\n9,2025-01-02,5,n\n${some.join('\n')}\n`);
        const lenient = ['--max-rejected', '100%'];
        const quick = await measured(file, ...lenient);
        // A ledger row by row is only had the careful way.
        expect(await measured(file, ...lenient, '--ledger', join(folder, 'any.csv'))).toEqual(
          quick,
        );
      }),
      { numRuns: 20 },
    );
  });
});
