import type { Cell, Dialect } from '../../src/engines/engine.ts';
import {
  datePatterns,
  type DayReading,
  spelledYearFirst,
} from '../../src/measure/columns/day-text.ts';

/** The day of a text under a reading, as all statements read it. */
const dayAs =
  (dateFormat: DayReading['dateFormat']) =>
  (dialect: Dialect): string => {
    const reading = {
      dateFormat,
      monthNames: true,
      shortYears: true,
      halfDays: true,
      zoned: false,
    };
    const spelled = spelledYearFirst({ dialect, reading, options: { zone: undefined } }, 'x');
    return dialect.text(dialect.dayOfText(spelled));
  };

/** What an expression over a text `x` must be, whatever the engine; the days are of the calendar. */
export const cases: readonly [string, string | null, (dialect: Dialect) => string, Cell][] = [
  ...(
    [
      ['2026-03-31', '2026-03-31'],
      ['2026-3-1', '2026-03-01'],
      ['2026-03-31 10:22:31', '2026-03-31'],
      ['2026-03-31T10:22', '2026-03-31'],
      ['2026-03-31T23:59:59.999', '2026-03-31'],
      ['2024-02-29', '2024-02-29'],
      ['2000-02-29', '2000-02-29'],
      ['1900-02-29', null],
      ['2026-01-31', '2026-01-31'],
      ['2026-04-30 23:59', '2026-04-30'],
      ['2026-06-31', null],
      ['2024-02-30', null],
      ['2023-02-29', null],
      ['2026-04-31', null],
      ['2026-13-01', null],
      ['2026-00-10', null],
      ['0000-00-00', null],
      ['0000-00-00 00:00:00', null],
      ['2026-03-31 25:00:00', null],
      ['2026-03-31 10:61:00', null],
      ['31-03-2026', null],
      ['yesterday', null],
      ['epoch', null],
      ['infinity', null],
      ['2026\\03\\31', null],
      ['2026 03 31', null],
      ['', null],
      [null, null],
    ] as const
  ).map(([text, day]): (typeof cases)[number] => [
    'day of',
    text,
    (d) => d.text(d.dayOfText('x')),
    day,
  ]),
  ...(
    [
      ['2026-03-31 23:30:00 +0000', '2026-04-01'],
      ['2026-03-31 23:30:00 +02:00', '2026-03-31'],
      ['2026-03-31T23:30:00+02', '2026-03-31'],
      ['2026-03-31T22:30:00Z', '2026-04-01'],
      ['2026-03-31T22:30Z', '2026-04-01'],
      ['2026-03-31 23:30 +0200', '2026-03-31'],
      ['2026-03-31 23:30-01', '2026-04-01'],
      ['2026-03-31 23:30:00 +02', '2026-03-31'],
      ['2026-03-31 23:30 -01', '2026-04-01'],
      ['2026-03-31 23:30 Z', '2026-04-01'],
      ['2026-01-31T22:30:00Z', '2026-01-31'],
      ['2026-03-29 00:30:00 -0500', '2026-03-29'],
      ['2026-12-31T23:30:00.123456-01:00', '2027-01-01'],
      ['2026-02-30T10:00:00Z', null],
      ['soon', null],
      [null, null],
    ] as const
  ).map(([text, day]): (typeof cases)[number] => [
    'day in Amsterdam of',
    text,
    (d) => d.text(d.dayOfZonedText('x', 'Europe/Amsterdam')),
    day,
  ]),
  ...(
    [
      ['12', '12.0000'],
      ['12.', '12.0000'],
      ['.5', '0.5000'],
      ['-1.00005', '-1.0001'],
      ['1.00004999', '1.0000'],
      [' 7.5 ', '7.5000'],
      ['+3', '3.0000'],
      ['1e3', '1000.0000'],
      ['1.5E-2', '0.0150'],
      ['99999999999999.9999', '99999999999999.9999'],
      ['99999999999999.99995', null],
      ['100000000000000', null],
      ['1e99', null],
      ['1e999999999', null],
      ['NaN', null],
      ['Infinity', null],
      ['1,5', null],
      ['1_000.5', null],
      ['0x10', null],
      ['12 EUR', null],
      ['--1', null],
      ['.', null],
      ['', null],
      [null, null],
    ] as const
  ).map(([text, money]): (typeof cases)[number] => [
    'money of',
    text,
    (d) => d.text(d.money('x')),
    money,
  ]),
  [
    'days after the day of Excel',
    '46027.99',
    (d) => d.text(d.dayAfter(d.date('1899-12-30'), d.money('x'))),
    '2026-01-05',
  ],
  [
    'the day in New York of the seconds',
    '1767571200',
    (d) => d.text(d.dayOfEpoch(d.money('x'), 'America/New_York')),
    '2026-01-04',
  ],
  ...(
    [
      ['ymd', 'Jan 5, 2026, 10:15:00 AM', '2026-01-05'],
      ['ymd', '5 maart 2026', '2026-03-05'],
      ['ymd', 'Mon, 15 Oct 2026 23:15', '2026-10-15'],
      ['ymd', '31 feb 2026', null],
      ['ymd', '25-08-14 10:00 pm', '2025-08-14'],
      ['ymd', '2026/1/5', '2026-01-05'],
      ['compact', '20260105', '2026-01-05'],
      ['dmy', '05-Jan-26', '2026-01-05'],
      ['dmy', '5.1.2026, 10:15:00', '2026-01-05'],
      ['mdy', '08/14/25', '2025-08-14'],
      ['mdy', '08/14/98 9:05 PM', '1998-08-14'],
      ['mdy', '14/08/25', null],
    ] as const
  ).map(([format, text, day]): (typeof cases)[number] => [
    `day as ${format} of`,
    text,
    dayAs(format),
    day,
  ]),
  ['the name of a month in', '5 Mei 2026', (d) => d.matches('x', datePatterns.named), true],
  [
    'the name of a month in',
    '2026-05-05T10:15:00Z',
    (d) => d.matches('x', datePatterns.named),
    false,
  ],
  ['double of', '0.1', (d) => d.double('x'), 0.1],
  ['money of the double', '1.00005', (d) => d.text(d.money(d.double('x'))), '1.0001'],
  ['money of the double', '2.675', (d) => d.text(d.money(d.double('x'))), '2.6750'],
  ['division of', '1', (d) => `${d.double('x')} / 3`, 1 / 3],
  ['digest of', 'ann@example.com', (d) => d.digest('x'), '71d4f55f72fa128d'],
  ['lower case of', 'ÀÉÑ Ω Ж X', (d) => d.lower('x'), 'àéñ ω ж x'],
  ['upper case of', 'àéñ ω ж x', (d) => d.upper('x'), 'ÀÉÑ Ω Ж X'],
  ['what is between blanks in', ' \u00a0\u3000a b\u2003\u202f ', (d) => d.trim('x'), 'a b'],
  ['tabs are no blanks in', '\ta\n', (d) => d.trim('x'), '\ta\n'],
  ['digits in', 'a1b22', (d) => d.replace('x', '\\d', ''), 'ab'],
  [
    'turned',
    '31/03/2026',
    (d) => d.replace('x', '^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})', '\\3-\\2-\\1'),
    '2026-03-31',
  ],
  ['a dollar for', 'EUR 5', (d) => d.replace('x', 'EUR', '$'), '$ 5'],
  ['a point at the end of', 'shop.', (d) => d.matches('x', '[.]$'), true],
  ['a point at the end of', 'shop.nl', (d) => d.matches('x', '[.]$'), false],
  ['one of three signs in', '€ 5', (d) => d.matches('x', '(€|\\$|£)\\s*\\d'), true],
  ['equality with', "it's \\ 名", (d) => `x = ${d.string("it's \\ 名")}`, true],
  [
    'days to a leap day from',
    '2024-02-01',
    (d) => d.daysBetween(d.dayOfText('x'), d.date('2024-03-01')),
    29,
  ],
  [
    'the month of',
    '2024-02-29',
    (d) => d.text(d.periodStart('month', d.dayOfText('x'))),
    '2024-02-01',
  ],
  [
    'the quarter of',
    '2024-06-30',
    (d) => d.text(d.periodStart('quarter', d.dayOfText('x'))),
    '2024-04-01',
  ],
  [
    'the year of',
    '2024-12-31',
    (d) => d.text(d.periodStart('year', d.dayOfText('x'))),
    '2024-01-01',
  ],
];
