import { InputError } from '../errors.ts';
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
  type Reason,
  type Timing,
} from '../quantities.ts';
import { assertAgreement, type Derivation, type Formula, restatements } from './agreement.ts';
import { metrics } from './index.ts';
import { assertInputs } from './metric.ts';

/** Whether money is counted before costs or after them. */
export type Basis = 'revenue' | 'margin';

/** Inputs, metrics and conventions by name: flat, in the order in which they are printed. */
export type Row = { readonly [Name in QuantityName]?: number | null } & {
  readonly timing?: Timing;
  readonly period?: Period;
  readonly basis?: Basis;
};

export interface Calculation {
  readonly values: Row;
  /** The inputs that were given and do not follow from others, in the order of the vocabulary. */
  readonly inputs: readonly QuantityName[];
  /** The metrics that the inputs allow, also those that were given, in the order of the list. */
  readonly metrics: readonly QuantityName[];
  /** Why a metric is null. */
  readonly reasons: ReadonlyMap<QuantityName, Reason>;
  /** What was given and moved no metric. */
  readonly unused: readonly (InputName | ConventionName)[];
}

export interface CalculateOptions {
  /** The metrics wanted, in the order of the list; all of them if absent. */
  readonly metrics?: readonly Formula[];
  /** How a message spells a name, as in `--unit-cost`; the name itself if absent. */
  readonly spell?: (name: string) => string;
}

/**
 * Compute every metric that the given numbers allow.
 *
 * A metric that lacks an input is absent; one that has its inputs but no value (a ratio to a
 * CAC of 0) is null, with the reason in `reasons`, as is what would be computed from that.
 *
 * @throws RangeError when an input is outside its domain
 * @throws InputError when a quantity is given and also derivable and the two disagree, or when
 *   a result is beyond a double
 * @example calculate({ avg: 50, freq: 4, years: 3 }).values // { avg: 50, freq: 4, years: 3, customerValue: 200, clv: 600 }
 */
export function calculate(inputs: Inputs, options: CalculateOptions = {}): Calculation {
  assertInputs(inputs);
  return derive(onlyGiven(inputs), options);
}

/** What counts as given: metrics, as in earlier values fed back, are computed anew. */
function onlyGiven(inputs: Inputs): Inputs {
  const conventions: readonly string[] = conventionNames;
  return Object.fromEntries(
    Object.entries(inputs).filter(
      ([name, value]: [string, unknown]) =>
        value !== undefined && (isInputName(name) || conventions.includes(name)),
    ),
  );
}

/** {@link calculate} for inputs that were checked already. */
export function derive(inputs: Inputs, options: CalculateOptions = {}): Calculation {
  const plan = planFor(inputs, options.metrics ?? metrics);
  // Writing to keys that are there already is many times faster than adding them one by one.
  const values: Record<string, unknown> = { ...plan.template };
  let reasons = noReasons;

  for (const name of plan.given) values[name] = inputs[name];
  for (const step of plan.steps) {
    const { metric, check } = step;
    const missing = reasons === noReasons ? undefined : reasonAmong(step.from, reasons);
    const result = missing ?? metric.compute(values);
    if (check) {
      if (missing === undefined) assertAgreement(step, values, result, options.spell);
    } else if (typeof result !== 'number') {
      reasons = new Map([...reasons, [metric.name, result]]);
      values[metric.name] = null;
    } else {
      if (!(Math.abs(result) <= step.most)) refuse(step, result);
      values[metric.name] = result;
    }
  }
  return { values, inputs: plan.inputs, metrics: plan.metrics, reasons, unused: plan.unused };
}

/** Why one of the names has no value, so that what is computed from it has none either. */
function reasonAmong(names: readonly string[], reasons: Calculation['reasons']) {
  return names.map((name) => reasons.get(name as QuantityName)).find(Boolean);
}

const noReasons: ReadonlyMap<QuantityName, Reason> = new Map();

interface Step extends Derivation {
  /** Whether the quantity was given too, so that the two must agree. */
  readonly check: boolean;
  /** How far from 0 its result may be: what a double carries, and of an input what can be given. */
  readonly most: number;
}

interface Plan extends Pick<Calculation, 'inputs' | 'metrics' | 'unused'> {
  /** What it was made for: the names given, and the period, which is printed unless it is a year. */
  readonly names: readonly string[];
  readonly period: Period | undefined;
  readonly steps: readonly Step[];
  /** All that will be printed, in order: what is always the same, and room for the rest. */
  readonly template: Readonly<Record<string, unknown>>;
  /** The names whose values each record gives. */
  readonly given: readonly (InputName | ConventionName)[];
}

/** The plans for one list of metrics: what a set of names allows is worked out once. */
interface Plans {
  readonly byNames: Map<string, Plan>;
  /** The plan of the last record: in a stream the next one mostly has the same names. */
  recent: Plan | undefined;
}

const plansByList = new WeakMap<readonly Formula[], Plans>();

function planFor(inputs: Inputs, list: readonly Formula[]): Plan {
  let plans = plansByList.get(list);
  if (plans === undefined)
    plansByList.set(list, (plans = { byNames: new Map(), recent: undefined }));
  if (plans.recent !== undefined && fits(plans.recent, inputs)) return plans.recent;
  const key = `${Object.keys(inputs).join()}|${inputs.period}`;
  let plan = plans.byNames.get(key);
  if (plan === undefined) plans.byNames.set(key, (plan = makePlan(inputs, list)));
  plans.recent = plan;
  return plan;
}

/** Whether a plan was made for these very names, in this order, and this period. */
function fits({ names, period }: Plan, inputs: Inputs): boolean {
  let index = 0;
  for (const name in inputs) if (names[index++] !== name) return false;
  return index === names.length && period === inputs.period;
}

function makePlan(inputs: Inputs, list: readonly Formula[]): Plan {
  const known = new Set<string>([...Object.keys(inputs), ...conventionNames]);
  const isGiven = (name: string) => Object.hasOwn(inputs, name);
  const steps: Step[] = [];
  for (const metric of list) {
    const from = metric.inputs.find((names) => names.every((name) => known.has(name)));
    if (from === undefined) continue;
    const most = isInputName(metric.name) ? largestNumber : Number.MAX_VALUE;
    steps.push({ metric, from, check: isGiven(metric.name), most });
    known.add(metric.name);
  }
  const found = steps.map(({ metric }) => metric.name);
  for (const metric of restatements) {
    const [from] = metric.inputs;
    if (list.includes(metric)) continue;
    if (isGiven(metric.name) && from?.every((name) => known.has(name))) {
      steps.push({ metric, from, check: true, most: largestNumber });
    }
  }

  const used = new Set(
    steps.flatMap(({ metric, from, check }) => (check ? [...from, metric.name] : from)),
  );
  const given = inputNames.filter((name) => isGiven(name) && name !== 'months');
  const inputsOnly = given.filter((name) => !found.includes(name));
  // Months that move no figure still say what the money was counted over.
  if ([...given, ...found].some((name) => quantities[name].unit === 'moneyCounted')) {
    if (isGiven('months')) used.add('months');
  }
  const conventions = conventionNames.filter(
    (name) => used.has(name) && (name !== 'period' || (inputs.period ?? 'year') !== 'year'),
  );
  const template: Record<string, unknown> = {};
  // A restated name has no room: a formula may take a name that is there for one that is given.
  const restated = new Set<string>(restatements.map(({ name }) => name));
  for (const name of [...inputsOnly, ...found]) {
    if (isGiven(name) || !restated.has(name)) template[name] = undefined;
  }
  for (const name of conventions) template[name] = defaultConventions[name];
  if (found.some((name) => quantities[name].basis === 'best')) {
    template['basis'] = known.has('marginPerYear') ? 'margin' : 'revenue';
  }
  return {
    names: Object.keys(inputs),
    period: inputs.period,
    steps,
    template,
    given: [...given, ...conventions.filter(isGiven)],
    inputs: inputsOnly,
    metrics: found,
    unused: [...given, ...conventionNames].filter((name) => isGiven(name) && !used.has(name)),
  };
}

/** @throws InputError for a result beyond a double, or an input beyond what can be given */
function refuse({ metric: { name }, from }: Derivation, result: number): never {
  if (!Number.isFinite(result)) {
    throw new InputError(`${name} is beyond what a double can carry; give smaller numbers`);
  }
  const sources = from.filter(isInputName).join(' and ');
  throw new InputError(
    `${name} must be at most ${largestNumber} either way, got ${result} from ${sources}`,
  );
}
