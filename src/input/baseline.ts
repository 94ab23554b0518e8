import { z } from 'zod';
import type { Baseline } from '../check/baseline.ts';
import { InputError } from '../errors.ts';
import { quantityNames } from '../quantities.ts';
import { parseJson } from './json.ts';

const baselineSchema = z.strictObject({
  version: z.literal(1),
  cases: z.array(
    z.strictObject({
      scenario: z.string(),
      segment: z.string().nullable(),
      values: z
        .strictObject(
          Object.fromEntries(quantityNames.map((name) => [name, z.number().nullable()])),
        )
        .partial(),
    }),
  ),
});

/**
 * Read a baseline that `clv check --write-baseline` wrote.
 *
 * @throws InputError when it is anything else
 */
export function readBaseline(text: string, file: string): Baseline {
  const parsed = baselineSchema.safeParse(parseJson(text, file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new InputError(
    `${file} must be a baseline of clv, got ${issue?.message} at ${issue?.path.join('.') || 'its top'}; write it anew with clv check --write-baseline`,
  );
}
