import { describe, expect, it } from 'vitest';
import { fileOf, measure, measured } from './run.ts';

/** A file of dates, each quoted as a cell of its own, of one customer each. */
const dates = (...cells: readonly string[]) =>
  fileOf(
    `customer,date,amount\n${cells.map((cell, at) => `c${at},"${cell}",${at + 1}.50\n`).join('')}`,
  );

/** The first and the last day of what was read; every row counts. */
const days = async (file: string, ...flags: readonly string[]) => {
  const { window } = await measured(file, '--max-rejected', '0', ...flags);
  return [window.from, window.to];
};
const day = async (cell: string, ...flags: readonly string[]) => {
  const [from, to] = await days(dates(cell), ...flags);
  expect(to).toBe(from);
  return from;
};

const records = (...texts: readonly string[]) =>
  texts.map((date, at) => ({ customer: `c${at}`, date, amount: at + 1 }));

describe('a time with an offset', () => {
  // In Amsterdam it is 00:15 of the next day, and the shop's own day is what the row says.
  it.each([
    ['2026-01-12 23:15:00 UTC', '2026-01-12', '2026-01-13'],
    ['2026-01-12 23:15:00 GMT', '2026-01-12', '2026-01-13'],
    ['2026-01-12T23:15:00Z', '2026-01-12', '2026-01-13'],
    ['2026-01-12T23:15:00.123Z', '2026-01-12', '2026-01-13'],
    ['2026-01-12 23:15:00 -0500', '2026-01-12', '2026-01-13'],
    ['2026-01-13T01:15:00+02:00', '2026-01-13', '2026-01-13'],
    ['2026-01-13 02:00 +05', '2026-01-13', '2026-01-12'],
    ['12-31-2025 23:30:00 -0500', '2025-12-31', '2026-01-01'],
  ])('%s is of %s, and in Amsterdam of %s', async (cell, own, amsterdam) => {
    expect(await day(cell)).toBe(own);
    expect(await day(cell, '--tz', 'Europe/Amsterdam')).toBe(amsterdam);
  });

  it.each(['2026-01-12T23:15:00Z', '2026-01-12T18:15:00-05:00', '2026-01-12 23:15:00+00'])(
    'keeps it in JSON and NDJSON: %s',
    async (text) => {
      const rows = records(text);
      const file = fileOf(JSON.stringify(rows), 'one.json');
      const lines = fileOf(rows.map((row) => `${JSON.stringify(row)}\n`).join(''), 'one.ndjson');
      for (const each of [file, lines]) {
        expect(await days(each)).toEqual(['2026-01-12', '2026-01-12']);
        expect(await days(each, '--tz', 'Europe/Amsterdam')).toEqual(['2026-01-13', '2026-01-13']);
      }
    },
  );

  it('leaves a date of JSON what it is', async () => {
    const file = fileOf(JSON.stringify(records('2026-01-12', '2026-03-01')), 'days.json');
    expect(await days(file, '--tz', 'Europe/Amsterdam')).toEqual(['2026-01-12', '2026-03-01']);
  });

  it('has its day in what is printed', async () => {
    const file = dates('2026-01-12T23:15:00-05:00');
    expect((await measure(file)).stdout).toContain("days in each row's own time zone");
    expect((await measure(file, '--lang', 'nl')).stdout).toContain(
      'de tijdzone van elke regel zelf',
    );
    expect((await measure(file, '--tz', 'Asia/Tokyo')).stdout).toContain('days in Asia/Tokyo');
    expect((await measured(file)).window).toMatchObject({ tz: 'local' });
    expect((await measured(dates('2026-01-12'))).window).toMatchObject({ tz: 'UTC' });
  });

  it('is one where the column is called after UTC', async () => {
    const file = fileOf('customer,created (UTC),amount\na,2026-01-12 23:15:00,1\n');
    const flags = ['--date', 'created (UTC)'];
    expect(await days(file, ...flags)).toEqual(['2026-01-12', '2026-01-12']);
    const amsterdam = await days(file, ...flags, '--tz', 'Europe/Amsterdam');
    expect(amsterdam).toEqual(['2026-01-13', '2026-01-13']);
  });
});

describe('a month with a name', () => {
  it.each([
    'Jan 5, 2026, 10:15:00 AM',
    'Jan 5, 2026 11:15:00 PM',
    'January 5, 2026',
    '5 January 2026',
    '5 jan. 2026 10:15',
    '5 januari 2026',
    '05-Jan-2026',
    'Mon, 5 Jan 2026 10:15:00',
    'maandag 5 januari 2026',
    '5th January 2026',
    '2026-01-05',
  ])('is read in %s', async (cell) => {
    expect(await days(dates(cell, '5 Jan 2026'))).toEqual(['2026-01-05', '2026-01-05']);
  });

  it.each([
    ['mrt', '03'],
    ['maart', '03'],
    ['Mar', '03'],
    ['mei', '05'],
    ['May', '05'],
    ['oktober', '10'],
    ['October', '10'],
    ['augustus', '08'],
    ['december', '12'],
  ])('may be %s', async (name, month) => {
    expect(await day(`5 ${name} 2026`)).toBe(`2026-${month}-05`);
  });

  it.each(['5 janvember', 'Foo 5, 2026', '31 feb 2026', 'Jan 2026'])(
    'is not in %s',
    async (cell) => {
      expect((await measure(dates(cell, '5 Jan 2026'))).stderr).toContain('R_DATE 1 ');
    },
  );

  it('keeps its offset', async () => {
    const file = dates('Mon, 12 Jan 2026 23:15:00 +0000');
    expect(await days(file)).toEqual(['2026-01-12', '2026-01-12']);
    expect(await days(file, '--tz', 'Europe/Amsterdam')).toEqual(['2026-01-13', '2026-01-13']);
  });
});

it.each([
  ['1/5/2026 10:15 PM', 'mdy'],
  ['5/1/2026, 10:15:00 p.m.', 'dmy'],
  ['2026-01-05 9:15 am', 'ymd'],
])('a time may be of half a day: %s', async (cell, format) => {
  expect(await day(cell, '--date-format', format)).toBe('2026-01-05');
});

describe('a year of two digits', () => {
  it.each([
    ['08/14/25', 'mdy', '2025-08-14'],
    ['14.8.25', 'dmy', '2025-08-14'],
    ['25-08-14 10:00', 'ymd', '2025-08-14'],
    ['14-Aug-25', 'dmy', '2025-08-14'],
    ['14/08/98', 'dmy', '1998-08-14'],
    ['8/14/25 9:05 PM', 'mdy', '2025-08-14'],
  ])('is read in %s where the order is said to be %s', async (cell, format, expected) => {
    expect(await day(cell, '--date-format', format)).toBe(expected);
  });

  it('is refused where it is not said', async () => {
    expect((await measure(dates('08/14/25'))).stderr).toBe(
      'preset generic: customer customer, date date, amount amount\ndate has years of two digits, as in 08/14/25; say the order with --date-format dmy, mdy or ymd\n',
    );
  });
});

describe('a number', () => {
  // 2026-01-05 is 46,027 days after 1899-12-30, and begins 1,767,571,200 seconds after 1970.
  it.each([
    ['46027', 'excel', '2026-01-05'],
    ['46027.99', 'excel', '2026-01-05'],
    ['1767571200', 'epoch', '2026-01-05'],
    ['1767657599', 'epoch', '2026-01-05'],
    ['1767571200000', 'epoch-ms', '2026-01-05'],
  ])('%s is read where it is said to be %s', async (cell, format, expected) => {
    expect(await day(cell, '--date-format', format)).toBe(expected);
    const json = fileOf(`[{"customer":"a","date":${cell},"amount":1}]`, 'number.json');
    expect(await days(json, '--date-format', format)).toEqual([expected, expected]);
    expect((await measure(json)).stderr).toContain(`date has numbers for dates, as in ${cell};`);
  });

  it('of seconds is of a day in the zone that is asked for', async () => {
    const flags = ['--date-format', 'epoch', '--tz', 'America/New_York'];
    expect(await day('1767571200', ...flags)).toBe('2026-01-04');
  });

  it('is refused where it is not said', async () => {
    const { stderr, code } = await measure(dates('46027'));
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        'date has numbers for dates, as in 46027; say what they count with --date-format excel (days), epoch (seconds) or epoch-ms (milliseconds)\n',
      ),
    ]);
  });

  it('may be a date without marks', async () => {
    expect(await day('20260105')).toBe('2026-01-05');
    const json = fileOf('[{"customer":"a","date":20260105,"amount":1}]', 'compact.json');
    expect(await days(json)).toEqual(['2026-01-05', '2026-01-05']);
  });
});
