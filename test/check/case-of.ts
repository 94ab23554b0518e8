import type { Case } from '../../src/assumptions/assumptions.ts';
import type { Inputs } from '../../src/quantities.ts';

/** A case of these inputs and no ranges. */
export function caseOf(inputs: Inputs): Case {
  return {
    scenario: 'base',
    segment: null,
    inputs,
    ranges: {},
    provenance: {},
    line: 1,
    column: 1,
  };
}
