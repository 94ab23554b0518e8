import { InputError } from '../errors.ts';
import { type Inputs, isInputName, type QuantityName } from '../quantities.ts';
import type { Case } from '../assumptions/assumptions.ts';
import { outcomeOf } from '../assumptions/outcome.ts';

/** A step so small that two inputs which state one quantity still agree after it. */
const step = 2 ** -33;

/**
 * The largest figure that went into a metric of some cases, to which the rounding of it is
 * relative: it may be the small difference of large numbers.
 *
 * That is the most that any one input x brings to the metric f, which is x ∂f/∂x: of
 * avg × freq × years × margin - cac it is the lifetime value, or the cost, whichever is larger.
 */
export function magnitudeOf(cases: readonly Case[], metric: QuantityName): number {
  return cases.reduce((most, { inputs }) => Math.max(most, magnitudeIn(inputs, metric)), 0);
}

function magnitudeIn(inputs: Inputs, metric: QuantityName): number {
  const value = valueOf(inputs, metric);
  if (value === null) return 0;
  const parts = Object.entries(inputs).map(([name, x]) => {
    if (!isInputName(name) || typeof x !== 'number' || x === 0) return 0;
    // Towards 0, which is inside every domain or its edge.
    const moved = valueOf({ ...inputs, [name]: x * (1 - step) }, metric);
    return moved === null ? 0 : Math.abs(value - moved) / step;
  });
  return Math.max(Math.abs(value), ...parts);
}

function valueOf(inputs: Inputs, metric: QuantityName): number | null {
  try {
    return outcomeOf(inputs, metric).value;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
