import { type Case, baseScenario } from '../check/assumptions.ts';
import { InputError } from '../errors.ts';
import { distributionOf } from '../input/reading.ts';
import { suggestion } from '../input/suggestion.ts';
import { type InputName, inputNames, type Inputs } from '../quantities.ts';
import { defaultFile, readAssumptionFile } from './assumption-file.ts';
import { addConventionFlags, addQuantityFlags, type FlagTexts, readFlags } from './flags.ts';
import type { Host } from './host.ts';
import type { Setup } from './verb.ts';

/** The assumptions of one segment under one scenario, and how money is printed. */
export interface SingleCase {
  readonly assumed: Case;
  readonly currency: string | undefined;
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
  const { file, texts, interval, isEnough, without = [] } = request;
  const names = inputNames.filter((name) => !without.includes(name));
  const { inputs: given, ranges: written = {} } = await readFlags(texts, names, 'point', interval);
  const drawn = Object.fromEntries(
    Object.values(written).map((range) => [range.name, distributionOf(range, undefined, interval)]),
  );
  if (file === undefined && isEnough(given)) {
    const place = { scenario: baseScenario, segment: null, line: 1, column: 1 };
    return {
      assumed: { ...place, inputs: given, ranges: drawn, provenance: {} },
      currency: undefined,
    };
  }
  const { cases, scenarios, segments, currency } = await readAssumptionFile(
    host,
    file ?? defaultFile,
    interval,
  );
  const scenario = named('scenario', texts, scenarios) ?? baseScenario;
  const segment = named('segment', texts, segments) ?? segmentOf(segments);
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
  return { assumed, currency };
}

function named(
  key: 'scenario' | 'segment',
  texts: FlagTexts,
  names: readonly string[],
): string | undefined {
  const name = texts[key] as string | undefined;
  if (name === undefined || names.includes(name)) return name;
  const there = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`;
  throw new InputError(
    `--${key} must name a ${key} of the file, got ${name || "''"}: ${there}${suggestion(name, names)}`,
  );
}

function segmentOf(segments: readonly string[]): string | null {
  const [only = null, ...others] = segments;
  if (others.length === 0) return only;
  throw new InputError(
    `--segment must name one of the segments, got none; they are ${segments.join(', ')}`,
  );
}
