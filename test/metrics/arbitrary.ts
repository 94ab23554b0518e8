/**
 * Numbers as people write them: money in cents, shares in hundredths of a percent. Tiny doubles
 * are left to the tests of overflow; here they would only test underflow.
 */
import * as fc from 'fast-check';
import { periods, timings } from '../../src/quantities.ts';

/** Every run draws the same cases. */
export const seeded = { seed: 1998, numRuns: 200 };

/** Up to a million, in cents. */
export const money = fc.integer({ min: 0, max: 100_000_000 }).map((cents) => cents / 100);
export const moneyAboveZero = fc.integer({ min: 1, max: 100_000_000 }).map((cents) => cents / 100);
/** Up to 100, in hundredths: purchases per period, or years. */
export const amount = fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 100);
export const amountAboveZero = fc.integer({ min: 1, max: 10_000 }).map((parts) => parts / 100);
export const count = fc.integer({ min: 1, max: 1_000_000 });
/** From 0 to 1. */
export const share = fc.integer({ min: 0, max: 10_000 }).map((parts) => parts / 10_000);
/** Above 0, to 1. */
export const shareAboveZero = fc.integer({ min: 1, max: 10_000 }).map((parts) => parts / 10_000);
/** From -100 % to 100 %. */
export const margin = fc.integer({ min: -10_000, max: 10_000 }).map((parts) => parts / 10_000);
/** At least 5 %, so that a loop over a lifetime ends. */
export const churn = fc.integer({ min: 500, max: 10_000 }).map((parts) => parts / 10_000);
/** At most 95 %, so that a loop over a lifetime ends. */
export const retention = fc.integer({ min: 0, max: 9_500 }).map((parts) => parts / 10_000);
/** A change of scale, such as another currency. */
export const scale = fc.integer({ min: 1, max: 100_000 }).map((parts) => parts / 100);
export const timing = fc.constantFrom(...timings);
export const period = fc.constantFrom(...periods);
