import { InputError } from '../errors.ts';
import {
  type InputName,
  inputNames,
  type Inputs,
  isPerPeriod,
  type Period,
  periodsPerYear,
  quantities,
} from '../quantities.ts';
import { type Ranges, rangeWith } from './range.ts';

type ByInput<Value> = { readonly [Name in InputName]?: Value };

/** What inputs are per that were written with a unit, such as `5%/month`. */
export type Units = ByInput<Period>;

/** Numbers as they were given: of each range `inputs` holds the one that represents it. */
export interface GivenNumbers {
  readonly inputs: Inputs;
  readonly ranges?: Ranges | undefined;
  /** Absent where no input has a unit, or the period was given beside them and they agree. */
  readonly units?: Units | undefined;
}

/** Numbers laid over others: each takes the place of the one of its name, with range and unit. */
export function laidOver(under: GivenNumbers, over: GivenNumbers): GivenNumbers {
  const laid = <Value>(below: ByInput<Value> | undefined, above: ByInput<Value> | undefined) => {
    const others = Object.entries(below ?? {}).filter(
      ([name]) => !Object.hasOwn(over.inputs, name),
    );
    return others.length === 0 ? above : { ...Object.fromEntries(others), ...above };
  };
  return {
    inputs: { ...under.inputs, ...over.inputs },
    ranges: laid(under.ranges, over.ranges),
    units: laid(under.units, over.units),
  };
}

/**
 * Numbers of which some have a unit, brought to the one period of churn and retention.
 *
 * A frequency is converted to it. A number without a unit is per the period given, or else per year.
 *
 * @param spell how a message spells a name
 * @throws InputError where churn or retention are per another period
 */
export function inOnePeriod(
  given: GivenNumbers,
  spell: (name: string) => string = String,
): GivenNumbers {
  const { inputs, ranges, units } = given;
  if (units === undefined) return given;
  const period = periodOf(inputs, units);
  assertOnePeriod(inputs, units, period, spell);
  const brought: Record<string, number> = {};
  const broughtRanges: Record<string, Ranges[InputName]> = {};
  for (const name of inputNames) {
    const value = inputs[name];
    if (value === undefined || quantities[name].unit !== 'perPeriod') continue;
    const from = units[name] ?? inputs.period ?? 'year';
    const convert = (number: number) => perOther(number, from, period);
    brought[name] = convert(value);
    const range = ranges?.[name];
    if (range !== undefined) broughtRanges[name] = rangeWith(range, convert);
  }
  return {
    inputs: { ...inputs, ...brought, ...(period !== 'year' && { period }) },
    ranges: ranges && { ...ranges, ...broughtRanges },
    units: inputs.period === undefined ? unitsIn(inputs, period) : undefined,
  };
}

/** The unit of each number that is per period, where all are per the one that a unit implies. */
export function unitsIn(inputs: Inputs, period: Period): Units {
  const names = inputNames.filter((name) => inputs[name] !== undefined && isPerPeriod(name));
  return Object.fromEntries(names.map((name) => [name, period]));
}

/** The period given, or that of the unit of churn or retention, or else a year. */
function periodOf(inputs: Inputs, units: Units): Period {
  const [unit] = inputNames.flatMap((name) =>
    quantities[name].unit === 'sharePerPeriod' && units[name] !== undefined ? [units[name]] : [],
  );
  return inputs.period ?? unit ?? 'year';
}

/** A number per one period, per another. */
export function perOther(value: number, from: Period, to: Period): number {
  return from === to ? value : (value * periodsPerYear[from]) / periodsPerYear[to];
}

function assertOnePeriod(
  inputs: Inputs,
  units: Units,
  period: Period,
  spell: (name: string) => string,
): void {
  const shares = inputNames.filter(
    (name) => quantities[name].unit === 'sharePerPeriod' && inputs[name] !== undefined,
  );
  const decisive = shares.find((name) => units[name] === period);
  const problems = shares.flatMap((name) => {
    const own = units[name] ?? inputs.period ?? 'year';
    if (own === period) return [];
    if (inputs.period !== undefined) {
      const given = spell('period');
      return [`${spell(name)} is per ${own} and ${given} is ${period}; drop ${given}`];
    }
    const other = decisive === undefined ? '' : spell(decisive);
    return [`${spell(name)} is per ${own} and ${other} per ${period}; give both per ${period}`];
  });
  if (problems.length > 0) throw new InputError(problems);
}
