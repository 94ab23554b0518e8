import { sum } from '../math/sum.ts';
import { derive } from '../metrics/calculate.ts';
import { missingFor } from '../metrics/missing.ts';
import {
  type Inputs,
  isInputName,
  quantities,
  type QuantityName,
  reasons,
  type Text,
} from '../quantities.ts';
import type { Case } from './assumptions.ts';
import { checkedFormulas } from '../metrics/upstream.ts';

/** What a case, or all cases together, come to: a number, or why there is none. */
export type Figure =
  | { readonly value: number; readonly reason?: undefined; readonly isLacking?: undefined }
  | {
      readonly value: null;
      readonly reason: Text;
      /** Whether inputs are missing, rather than that these give no number. */
      readonly isLacking?: boolean;
    };

/**
 * The value of a metric or an input.
 *
 * @throws InputError when two inputs disagree or a result is beyond a double
 */
export function figureOf(inputs: Inputs, metric: QuantityName): Figure {
  const { values, reasons: missing } = derive(inputs, { metrics: checkedFormulas });
  const value = values[metric];
  if (typeof value === 'number') return { value };
  const known = missing.get(metric);
  if (known !== undefined) return { value: null, reason: reasons[known] };
  const given = Object.keys(inputs).filter(isInputName);
  const needed = missingFor(metric, given);
  return { value: null, reason: whyLacking(metric, needed), isLacking: needed.length > 0 };
}

function whyLacking(metric: QuantityName, needed: readonly string[]): Text {
  if (needed.length === 0) {
    return { en: 'what it rests on has no value', nl: 'waar het op rust, heeft geen waarde' };
  }
  if (needed.includes(metric)) return { en: 'it is not given', nl: 'het is niet gegeven' };
  return {
    en: `it needs ${needed.join(' and ')}`,
    nl: `daarvoor ${needed.length === 1 ? 'is' : 'zijn'} ${needed.join(' en ')} nodig`,
  };
}

/** The value of a metric in one case, or its total over several. */
export function totalOf(cases: readonly Case[], metric: QuantityName): Figure {
  const values: number[] = [];
  let without: Figure | undefined;
  for (const { inputs, segment } of cases) {
    const figure = figureOf(inputs, metric);
    if (figure.value !== null) {
      values.push(figure.value);
      continue;
    }
    if (cases.length === 1) return figure;
    // A segment that has its inputs and no value says more than one that lacks an input.
    if (without === undefined || (without.isLacking === true && figure.isLacking !== true)) {
      const { en, nl } = figure.reason;
      without = { ...figure, reason: { en: `${segment}: ${en}`, nl: `${segment}: ${nl}` } };
    }
  }
  if (without !== undefined) return without;
  if (cases.length > 1 && basesOf(cases, metric).size > 1) {
    return {
      value: null,
      reason: {
        en: 'some segments have a margin and some have none, and the two do not add up',
        nl: 'sommige segmenten hebben een marge en andere niet, en die twee zijn niet op te tellen',
      },
    };
  }
  return { value: sum(values) };
}

/** The bases that an equity is counted on; they add up only where there is one. */
function basesOf(cases: readonly Case[], metric: QuantityName): ReadonlySet<unknown> {
  if (quantities[metric].basis !== 'best') return new Set();
  return new Set(cases.map(({ inputs }) => derive(inputs).values.basis));
}
