import type { GivenNumbers } from '../../assumptions/given-numbers.ts';
import { baseScenario } from '../../assumptions/assumptions.ts';
import type { DecimalSign } from '../../input/grammar/number.ts';
import { type InputName, inputNames } from '../../quantities.ts';
import { defaultFile } from '../files/assumption-file.ts';
import type { Setup } from '../setup.ts';
import {
  addConventionFlags,
  addQuantityFlags,
  type QuantityFlags,
  readQuantityFlags,
} from './quantity-flags.ts';
import type { Selection } from './selector.ts';

export type CaseFlags = QuantityFlags & Selection;

/** One case: that of a file, with numbers laid over it, or of the numbers alone. */
export interface CaseOptions {
  readonly file: string | undefined;
  readonly selection: Selection;
  readonly given: GivenNumbers;
  readonly interval: number;
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

/**
 * @param interval the share that lies inside a range such as `45 to 55`
 * @param names the flags that are numbers here, unlike those of a sweep
 * @throws InputError
 */
export async function readCaseFlags(
  flags: CaseFlags,
  file: string | undefined,
  interval: number,
  decimal: DecimalSign,
  names: readonly InputName[] = inputNames,
): Promise<CaseOptions> {
  const { scenario, segment } = flags;
  return {
    file,
    selection: { scenario, segment },
    given: await readQuantityFlags(flags, names, decimal, interval),
    interval,
  };
}
