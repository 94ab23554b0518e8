import { InputError } from '../errors.ts';
import type { Distribution } from '../math/distribution.ts';
import { roundedTo } from '../math/round.ts';
import { brokenRule, type InputName } from '../quantities.ts';

/** How an override moves the number that it inherits: `+5` and `+2pp` add, `+8%` and `x1.08` multiply. */
export type Change =
  | { readonly kind: 'add'; readonly by: number }
  | { readonly kind: 'multiply'; readonly by: number };

/** A number after an override moved it, a decimal of 15 digits as its parts are. */
export function changed(value: number, { kind, by }: Change): number {
  return roundedTo(15, kind === 'add' ? value + by : value * by);
}

/**
 * A range that moves with the value it belongs to.
 *
 * @throws InputError when it would then reach outside the domain of the number
 */
export function scaled<Range extends Distribution>(
  range: Range,
  factor: number,
  name: InputName,
  subject: string,
): Range {
  const quantile = (p: number) => range.quantile(p) * factor;
  const rule = Number.isFinite(factor)
    ? [1e-9, 1 - 1e-9].map((p) => brokenRule(name, quantile(p))).find((found) => found)
    : 'must be a multiple of the number that it stands for';
  if (rule !== undefined) {
    throw new InputError(
      `${subject} takes the range of the number that it stands for along, and that ${rule}; give it a range of its own`,
    );
  }
  return { ...range, quantile };
}
