import { blanks } from '../blanks.ts';
import type { Dialect } from '../engine.ts';

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const string = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const replaced = (expression: string, pattern: string, by: string): string =>
  `regexp_replace(${expression}, ${string(pattern)}, ${string(by)})`;

/** A text of a time without the T that Trino does not read. */
const spaced = (expression: string): string =>
  replaced(`trim(${expression})`, String.raw`^([\d-]+)T`, '$1 ');

/** The most expressions that one array may be made of. */
const longestArray = 200;

/** Each day within what a date can be; the cast of another one would fail or be null. */
const timestamp = 'timestamp(6)';

/** How Trino, 476 and later, spells what the shared statements need. */
export const trinoDialect: Dialect = {
  identifier,
  string,
  date: (day) => `date ${string(day)}`,
  double: (expression) => `cast(${expression} as double)`,
  text: (expression) => `cast(${expression} as varchar)`,
  lower: (expression) => `lower(${expression})`,
  upper: (expression) => `upper(${expression})`,
  trim: (expression) => `trim(both ${string(blanks)} from ${expression})`,
  // By way of its shortest text a double is rounded as it is written, not as it is stored.
  money: (expression) => `try_cast(trim(cast(${expression} as varchar)) as decimal(18, 4))`,
  dayOfText(expression) {
    const plain = replaced(spaced(expression), String.raw`\s*(Z|UTC)$`, '');
    return `cast(try_cast(${plain} as ${timestamp}) as date)`;
  },
  dayOfZonedText(expression, zone) {
    const hours = replaced(spaced(expression), String.raw`\s*([+-]\d\d)$`, '$1:00');
    const offset = replaced(hours, String.raw`\s*([+-]\d\d):?(\d\d)$`, ' $1:$2');
    const named = replaced(offset, String.raw`\s*Z$`, ' UTC');
    return `cast(at_timezone(try_cast(${named} as ${timestamp} with time zone), ${string(zone)}) as date)`;
  },
  dayOfTimestamp: (expression) => `cast(${expression} as date)`,
  dayOfZoned: (expression, zone) => `cast(at_timezone(${expression}, ${string(zone)}) as date)`,
  dayOfEpoch: (seconds, zone) =>
    `cast(at_timezone(from_unixtime(cast(${seconds} as double)), ${string(zone)}) as date)`,
  dayAfter: (from, days) => `date_add('day', cast(floor(${days}) as bigint), ${from})`,
  daysBetween: (from, to) => `date_diff('day', ${from}, ${to})`,
  periodStart: (period, day) => `date_trunc(${string(period)}, ${day})`,
  atLeast: (value, by) => `min_by(${value}, ${by})`,
  settled: (select) => select,
  matches: (expression, pattern) => `regexp_like(${expression}, ${string(pattern)})`,
  replace: (expression, pattern, by) =>
    replaced(
      expression,
      pattern,
      by.replace(/[\\$](?!\d)/g, String.raw`\$&`).replace(/\\(\d)/g, '$$$1'),
    ),
  hash(expressions) {
    const arrays: string[] = [];
    for (let at = 0; at < expressions.length; at += longestArray) {
      const texts = expressions.slice(at, at + longestArray).map(trinoDialect.text);
      arrays.push(`array[${texts.join(', ')}]`);
    }
    // As JSON the cells cannot run into each other, and null is not the empty text.
    const cells = `json_format(cast(${arrays.join(' || ')} as json))`;
    return `from_big_endian_64(xxhash64(to_utf8(${cells})))`;
  },
  digest: (expression) =>
    `substr(lower(to_hex(sha256(to_utf8(cast(${expression} as varchar))))), 1, 16)`,
};
