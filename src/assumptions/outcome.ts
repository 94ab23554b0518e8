import { sum } from '../math/sum.ts';
import { derive } from '../metrics/calculate.ts';
import { givenIn, missingFor } from '../metrics/missing.ts';
import { checkedFormulas } from '../metrics/upstream.ts';
import { type Inputs, quantities, type QuantityName } from '../quantities.ts';
import { type Absence, isLacking } from './absence.ts';
import type { Case } from './assumptions.ts';

/** What a case, or all cases together, come to: a number, or why there is none. */
export type Outcome =
  | { readonly value: number; readonly absence?: undefined }
  | { readonly value: null; readonly absence: Absence };

/** Whether an outcome is none because inputs of it are missing. */
export function lacksInputs({ absence }: Outcome): boolean {
  return absence !== undefined && isLacking(absence);
}

/**
 * The value of a metric or an input.
 *
 * @throws InputError when two inputs disagree or a result is beyond a double
 */
export function outcomeOf(inputs: Inputs, metric: QuantityName): Outcome {
  const { values, reasons } = derive(inputs, { metrics: checkedFormulas });
  const value = values[metric];
  if (typeof value === 'number') return { value };
  const reason = reasons.get(metric);
  if (reason !== undefined) return { value: null, absence: { kind: 'undefined', reason } };
  return { value: null, absence: absenceFor(metric, missingFor(metric, givenIn(inputs))) };
}

function absenceFor(metric: QuantityName, missing: readonly string[]): Absence {
  if (missing.length === 0) return { kind: 'restsOnNone' };
  return missing.includes(metric)
    ? { kind: 'notGiven' }
    : { kind: 'inputsMissing', inputs: missing };
}

/** The value of a metric in one case, or its total over several. */
export function totalOf(cases: readonly Case[], metric: QuantityName): Outcome {
  const values: number[] = [];
  const absences: Absence[] = [];
  for (const { inputs, segment } of cases) {
    const { value, absence } = outcomeOf(inputs, metric);
    if (value !== null) values.push(value);
    else if (cases.length === 1) return { value, absence };
    else absences.push({ kind: 'inSegment', segment, absence });
  }
  // A segment that has its inputs and no value says more than one that lacks an input.
  const absence = absences.find((each) => !isLacking(each)) ?? absences[0];
  if (absence !== undefined) return { value: null, absence };
  if (cases.length > 1 && basesOf(cases, metric).size > 1) {
    return { value: null, absence: { kind: 'mixedBases' } };
  }
  return { value: sum(values) };
}

/** The bases that an equity is counted on; they add up only where there is one. */
function basesOf(cases: readonly Case[], metric: QuantityName): ReadonlySet<unknown> {
  if (quantities[metric].basis !== 'best') return new Set();
  return new Set(cases.map(({ inputs }) => derive(inputs).values.basis));
}
