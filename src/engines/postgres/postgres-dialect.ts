import { blanks } from '../blanks.ts';
import type { Dialect } from '../engine.ts';

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
// standard_conforming_strings is on in every session of clv, so a backslash is one.
const string = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const time = String.raw`[T ]\s*([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.]\d+)?)?`;
const day = String.raw`^\s*(\d{4})-(\d{1,2})-(\d{1,2})`;
const offset = String.raw`\s*(?:(Z|UTC)|([+-])(\d\d)(?::?([0-5]\d))?)`;

/**
 * One expression over a value that is worked out once. Postgres 15 has no cast that gives null, so
 * each cast looks first; `offset 0` keeps the planner from copying the value into every place.
 */
const once = (value: string, name: string, then: string): string =>
  `(select ${then} from (select ${value} as ${name} offset 0) as once)`;

/** A day of the calendar from the parts of a match, or null. */
const dayOfParts = `case when cast(m[1] as int) > 0 and cast(m[2] as int) between 1 and 12 and cast(m[3] as int) between 1 and 31 then
  case when extract(month from make_date(cast(m[1] as int), cast(m[2] as int), 1) + (cast(m[3] as int) - 1)) = cast(m[2] as int)
  then make_date(cast(m[1] as int), cast(m[2] as int), cast(m[3] as int)) end end`;

/** All days but the leap days, as most dates are written: a cast takes them as they stand. */
const plainDay = String.raw`[12]\d{3}-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)`;
const plainTime = String.raw`[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d([.]\d{1,6})?)?`;
const plainOffset = String.raw`\s*(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?)`;

const part = (at: number): string => `coalesce(cast(m[${at}] as int), 0)`;

/** NaN and infinities are larger than all that is compared with them. */
const moneyOfNumber = (value: string): string =>
  `case when abs(${value}) < 99999999999999.99995 then cast(${value} as numeric(18, 4)) end`;

/** How Postgres, 14 and later, spells what the shared statements need. */
export const postgresDialect: Dialect = {
  identifier,
  string,
  date: (value) => `date ${string(value)}`,
  double: (expression) => `cast(${expression} as double precision)`,
  // Texts are put in order by their bytes, as other engines do, not as a language does.
  text: (expression) => `(cast(${expression} as text) collate "C")`,
  // By their bytes, only ASCII would change its case.
  lower: (expression) => `(lower(${expression} collate "default") collate "C")`,
  upper: (expression) => `(upper(${expression} collate "default") collate "C")`,
  trim: (expression) => `btrim(${expression}, ${string(blanks)})`,
  money(expression, type) {
    if (type === 'number') return moneyOfNumber(`cast(${expression} as numeric)`);
    const shape = String.raw`^\s*[-+]?(\d+[.]?\d*|[.]\d+)([eE][-+]?\d{1,2})?\s*$`;
    return once(
      `(cast(${expression} as text) collate "C")`,
      't',
      `case when length(t) < 300 and t ~ ${string(shape)} then ${moneyOfNumber('cast(t as numeric)')} end`,
    );
  },
  dayOfText(expression) {
    const shape = String.raw`${day}(?:${time}\s*(?:Z|UTC)?)?\s*$`;
    const careful = once(`regexp_match(t, ${string(shape)})`, 'm', dayOfParts);
    const plain = string(`^${plainDay}(${plainTime})?$`);
    return once(
      expression,
      't',
      `case when t ~ ${plain} then cast(substr(t, 1, 10) as date) else ${careful} end`,
    );
  },
  dayOfZonedText(expression, zone) {
    const at = `make_interval(hours => ${part(4)}, mins => ${part(5)})`;
    const sign = `case when m[8] = '-' then -1 else 1 end`;
    const shift = `${sign} * make_interval(hours => ${part(9)}, mins => ${part(10)})`;
    const instant = once(
      `regexp_match(t, ${string(String.raw`${day}${time}${offset}\s*$`)})`,
      'm',
      `timezone('UTC', ${dayOfParts} + ${at} - ${shift})`,
    );
    const plain = string(`^${plainDay}${plainTime}${plainOffset}$`);
    return once(
      expression,
      't',
      `cast(timezone(${string(zone)}, case when t ~ ${plain} then cast(t as timestamptz) else ${instant} end) as date)`,
    );
  },
  dayOfTimestamp: (expression) => `cast(${expression} as date)`,
  dayOfZoned: (expression, zone) => `cast(timezone(${string(zone)}, ${expression}) as date)`,
  dayOfEpoch: (seconds, zone) =>
    `cast(timezone(${string(zone)}, to_timestamp(cast(${seconds} as double precision))) as date)`,
  dayAfter: (from, days) => `(${from} + cast(floor(${days}) as int))`,
  daysBetween: (from, to) => `(${to} - ${from})`,
  periodStart: (period, value) =>
    `cast(date_trunc(${string(period)}, cast(${value} as timestamp)) as date)`,
  atLeast: (value, by) => `(array_agg(${value} order by ${by}))[1]`,
  settled: (select) => `${select} offset 0`,
  matches: (expression, pattern) => `(${expression} ~ ${string(pattern)})`,
  replace: (expression, pattern, by) =>
    `regexp_replace(${expression}, ${string(pattern)}, ${string(by)}, 'g')`,
  hash: (expressions) => `hashtextextended(cast(row(${expressions.join(', ')}) as text), 0)`,
  digest: (expression) =>
    `substr(encode(sha256(convert_to(cast(${expression} as text), 'UTF8')), 'hex'), 1, 16)`,
};
