import type { Dialect } from '../engine.ts';

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const string = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** How DuckDB spells what the shared statements need. */
export const duckdbDialect: Dialect = {
  identifier,
  string,
  date: (day) => `date ${string(day)}`,
  double: (expression) => `cast(${expression} as double)`,
  text: (expression) => `cast(${expression} as varchar)`,
  lower: (expression) => `lower(${expression})`,
  upper: (expression) => `upper(${expression})`,
  trim: (expression) => `trim(${expression})`,
  money: (expression, type) =>
    // DuckDB reads 1_000, and no other engine does.
    type === 'number'
      ? `try_cast(${expression} as decimal(18, 4))`
      : `try_cast(replace(cast(${expression} as varchar), '_', '?') as decimal(18, 4))`,
  dayOfText: (expression) =>
    // DuckDB reads epoch and 2026\\01\\05 as well, and no other engine does.
    `case when substr(${expression}, 5, 1) = '-' then cast(try_cast(${expression} as timestamp) as date) end`,
  dayOfZonedText(expression, zone) {
    // DuckDB reads +02:00, not the +0200 with a space before it that shops write.
    const joined = `regexp_replace(${expression}, '\\s+(Z|[+-]\\d\\d(?::?\\d\\d)?)$', '\\1')`;
    const spelled = `regexp_replace(${joined}, '([+-]\\d\\d):?(\\d\\d)$', '\\1:\\2')`;
    // Nor an offset right after the minutes, which only few write.
    const seconds = `regexp_replace(${spelled}, '^([^:]+:\\d\\d)((?:Z|[+-]\\d\\d(?::\\d\\d)?)$)', '\\1:00\\2')`;
    const time = `coalesce(try_cast(${spelled} as timestamptz), try_cast(${seconds} as timestamptz))`;
    return `cast(timezone(${string(zone)}, ${time}) as date)`;
  },
  dayOfTimestamp: (expression) => `cast(${expression} as date)`,
  dayOfZoned: (expression, zone) => `cast(timezone(${string(zone)}, ${expression}) as date)`,
  dayOfEpoch: (seconds, zone) =>
    `cast(timezone(${string(zone)}, to_timestamp(cast(${seconds} as double))) as date)`,
  dayAfter: (from, days) => `(${from} + cast(floor(${days}) as int))`,
  daysBetween: (from, to) => `(${to} - ${from})`,
  periodStart: (period, day) =>
    // In a fifth of the time that date_trunc takes.
    period === 'month'
      ? `(${day} - (cast(day(${day}) as int) - 1))`
      : `cast(date_trunc(${string(period)}, ${day}) as date)`,
  atLeast: (value, by) => `arg_min(${value}, ${by})`,
  settled: (select) => select,
  matches: (expression, pattern) => `regexp_matches(${expression}, ${string(pattern)})`,
  replace: (expression, pattern, by) =>
    `regexp_replace(${expression}, ${string(pattern)}, ${string(by)}, 'g')`,
  hash: (expressions) => `hash(${expressions.join(', ')})`,
  digest: (expression) => `substr(sha256(cast(${expression} as varchar)), 1, 16)`,
};
