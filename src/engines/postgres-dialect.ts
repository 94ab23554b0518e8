import { blanks } from './blanks.ts';
import type { Dialect } from './engine.ts';

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

const part = (at: number): string => `coalesce(cast(m[${at}] as int), 0)`;

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
  money(expression) {
    const shape = String.raw`^\s*[-+]?(\d{1,200}[.]?\d*|[.]\d+)([eE][-+]?\d{1,2})?\s*$`;
    return once(
      `(cast(${expression} as text) collate "C")`,
      't',
      `case when t ~ ${string(shape)} then case when abs(cast(t as numeric)) < 99999999999999.99995 then cast(t as numeric(18, 4)) end end`,
    );
  },
  dayOfText: (expression) =>
    once(
      `regexp_match(${expression}, ${string(String.raw`${day}(?:${time}\s*(?:Z|UTC)?)?\s*$`)})`,
      'm',
      dayOfParts,
    ),
  dayOfZonedText(expression, zone) {
    const at = `make_interval(hours => ${part(4)}, mins => ${part(5)})`;
    const sign = `case when m[8] = '-' then -1 else 1 end`;
    const shift = `${sign} * make_interval(hours => ${part(9)}, mins => ${part(10)})`;
    return once(
      `regexp_match(${expression}, ${string(String.raw`${day}${time}${offset}\s*$`)})`,
      'm',
      `cast(timezone(${string(zone)}, timezone('UTC', ${dayOfParts} + ${at} - ${shift})) as date)`,
    );
  },
  dayOfTimestamp: (expression) => `cast(${expression} as date)`,
  dayOfZoned: (expression, zone) => `cast(timezone(${string(zone)}, ${expression}) as date)`,
  daysBetween: (from, to) => `(${to} - ${from})`,
  periodStart: (period, value) =>
    `cast(date_trunc(${string(period)}, cast(${value} as timestamp)) as date)`,
  matches: (expression, pattern) => `(${expression} ~ ${string(pattern)})`,
  replace: (expression, pattern, by) =>
    `regexp_replace(${expression}, ${string(pattern)}, ${string(by)}, 'g')`,
  hash: (expressions) => `hashtextextended(cast(row(${expressions.join(', ')}) as text), 0)`,
  digest: (expression) =>
    `substr(encode(sha256(convert_to(cast(${expression} as text), 'UTF8')), 'hex'), 1, 16)`,
};
