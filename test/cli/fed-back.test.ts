import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Domain,
  type InputName,
  largestNumber,
  periods,
  quantities,
  timings,
} from '../../src/quantities.ts';
import { clvInProcess } from './clv.ts';

/** Any number that an input may be: its bounds, next to them, tiny, huge, and those of every day. */
function valid(name: InputName): fc.Arbitrary<number> {
  const { min, max, above, below }: Domain = quantities[name].valid ?? {};
  const low = min ?? above ?? -largestNumber;
  const high = max ?? below ?? largestNumber;
  const isValid = (value: number) =>
    value >= low && value <= high && value !== above && value !== below;
  return fc
    .oneof(
      fc.constantFrom(low, high, low + 1e-12, high - 1e-12, high - 2 ** -53, 1 / 3, 0.8, 1),
      fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 100),
      fc.double({ min: -12, max: 9, noNaN: true }).map((exponent) => 10 ** exponent),
      fc.double({ min: low, max: high, noNaN: true }),
    )
    .filter(isValid);
}

/** A record with none, some or all of the names, of which each group says a thing in another way. */
function record(...groups: readonly (readonly InputName[])[]) {
  const parts = groups.map((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, valid(name)])), { requiredKeys: [] }),
  );
  return fc.oneof(...parts);
}

const records = fc
  .tuple(
    record(['avg', 'freq'], ['revenue', 'orders', 'customers'], ['avg', 'orders', 'customers']),
    record(['years'], ['churn'], ['retention']),
    record(['margin'], ['unitCost']),
    record(['cac'], ['acquisitionCost', 'newCustomers']),
    record(['discount', 'months', 'targetRatio', 'marketingShare', 'newPerYear', 'customers']),
    fc.record(
      {
        timing: fc.constantFrom(...timings),
        period: fc.constantFrom(...periods),
        segment: fc.constantFrom('nl', '=1+1', 'a,"b"'),
      },
      { requiredKeys: [] },
    ),
  )
  .map((parts) => JSON.stringify(Object.assign({}, ...parts)));

const verbs = ['calc', 'average', 'cac', 'equity', 'budget'];

describe.each(verbs)('the output of clv %s, fed back, is the same output', (verb) => {
  const sample = fc.sample(records, { seed: 1998, numRuns: 600 });

  it('as a stream of JSON, record for record', async () => {
    const args = [verb, '--format', 'ndjson', '--keep-going', '--input-format', 'ndjson'];
    // Equity adds segments up, which must be on one basis: each is given a margin and no discount.
    const first = await clvInProcess(args, { stdin: sample.map(alike(verb)).join('\n') });
    expect(first.stdout.split('\n').length).toBeGreaterThan(50);
    const again = await clvInProcess(args, { stdin: first.stdout });
    expect(again.stderr).toBe('');
    expect(again.stdout).toBe(first.stdout);
    expect(again.code).toBe(0);
  });

  it.each(['json', 'csv'])('as a document of %s', async (format) => {
    let computed = 0;
    for (const text of sample.slice(0, 50)) {
      // CSV is a list of records, so that the first run is given one too.
      const stdin = format === 'csv' ? `[${text}]` : text;
      const first = await clvInProcess([verb, '--format', format], { stdin });
      if (first.code !== 0) continue;
      computed++;
      const again = await clvInProcess([verb, '--format', format], { stdin: first.stdout });
      expect({ stdin, ...again }).toEqual({ stdin, ...first });
    }
    expect(computed).toBeGreaterThan(5);
  });
});

function alike(verb: string): (text: string) => string {
  if (verb !== 'equity') return (text) => text;
  return (text) => {
    const { discount: _, unitCost: _cost, ...rest } = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify({ ...rest, margin: 0.4 });
  };
}
