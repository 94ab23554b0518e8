import { InputError } from '../errors.ts';
import { type InputName, isInputName, type Reason } from '../quantities.ts';
import { complement } from './customer-lifespan.ts';
import type { Metric } from './metric.ts';

/** All that the deriver asks of a metric. */
export interface Formula extends Pick<Metric, 'name' | 'inputs' | 'compute'> {
  /** Which of the inputs states the quantity again, where not all of them together do. */
  readonly instead?: InputName;
}

/** A quantity that follows from others. */
export interface Derivation {
  readonly metric: Formula;
  /** The names that it is computed from. */
  readonly from: readonly string[];
}

/** Quantities that are never printed unless given, but that others state again. */
export const restatements: readonly Formula[] = [
  {
    name: 'churn',
    inputs: [['retention']],
    compute: ({ retention }) => complement(retention as number),
  },
  {
    name: 'retention',
    inputs: [['churn']],
    compute: ({ churn }) => complement(churn as number),
  },
  {
    name: 'unitCost',
    inputs: [['avg', 'margin']],
    instead: 'margin',
    compute: ({ avg, margin }) => (avg as number) * complement(margin as number),
  },
  {
    name: 'margin',
    inputs: [['avg', 'unitCost']],
    instead: 'unitCost',
    compute: ({ avg, unitCost }) => {
      const margin = 1 - (unitCost as number) / (avg as number);
      return Number.isFinite(margin) ? margin : 'noPrice';
    },
  },
];

/** What may differ between a number given and the same number derived: of the larger of the two. */
const agreement = 1e-9;

function areEqual(given: number, derived: number): boolean {
  const larger = Math.max(Math.abs(given), Math.abs(derived));
  // 1 - r can be no nearer than the last digit of r.
  return Math.abs(given - derived) <= agreement * larger + Number.EPSILON;
}

/** @throws InputError when a quantity is given and also follows from others, and the two disagree */
export function assertAgreement(
  { metric, from }: Derivation,
  known: Readonly<Record<string, unknown>>,
  derived: number | Reason,
  spell: (name: string) => string = (name) => name,
): void {
  const given = known[metric.name] as number;
  // At a price of 0 any margin will do; the formula of the unit cost says whether that agrees.
  if (derived === 'noPrice') return;
  if (typeof derived === 'number' && areEqual(given, derived)) return;
  const others = from.filter((name) => isInputName(name) && name !== 'months').map(spell);
  const drop = metric.instead === undefined ? others : [spell(metric.instead)];
  throw new InputError(
    `${spell(metric.name)} must agree with ${others.join(' and ')}, got ${given} where ` +
      `${others.length > 1 ? 'they give' : 'it gives'} ${typeof derived === 'number' ? derived : 'none'}; ` +
      `drop ${spell(metric.name)} or drop ${drop.join(' and ')}`,
  );
}
