import { describe, expect, it } from 'vitest';
import { checkChanges } from '../../src/analysis/check-changes.ts';
import { readAssumptions } from '../../src/input/yaml/assumptions-file.ts';

const inputs = 'inputs: { avg: 50, freq: 4, years: 3, margin: 42%, cac: 60, discount: 8% }';

/** The checks of a file that has these lines. */
function checksOf(...lines: readonly string[]) {
  const text = `version: 1\n${inputs}\nchecks:\n${lines.map((line) => `  - ${line}\n`).join('')}`;
  return readAssumptions(text, 'clv.yaml', 0.9).checks ?? [];
}

/** What became of a check between two files that have it alone. */
const changeOf = (before: string, after: string) =>
  checkChanges(checksOf(before), checksOf(after)).map(({ change }) => change);

describe('a check', () => {
  it.each([
    ['ltvCac >= 3', 'ltvCac >= 2'],
    ['ltvCac > 3', 'ltvCac >= 3'],
    ['cac <= 60', 'cac <= 70'],
    ['cac < 60', 'cac <= 60'],
    ['years in 2..4', 'years in 1..4'],
    ['years in 2..4', 'years in 2..5'],
    ['clv within 5% of 600', 'clv within 6% of 600'],
    ['clv within 5 of 600', 'clv within 6 of 600'],
    ['clv within 5% of baseline', 'clv within 6% of baseline'],
    ['ltvCac >= 3', 'warn: ltvCac >= 3'],
    ['warn: ltvCac >= 3', 'info: ltvCac >= 3'],
    ['{ error: ltvCac >= 3, if-missing: fail }', '{ error: ltvCac >= 3, if-missing: skip }'],
    // What lets more through on one side is looser, whatever the other side does.
    ['years in 2..4', 'years in 1..3'],
  ])('%s is loosened by %s', (before, after) => {
    expect(changeOf(before, after)).toEqual(['loosened']);
  });

  it.each([
    ['ltvCac >= 2', 'ltvCac >= 3'],
    ['ltvCac >= 3', 'ltvCac > 3'],
    ['cac <= 60', 'cac < 60'],
    ['years in 1..4', 'years in 2..4'],
    ['clv within 6% of baseline', 'clv within 5% of baseline'],
    ['warn: ltvCac >= 3', 'ltvCac >= 3'],
    ['{ error: ltvCac >= 3, if-missing: skip }', '{ error: ltvCac >= 3, if-missing: fail }'],
  ])('%s is tightened by %s', (before, after) => {
    expect(changeOf(before, after)).toEqual(['tightened']);
  });

  it.each([
    // The other side of the same figure, another figure, another place, another kind of limit.
    ['ltvCac >= 3', 'ltvCac <= 3'],
    ['ltvCac >= 3', 'netClv >= 3'],
    ['ltvCac >= 3', 'mean(ltvCac) >= 3'],
    ['ltvCac >= 3', 'ltvCac{scenario=base} >= 3'],
    ['clv within 5% of 600', 'clv within 5 of 600'],
    ['clv within 5% of baseline', 'clv within 5% of 600'],
  ])('%s is gone where %s came', (before, after) => {
    expect(changeOf(before, after)).toEqual(['removed', 'added']);
  });

  it.each([
    ['ltvCac >= 3', '{ error: ltvCac >= 3, because: board }'],
    ['ltvCac >= 3', 'ltvCac >= 3.0'],
  ])('%s is no other check than %s', (before, after) => {
    expect(changeOf(before, after)).toEqual([]);
  });

  it('is compared with the one of its name', () => {
    const before = checksOf('{ error: avg >= 1, id: low }', '{ error: avg >= 9, id: high }');
    const after = checksOf('{ error: avg >= 8, id: high }', '{ error: avg >= 2, id: low }');
    expect(checkChanges(before, after)).toEqual([
      { change: 'loosened', check: 'avg >= 8', was: 'avg >= 9' },
      { change: 'tightened', check: 'avg >= 2', was: 'avg >= 1' },
    ]);
  });
});
