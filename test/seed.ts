import * as fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a failure is of the change at hand and
 * not of an unlucky draw. `SEED=$RANDOM npx vitest run --project test` looks for other cases.
 */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1998) });
