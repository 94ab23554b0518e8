import type { Dialect } from '../../engines/engine.ts';
import type { DateFormat, MeasureOptions } from '../measure-options.ts';

/** How the dates of the rows are read. */
export interface DayReading {
  readonly dateFormat: DateFormat | 'compact';
  /** Whether some months have names, years two digits, and times AM or PM. */
  readonly monthNames: boolean;
  readonly shortYears: boolean;
  readonly halfDays: boolean;
  /** Whether some dates carry their offset. */
  readonly zoned: boolean;
}

/** The months in English and Dutch, by the letters that their names begin with. */
const months: readonly (readonly string[])[] = [
  ['jan'],
  ['feb'],
  ['mar', 'mrt', 'maa'],
  ['apr'],
  ['may', 'mei'],
  ['jun'],
  ['jul'],
  ['aug'],
  ['sep'],
  ['oct', 'okt'],
  ['nov'],
  ['dec'],
];

const month = `(${months.flat().join('|')})[a-z]*[.]?`;
const weekday = '^([a-z]+[.]?,?\\s+)?';
const number = '(\\d{1,2})(st|nd|rd|th|e)?';
const year = (digits: string) => `(${digits}),?(\\s+|$)`;

/** The day before the name of the month, and after it; in lower case. */
const dayFirst = (digits: string) =>
  `${weekday}${number}[-/.\\s]+${month}[-/.,\\s]+${year(digits)}`;
const monthFirst = (digits: string) =>
  `${weekday}${month}[-/.\\s]+${number},?[-/\\s]+${year(digits)}`;

/** The patterns that tell one reading of dates from another, by what they speak for. */
export const datePatterns = {
  ymd: '^\\s*\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
  compact: '^\\s*\\d{8}\\s*$',
  either: '^\\s*\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}',
  dmy: '^\\s*(1[3-9]|2\\d|3[01])[-/.]\\d{1,2}[-/.]\\d{4}',
  mdy: '^\\s*\\d{1,2}[-/.](1[3-9]|2\\d|3[01])[-/.]\\d{4}',
  short: '^\\s*\\d{1,2}[-/.]\\d{1,2}[-/.]\\d\\d(\\D|$)',
  named: `(?i)[-/.,\\s0-9](${months.flat().join('|')})|^\\s*(${months.flat().join('|')})`,
  half: ':\\d\\d\\s*[AaPp][.]?[Mm]',
  serial: '^\\s*(\\d{5}([.]\\d+)?|\\d{10}([.]\\d+)?|\\d{13})\\s*$',
  zoned: ':\\d\\d.*(Z|UTC|GMT|[+-]\\d\\d(:?\\d\\d)?)\\s*$',
};

/** What dates are spelled by. */
interface DatePlan {
  readonly dialect: Dialect;
  readonly reading: DayReading;
  readonly options: Pick<MeasureOptions, 'zone'>;
}

/** A date as it is written, spelled year-month-day as engines read it. */
export function spelledYearFirst(
  { dialect, reading, options: { zone } }: DatePlan,
  text: string,
): string {
  const named = reading.monthNames ? withoutNames(dialect, text, reading.shortYears) : text;
  // A time is of interest where it moves the day, and then half of a day is.
  const movesDay = reading.zoned && zone !== undefined;
  const whole =
    reading.halfDays && !movesDay
      ? dialect.replace(named, '(:\\d\\d)\\s*[AaPp][.]?[Mm][.]?', '\\1')
      : named;
  const parts = '^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}),?';
  const short = (order: string) => (reading.shortYears ? fullYears(dialect, whole, order) : whole);
  // Under another reading a date with the year first is still one that all read alike.
  const { dateFormat } = reading;
  if (dateFormat === 'compact') {
    return dialect.replace(whole, '^(\\d{4})(\\d{2})(\\d{2})$', '\\1-\\2-\\3');
  }
  if (dateFormat === 'dmy' || dateFormat === 'mdy') {
    const turned = dateFormat === 'dmy' ? '\\3-\\2-\\1' : '\\3-\\1-\\2';
    return dialect.replace(short(dateFormat), parts, turned);
  }
  const given = short('ymd');
  const slashes = '^(\\d{4})[/.](\\d{1,2})[/.](\\d{1,2}),?';
  const spelled = dialect.replace(given, slashes, '\\1-\\2-\\3');
  if (given !== text) return spelled;
  const isSpelled = dialect.matches(text, '^\\d{4}-\\d{1,2}-\\d{1,2}');
  return `case when ${isSpelled} then ${text} else ${spelled} end`;
}

/** Years of two digits as POSIX reads them: 70 to 99 are of the last century. */
const centuries = [
  ['[0-6]\\d', '20'],
  ['[7-9]\\d', '19'],
] as const;

/** A date of numbers, its year in full. */
function fullYears(dialect: Dialect, text: string, order: string): string {
  return centuries.reduce((date, [digits, century]) => {
    const [pattern, by] =
      order === 'ymd'
        ? [`^(${digits})([-/.]\\d{1,2}[-/.]\\d{1,2})(\\D|$)`, `${century}\\1\\2\\3`]
        : [`^(\\d{1,2}[-/.]\\d{1,2}[-/.])(${digits})(\\D|$)`, `\\1${century}\\2\\3`];
    return dialect.replace(date, pattern, by);
  }, text);
}

/** A date whose month has a name, spelled year-month-day. */
function withoutNames(dialect: Dialect, text: string, shortYears: boolean): string {
  const years = [['\\d{4}', ''], ...(shortYears ? centuries : [])] as const;
  const ordered = years.reduce(
    (date, [digits, century]) =>
      dialect.replace(
        dialect.replace(date, dayFirst(digits), `${century}\\5-\\4-\\2\\6`),
        monthFirst(digits),
        `${century}\\5-\\2-\\3\\6`,
      ),
    dialect.lower(text),
  );
  const numbered = months.reduce(
    (date, starts, at) =>
      dialect.replace(date, `-(${starts.join('|')})-`, `-${String(at + 1).padStart(2, '0')}-`),
    ordered,
  );
  return dialect.upper(numbered);
}
