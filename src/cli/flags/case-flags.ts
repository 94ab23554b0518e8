import { type Case, baseScenario } from '../../assumptions/assumptions.ts';
import { InputError, listed, shown } from '../../errors.ts';
import { distributionOf, readingOf } from '../../input/reading.ts';
import type { DecimalSign } from '../../input/grammar/number.ts';
import { type InputName, inputNames, type Inputs, type Text } from '../../quantities.ts';
import { defaultFile, readAssumptionFile } from '../files/assumption-file.ts';
import {
  addConventionFlags,
  addQuantityFlags,
  type FlagTexts,
  readFlags,
} from './quantity-flags.ts';
import type { Host } from '../process/host.ts';
import { selected } from './selector.ts';
import type { Setup } from '../setup.ts';

/** The assumptions of one segment under one scenario, and how money is printed. */
export interface SingleCase {
  readonly assumed: Case;
  readonly currency: string | undefined;
  /** How ranges were read, and what a reader should know. */
  readonly notes: readonly Text[];
}

/** Give a verb that looks at one case its file, its selectors and a flag for each input. */
export function addCaseFlags(setup: Setup): void {
  const { command, heading, value } = setup;
  command.argument(
    '[file]',
    `the assumptions (${defaultFile} if neither file nor flags are enough)`,
  );
  heading('Assumptions:');
  value('--scenario <name>', `the scenario of the file (${baseScenario} if not given)`);
  value('--segment <name>', 'the segment of the file');
  addQuantityFlags(setup, inputNames);
  addConventionFlags(setup);
}

export interface CaseRequest {
  readonly file: string | undefined;
  readonly texts: FlagTexts;
  readonly interval: number;
  /** The decimal sign of the flags. */
  readonly decimal: DecimalSign;
  /** Whether the flags alone are enough, so that no file is read. */
  readonly isEnough: (inputs: Inputs) => boolean;
  /** Flags that are no numbers here, as those of a sweep. */
  readonly without?: readonly InputName[];
}

/**
 * The case that flags give, or that of a file with the flags laid over it.
 *
 * @throws InputError
 */
export async function readCase(host: Host, request: CaseRequest): Promise<SingleCase> {
  const { file, texts, interval, decimal, isEnough, without = [] } = request;
  const names = inputNames.filter((name) => !without.includes(name));
  const { inputs: given, ranges: written = {} } = await readFlags(texts, names, decimal, interval);
  const drawn = Object.fromEntries(
    Object.values(written).map((range) => [range.name, distributionOf(range, undefined, interval)]),
  );
  const readings = Object.values(written).map((range) => readingOf(range, undefined, interval));
  if (file === undefined && isEnough(given)) {
    assertNoSelector(texts);
    const place = { scenario: baseScenario, segment: null, line: 1, column: 1 };
    return {
      assumed: { ...place, inputs: given, ranges: drawn, provenance: {} },
      currency: undefined,
      notes: readings,
    };
  }
  const { cases, scenarios, segments, currency, notes } = await readAssumptionFile(
    host,
    file ?? defaultFile,
    interval,
  );
  const scenario = selected('scenario', texts, scenarios) ?? baseScenario;
  const segment = selected('segment', texts, segments) ?? segmentOf(segments);
  const found = cases.find((each) => each.scenario === scenario && each.segment === segment);
  if (found === undefined) throw new Error(`no case for ${scenario}, ${segment}`);
  const fixed = new Set(Object.keys(given));
  const ranges = Object.fromEntries(
    Object.entries(found.ranges).filter(([name]) => !fixed.has(name)),
  );
  const assumed = {
    ...found,
    inputs: { ...found.inputs, ...given },
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
function assertNoSelector(texts: FlagTexts): void {
  const problems = (['scenario', 'segment'] as const).flatMap((key) => {
    const name = texts[key] as string | undefined;
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
