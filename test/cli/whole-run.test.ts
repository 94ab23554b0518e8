import { expect, it } from 'vitest';
import { clv, clvInProcess } from './clv.ts';
import { inFolder, kept } from './golden-runs.ts';

/** The first runs of each verb; the rest differs in what the process does not know of. */
const runs = Object.values(kept).flatMap((cases) => cases.slice(0, 2));

it.each(runs)('the bundle does what is done in this process: clv $args', async (run) => {
  const words = run.args.split(' ');
  const options = run.stdin === undefined ? {} : { stdin: run.stdin };
  const built = await inFolder((cwd) => clv(words, { ...options, cwd }));
  expect(await inFolder((cwd) => clvInProcess(words, { ...options, cwd }))).toEqual(built);
});
