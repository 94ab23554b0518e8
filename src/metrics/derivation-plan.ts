import {
  type ConventionName,
  conventionNames,
  defaultConventions,
  type InputName,
  inputNames,
  type Inputs,
  isInputName,
  largestNumber,
  type Period,
  quantities,
  type QuantityName,
} from '../quantities.ts';
import { type Derivation, type Formula, restatements } from './agreement.ts';
import { assertNothingBesideModel } from './beside-model.ts';

/** One formula to compute, in the order of a plan. */
interface Step extends Derivation {
  /** Whether the quantity was given too, so that the two must agree. */
  readonly check: boolean;
  /** How far from 0 its result may be: what a double carries, and of an input what can be given. */
  readonly most: number;
}

/** What a set of names allows: the order to compute in, and what is printed. */
interface Plan {
  /** What it was made for: the names given, and the period, which is printed unless it is a year. */
  readonly names: readonly string[];
  readonly period: Period | undefined;
  readonly steps: readonly Step[];
  /** All that will be printed, in order: what is always the same, and room for the rest. */
  readonly template: Readonly<Record<string, unknown>>;
  /** The names whose values each record gives. */
  readonly given: readonly (InputName | ConventionName | 'model')[];
  /** The same three as in a calculation. */
  readonly inputs: readonly QuantityName[];
  readonly metrics: readonly QuantityName[];
  readonly unused: readonly (InputName | ConventionName)[];
}

/** The plans for one list of metrics: what a set of names allows is worked out once. */
interface Plans {
  readonly byNames: Map<string, Plan>;
  /** The plan of the last record: in a stream the next one mostly has the same names. */
  recent: Plan | undefined;
}

const plansByList = new WeakMap<readonly Formula[], Plans>();

/**
 * The plan for the names that are given; the last one is looked at first.
 *
 * @param spell how a message spells a name
 * @throws InputError where names are given that a model says itself
 */
export function planFor(
  inputs: Inputs,
  list: readonly Formula[],
  spell?: (name: string) => string,
): Plan {
  let plans = plansByList.get(list);
  if (plans === undefined)
    plansByList.set(list, (plans = { byNames: new Map(), recent: undefined }));
  if (plans.recent !== undefined && fits(plans.recent, inputs)) return plans.recent;
  const key = `${Object.keys(inputs).join()}|${inputs.period}`;
  let plan = plans.byNames.get(key);
  if (plan === undefined) {
    assertNothingBesideModel(inputs, spell);
    plans.byNames.set(key, (plan = makePlan(inputs, list)));
  }
  plans.recent = plan;
  return plan;
}

/** Whether a plan was made for these very names, in this order, and this period. */
function fits({ names, period }: Plan, inputs: Inputs): boolean {
  let index = 0;
  for (const name in inputs) if (names[index++] !== name) return false;
  return index === names.length && period === inputs.period;
}

/** What makes the best value of a customer one on margin, where it is known. */
const costs = ['marginPerYear', 'margin', 'unitCost'];

function makePlan(inputs: Inputs, list: readonly Formula[]): Plan {
  const isGiven = (name: string) => Object.hasOwn(inputs, name);
  const derived = derivedSteps(inputs, list);
  const found = derived.map(({ metric }) => metric.name);
  const known = new Set<string>([...Object.keys(inputs), ...conventionNames, ...found]);
  const steps = [...derived, ...restatedSteps(list, known, isGiven)];
  const given = inputNames.filter((name) => isGiven(name) && name !== 'months');
  const inputsOnly = given.filter((name) => !found.includes(name));
  const used = usedIn(steps);
  // Months that move no figure still say what the money was counted over.
  const isCounted = [...given, ...found].some((name) => quantities[name].unit === 'moneyCounted');
  if (isCounted && isGiven('months')) used.add('months');
  const conventions = conventionNames.filter(
    (name) => used.has(name) && (name !== 'period' || (inputs.period ?? 'year') !== 'year'),
  );
  // A restated name has no room: a formula may take a name that is there for one that is given.
  const room = [...inputsOnly, ...found].filter((name) => isGiven(name) || !restated.has(name));
  const model = isGiven('model') ? (['model'] as const) : [];
  const hasBasis = found.some((name) => quantities[name].basis === 'best');
  return {
    names: Object.keys(inputs),
    period: inputs.period,
    steps,
    template: {
      ...Object.fromEntries(room.map((name) => [name, undefined])),
      ...Object.fromEntries(conventions.map((name) => [name, defaultConventions[name]])),
      ...(hasBasis && { basis: costs.some((name) => known.has(name)) ? 'margin' : 'revenue' }),
      ...Object.fromEntries(model.map((name) => [name, undefined])),
    },
    given: [...given, ...conventions.filter(isGiven), ...model],
    inputs: inputsOnly,
    metrics: found,
    unused: [...given, ...conventionNames].filter((name) => isGiven(name) && !used.has(name)),
  };
}

/** The metrics of a list that inputs allow, each from the first of its sets of names that is known. */
function derivedSteps(inputs: Inputs, list: readonly Formula[]): Step[] {
  const known = new Set<string>([...Object.keys(inputs), ...conventionNames]);
  return list.flatMap((metric): Step[] => {
    const from = metric.inputs.find((names) => names.every((name) => known.has(name)));
    if (from === undefined) return [];
    known.add(metric.name);
    const most = isInputName(metric.name) ? largestNumber : Number.MAX_VALUE;
    return [{ metric, from, check: Object.hasOwn(inputs, metric.name), most }];
  });
}

/** What is given and stated again by others, where the list itself does not compute it. */
function restatedSteps(
  list: readonly Formula[],
  known: ReadonlySet<string>,
  isGiven: (name: string) => boolean,
): Step[] {
  return restatements.flatMap((metric): Step[] => {
    const [from] = metric.inputs;
    if (from === undefined || list.includes(metric) || !isGiven(metric.name)) return [];
    if (!from.every((name) => known.has(name))) return [];
    return [{ metric, from, check: true, most: largestNumber }];
  });
}

const restated: ReadonlySet<string> = new Set(restatements.map(({ name }) => name));

/** The names that steps compute from, and those that they check. */
function usedIn(steps: readonly Step[]): Set<string> {
  return new Set(
    steps.flatMap(({ metric, from, check }) => (check ? [...from, metric.name] : from)),
  );
}
