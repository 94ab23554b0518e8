import { type Case, baseScenario } from '../../assumptions/assumptions.ts';
import { InputError, listed, shown } from '../../errors.ts';
import { distributionOf, rangeReading } from '../../assumptions/reading.ts';
import type { Note } from '../../assumptions/note.ts';
import type { Inputs } from '../../quantities.ts';
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
  const written = Object.values(given.ranges ?? {});
  const drawn = Object.fromEntries(
    written.map((range) => [range.name, distributionOf(range, undefined, interval)]),
  );
  const readings = written.map((range): Note => ({
    kind: 'reading',
    scenario: null,
    segment: null,
    reading: rangeReading(range, undefined, interval),
  }));
  if (file === undefined && isEnough(given.inputs)) {
    assertNoSelection(selection);
    const place = { scenario: baseScenario, segment: null, line: 1, column: 1 };
    return {
      assumed: { ...place, inputs: given.inputs, ranges: drawn, provenance: {} },
      currency: undefined,
      notes: readings,
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
  const fixed = new Set(Object.keys(given.inputs));
  const ranges = Object.fromEntries(
    Object.entries(found.ranges).filter(([name]) => !fixed.has(name)),
  );
  const assumed = {
    ...found,
    inputs: { ...found.inputs, ...given.inputs },
    ranges: { ...ranges, ...drawn },
  };
  const own = notes.filter(
    (note) =>
      (note.scenario === null || note.scenario === scenario) &&
      (note.segment === null || note.segment === segment),
  );
  return { assumed, currency, notes: [...own, ...readings] };
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
