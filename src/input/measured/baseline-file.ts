import * as z from 'zod/mini';
import type { Baseline } from '../../check/baseline.ts';
import { InputError } from '../../errors.ts';
import { periods, quantityNames, timings } from '../../quantities.ts';
import { parseJson } from '../records/json-document.ts';

const baselineSchema = z.strictObject({
  version: z.literal(2),
  currency: z.nullable(z.string().check(z.regex(/^[A-Z]{3}$/))),
  period: z.enum(periods),
  timing: z.enum(timings),
  segments: z.array(z.string()),
  cases: z.array(
    z.strictObject({
      scenario: z.string(),
      segment: z.nullable(z.string()),
      basis: z.nullable(z.enum(['revenue', 'margin'])),
      values: z.partial(
        z.strictObject(
          Object.fromEntries(quantityNames.map((name) => [name, z.nullable(z.number())])),
        ),
      ),
    }),
  ),
});

/** The version before this one. */
const first = z.object({ version: z.literal(1), cases: z.array(z.unknown()) });

/**
 * Read a baseline that `clv check --write-baseline` wrote.
 *
 * @throws InputError when it is anything else
 */
export function readBaseline(text: string, file: string): Baseline {
  const value = parseJson(text, file);
  const parsed = baselineSchema.safeParse(value);
  if (parsed.success) {
    if (hasEachSegmentOnce(parsed.data)) return parsed.data;
    throw new InputError(
      `${file} does not have each segment once in each scenario; write it anew with clv check --write-baseline`,
    );
  }
  if (first.safeParse(value).success) {
    throw new InputError(
      `${file} is a baseline of version 1, which kept neither currency nor period; write it anew with clv check --write-baseline`,
    );
  }
  const [issue] = parsed.error.issues;
  throw new InputError(
    `${file} is not a baseline of clv: ${issue?.path.join('.') || 'its top'} ${issue?.code === 'unrecognized_keys' ? 'has an unknown key' : 'is something else'}; write it anew with clv check --write-baseline`,
  );
}

/** Whether totals add up: a merge may have kept a case twice, or lost one. */
function hasEachSegmentOnce({ cases, segments }: Baseline): boolean {
  const expected = segments.length === 0 ? [null] : segments;
  return cases.every(({ scenario }) => {
    const found = cases.filter((each) => each.scenario === scenario);
    return (
      found.length === expected.length &&
      expected.every((name) => found.some(({ segment }) => segment === name))
    );
  });
}

/** Whether a text is a baseline, perhaps one of another version, so that a new one may replace it. */
export function isBaseline(text: string): boolean {
  try {
    const value = JSON.parse(text) as { version?: unknown; cases?: unknown } | null;
    return typeof value?.version === 'number' && Array.isArray(value.cases);
  } catch {
    return false;
  }
}
