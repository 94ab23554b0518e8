import { describe } from 'vitest';
import { smoke } from './smoke.ts';

// One after the other, for they share the engines: those that stop an engine come last.
describe('the engines of the tests', () => {
  smoke();
});
