import * as fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engines/duckdb/duckdb.ts';
import { codesOf, fileOf, folder, measure, measured } from './run.ts';

// Who is counted as one customer; the counts are worked out by hand.

const ordersOf = (header: string, ...rows: readonly string[]) =>
  fileOf(
    `${header},date,amount\n${rows.map((row) => `${row},2025-01-0${(rows.indexOf(row) % 9) + 1},5`).join('\n')}\n`,
  );

const customersOf = async (file: string, ...flags: readonly string[]) => {
  const found = await measured(file, ...flags);
  return [found.customers.value, codesOf(found)['X_NO_CUSTOMER'] ?? 0];
};

const notes = async (file: string, ...flags: readonly string[]) =>
  (await measure(file, '--json', ...flags)).stderr.replace(/^preset .*\n/, '');

describe('no customer', () => {
  const words = [
    '0',
    '0.0',
    'NA',
    'N/A',
    'n/a',
    'NULL',
    'nan',
    'NaN',
    'None',
    '-',
    '—',
    'guest',
    'Guest',
    'gast',
    'undefined',
    '(empty)',
  ];

  it.each(['customer_id', 'email', 'customer name'])('is a placeholder in %s', async (column) => {
    const rows = [...words, ' ', ''].map((word) => (word === '' ? '""' : word));
    expect(await customersOf(ordersOf(column, '7', ...rows))).toEqual([1, rows.length]);
  });

  it('is NaN where ids are doubles, as pandas writes them', async () => {
    const engine = await openDuckdb({ memory: undefined, progress: false, onInterrupt() {} });
    const file = join(folder, 'doubles.parquet');
    const ids = "('17850'), ('NaN'), ('0'), (null), ('17850')";
    const select = `select cast(id as double) as customer_id, date '2025-01-01' as date, row_number() over () as amount from (values ${ids}) as t (id)`;
    await engine.copy(select, file, 'parquet');
    await engine.close();
    expect(await customersOf(file)).toEqual([1, 3]);
  });

  it('is 0 or null where ids are numbers', async () => {
    const rows = ['7', '0', 'null'].map(
      (id) => `{"customer_id":${id},"date":"2025-01-01","amount":5}`,
    );
    expect(await customersOf(fileOf(rows.join('\n'), 'ids.ndjson'))).toEqual([1, 2]);
  });

  it('is the same as a number and as a text, in JSON that has both', async () => {
    const rows = [
      '{"customer":1,"order":7,"date":"2025-01-05","amount":10}',
      '{"customer":"1","order":"7","date":"2025-01-05","amount":"10"}',
      '{"customer":"1","order":"A 8","date":"2025-01-06","amount":20}',
      '{"customer":"b","order":9,"date":"2025-01-07","amount":30}',
    ];
    const { customers, revenue } = await measured(fileOf(rows.join('\n'), 'both.ndjson'));
    expect([customers.value, revenue.value]).toEqual([2, 60]);
  });

  it('is not what only looks like one', async () => {
    const ids = ['00', '10', 'Nana', 'Noneke', 'guest@x.nl', '-1'];
    expect(await customersOf(ordersOf('customer_id', ...ids))).toEqual([ids.length, 0]);
  });
});

describe('an id beats an e-mail, that a phone number, and that a name', () => {
  it.each([
    ['customer name,customer id', ['Jan,1', 'Jan,2'], 2],
    ['customer,customer id', ['Jan,1', 'Jan,2'], 2],
    ['customer name,email', ['Jan,a@x.nl', 'Jan,b@x.nl', 'Jan P,A@x.nl'], 2],
    ['email,customer id', ['a@x.nl,1', 'b@x.nl,1'], 1],
    // A guest of WooCommerce has no e-mail address but that of the bill.
    ['customer_id,customer_email,billing_email', ['0,,a@x.nl', '5,a@x.nl,a@x.nl'], 1],
    ['klantnaam,telefoon', ['Jan,06', 'Jan,07'], 2],
    ['customer name', ['Jan', 'Piet', 'Jan'], 2],
    // What is only called customer is an id, unless it holds names.
    ['customer,email', ['Jan Jansen,a@x.nl', 'Jan Jansen,b@x.nl', 'J. Jansen,a@x.nl'], 2],
    ['customer,email', ['c1,a@x.nl', 'c2,a@x.nl', ',b@x.nl'], 3],
    // A row without an id is known by what comes next, but not by its name.
    ['customer id,email,phone,customer name', ['1,,,Jan', ',a@x.nl,,Jan', ',,06,Jan', ',,,Jan'], 3],
  ])('of %s', async (header, rows, customers) => {
    expect((await measured(ordersOf(header, ...rows))).customers.value).toBe(customers);
  });

  it('unless a flag says otherwise', async () => {
    const file = ordersOf('customer id,email', '1,a@x.nl', '2,a@x.nl', ',b@x.nl');
    expect(await customersOf(file)).toEqual([3, 0]);
    expect(await customersOf(file, '--customer', 'email')).toEqual([2, 0]);
    expect(await customersOf(file, '--no-email')).toEqual([2, 1]);
    expect(await customersOf(file, '--email', 'email')).toEqual([3, 0]);
  });
});

describe('rows without an id', () => {
  const file = ordersOf(
    'customer id,email',
    ',ann@x.nl',
    '0,Ann@X.nl ',
    '7,ANN@x.nl',
    '7,ann@work.nl',
    ',ann@work.nl',
    // Two ids share this one, and a guest has it too.
    '8,shop@x.nl',
    '9,shop@x.nl',
    ',shop@x.nl',
    ',new@x.nl',
  );

  it('join the id that shares their e-mail, where it is one', async () => {
    // 7, 8, 9, shop@x.nl and new@x.nl.
    expect(await customersOf(file)).toEqual([5, 0]);
    expect(await notes(file)).toBe(
      '3 rows without a customer id joined the customer who shares their e-mail (2 e-mails)\n1 e-mail has several customer ids; 1 row with it and without an id joined none\n',
    );
    expect(await notes(file, '--lang', 'nl')).toBe(
      "3 regels zonder klant-id horen bij de klant met hetzelfde e-mailadres (2 e-mailadressen)\n1 e-mailadres heeft meerdere klant-id's; 1 regel daarmee en zonder id hoort bij geen van die klanten\n",
    );
  });

  it('join nobody where no column holds e-mails, or ids', async () => {
    expect(await notes(file, '--no-email')).not.toContain('joined');
    expect(await notes(file, '--customer', 'email')).toBe('');
  });

  it('are counted once whatever the order of the rows, and all others as ever', async () => {
    const email = fc.constantFrom('a@x.nl', 'B@x.nl', 'b@x.nl', ' c@x.nl', '');
    const id = fc.constantFrom('', '0', '1', '2', '3');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(id, email), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const people = [['9', ''] as const, ...rows];
          const ids = new Map<string, Set<string>>();
          for (const [known, address] of people) {
            const key = address.trim().toLowerCase();
            if (known !== '' && known !== '0' && key !== '') {
              ids.set(key, (ids.get(key) ?? new Set()).add(known));
            }
          }
          const who = people.map(([known, address]) => {
            if (known !== '' && known !== '0') return known;
            const key = address.trim().toLowerCase();
            const [one, ...more] = ids.get(key) ?? [];
            return one !== undefined && more.length === 0 ? one : key;
          });
          const text = people.map(
            ([known, address], at) => `${known},${address},${at},2025-01-01,5`,
          );
          const orders = fileOf(`customer id,email,order,date,amount\n${text.join('\n')}\n`);
          const known = new Set(who.filter((each) => each !== ''));
          const without = who.filter((each) => each === '').length;
          expect(await customersOf(orders)).toEqual([known.size, without]);
        },
      ),
      { numRuns: 20 },
    );
  });
});

/** Thirty orders, each of a customer of its own; the last may be of another one again. */
const olist = (again: string) =>
  fileOf(
    `order_id,customer_id,date,amount\n${Array.from({ length: 30 }, (_, at) => `o${at},${at === 29 ? again : `c${at}`},2025-01-0${(at % 9) + 1},5`).join('\n')}\n`,
  );

describe('a column with a customer of its own for each order', () => {
  it('is warned of', async () => {
    expect(await notes(olist('c29'))).toBe(
      'each of the 30 customers has one order only: see whether customer_id is an id of the order, and name the column of the person with --customer\n',
    );
    expect(await notes(olist('c29'), '--lang', 'nl')).toBe(
      'elk van de 30 klanten heeft maar één order: kijk of customer_id een id van de order is, en noem de kolom van de persoon met --customer\n',
    );
  });

  it('is not, where one of them comes back', async () => {
    expect(await notes(olist('c3'))).toBe('');
  });
});
