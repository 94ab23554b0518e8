/** A file of assumptions to start from, which says what each part is for. */
export const starter = `# What we assume of our customers; clv check holds it against the checks below.
# clv schema assumptions -o clv.schema.json makes a schema that editors complete from:
# yaml-language-server: $schema=clv.schema.json
version: 1
currency: EUR

# Each number with how sure it is: 45..55 are hard limits, 3 to 5 is a 90% interval.
inputs:
  avg: { value: 50, range: 45..55, source: replace this by your own }
  freq: { value: 4, range: 3 to 5 } # purchases per customer per year
  years: { value: 3, range: 2..4 } # how long a customer stays
  margin: { value: 42%, range: 38%..46% }
  cac: { value: 60, range: 50..80 } # cost of winning one customer

# What differs from segment to segment: 58, +8%, x1.08 or +5; of a share 40% or +2pp.
# A range that a segment inherits is shared by all; one that it writes itself is its own.
segments:
  home: { customers: 900 }
  abroad: { customers: 300, avg: +16% }

# What if: laid over every segment.
scenarios:
  churn-up: { years: 2 }

checks:
  - ltvCac >= 3
  - paybackMonths <= 12
  - p10(ltvCac) >= 2
  - warn: ltvCac{scenario=churn-up} >= 2.5
    because: a bad year must not undo us
`;

/** What was written, and the command that comes next. */
export function writtenLines(files: readonly string[], command: string): string[] {
  return [...files.map((file) => `${file} is written`), `${command} holds it against its checks`];
}
