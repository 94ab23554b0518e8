import { describe } from 'vitest';
import { dialects } from './dialects.ts';
import { postgresFaults } from './postgres-faults.ts';
import { secrets } from './secrets.ts';
import { smoke } from './smoke.ts';
import { trinoFaults, trinoKilled } from './trino-faults.ts';

// One after the other, for they share the engines: those that stop an engine come last.
describe('the engines of the tests', () => {
  smoke();
});
describe('dialects', () => {
  dialects();
});
describe('a password', () => {
  secrets();
});
describe('Postgres', () => {
  postgresFaults();
});
describe('Trino', () => {
  trinoFaults();
});
describe('Trino at its end', () => {
  trinoKilled();
});
