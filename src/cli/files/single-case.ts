import { type Case, baseScenario } from '../../assumptions/assumptions.ts';
import { InputError, listed, shown } from '../../errors.ts';
import { distributionOf, rangeReading } from '../../assumptions/reading.ts';
import { periodNotes } from '../../assumptions/sections-period.ts';
import type { Note } from '../../assumptions/note.ts';
import type { InputName, Inputs } from '../../quantities.ts';
import { type GivenNumbers, inOnePeriod, laidOver } from '../../assumptions/given-numbers.ts';
import { scaled } from '../../assumptions/change.ts';
import type { Uncertain } from '../../math/distribution.ts';
import { flagOf } from '../flags/quantity-flags.ts';
import type { CaseOptions } from '../flags/case-flags.ts';
import { type Selection, selected } from '../flags/selector.ts';
import type { Host } from '../process/host.ts';
import { defaultFile, readAssumptionFile } from './assumption-file.ts';

/** The assumptions of one segment under one scenario, and how money is printed. */
export interface SingleCase {
  readonly assumed: Case;
  readonly currency: string | undefined;
  /** How ranges were read, and what a reader should know. */
  readonly notes: readonly Note[];
}

/**
 * The case that flags give, or that of a file with the flags laid over it.
 *
 * @param isEnough whether the flags alone are enough, so that no file is read
 * @throws InputError
 */
export async function singleCase(
  host: Host,
  { file, selection, given, interval }: CaseOptions,
  isEnough: (inputs: Inputs) => boolean,
): Promise<SingleCase> {
  const alone = inOnePeriod(given, flagOf);
  if (file === undefined && isEnough(alone.inputs)) {
    assertNoSelection(selection);
    const place = { scenario: baseScenario, segment: null, line: 1, column: 1 };
    return {
      assumed: {
        ...place,
        inputs: alone.inputs,
        units: alone.units,
        ranges: drawnOf(alone, interval),
        provenance: {},
      },
      currency: undefined,
      notes: [...periodNotes([alone]), ...readingsOf(alone, interval)],
    };
  }
  const { cases, scenarios, segments, currency, notes } = await readAssumptionFile(
    host,
    file ?? defaultFile,
    interval,
  );
  const scenario = selected('scenario', selection, scenarios) ?? baseScenario;
  const segment = selected('segment', selection, segments) ?? segmentOf(segments);
  const found = cases.find((each) => each.scenario === scenario && each.segment === segment);
  if (found === undefined) throw new Error(`no case for ${scenario}, ${segment}`);
  const laid = caseUnder(found, given);
  const own = notes.filter(
    (note) =>
      note.kind !== 'period' &&
      (note.scenario === null || note.scenario === scenario) &&
      (note.segment === null || note.segment === segment),
  );
  const ranges = { ...rangesUnder(found, laid, given), ...drawnOf(laid, interval) };
  return {
    assumed: { ...found, inputs: laid.inputs, units: laid.units, ranges },
    currency,
    notes: [...periodNotes([laid]), ...own, ...readingsOf(laid, interval)],
  };
}

/** The numbers of flags laid over those of a case, all in one period. */
function caseUnder(found: Case, given: GivenNumbers): GivenNumbers {
  const { period: _implied, ...others } = found.inputs;
  const inputs = found.units === undefined ? found.inputs : others;
  return inOnePeriod(laidOver({ inputs, units: found.units }, given), (name) =>
    Object.hasOwn(given.inputs, name) ? flagOf(name) : name,
  );
}

/** The ranges of a case that no flag takes the place of, moved along to the period. */
function rangesUnder(found: Case, { inputs }: GivenNumbers, given: GivenNumbers): Case['ranges'] {
  const own = Object.entries(found.ranges) as [InputName, Uncertain][];
  return Object.fromEntries(
    own.flatMap(([name, range]) => {
      if (Object.hasOwn(given.inputs, name)) return [];
      const [before = 0, now = 0] = [found.inputs[name], inputs[name]];
      return [[name, before === now ? range : scaled(range, now / before, name, name)]];
    }),
  );
}

function drawnOf({ ranges = {} }: GivenNumbers, interval: number): Case['ranges'] {
  return Object.fromEntries(
    Object.values(ranges).map((range) => [range.name, distributionOf(range, undefined, interval)]),
  );
}

function readingsOf({ ranges = {} }: GivenNumbers, interval: number): Note[] {
  return Object.values(ranges).map((range) => ({
    kind: 'reading',
    scenario: null,
    segment: null,
    reading: rangeReading(range, undefined, interval),
  }));
}

/** @throws InputError when a flag selects from a file, and none is read */
function assertNoSelection(selection: Selection): void {
  const problems = (['scenario', 'segment'] as const).flatMap((key) => {
    const name = selection[key];
    if (name === undefined) return [];
    return [
      `--${key} must select from a file, got ${shown(name)} where the flags alone are enough; name the file, or drop --${key}`,
    ];
  });
  if (problems.length > 0) throw new InputError(problems);
}

function segmentOf(segments: readonly string[]): string | null {
  const [only = null, ...others] = segments;
  if (others.length === 0) return only;
  throw new InputError(
    `--segment must name one of the segments, got none; they are ${listed(segments)}`,
  );
}
