import { describe } from 'vitest';
import { commandFaults, commandKilled } from './command-faults.ts';
import { conformance } from './conformance.ts';
import { fits } from './fits.ts';
import { dialects } from './dialects.ts';
import { postgresFaults } from './postgres-faults.ts';
import { secrets } from './secrets.ts';
import { smoke } from './smoke.ts';
import { statements } from './statements.ts';
import { trinoFaults, trinoKilled } from './trino-faults.ts';

// One after the other, for they share the engines: those that stop an engine come last.
describe('the engines of the tests', () => {
  smoke();
});
describe('dialects', () => {
  dialects();
});
describe('the statements', () => {
  statements();
});
describe('the figures', () => {
  conformance();
});
describe('the models', () => {
  fits();
});
describe('a password', () => {
  secrets();
});
describe('the command', () => {
  commandFaults();
});
describe('Postgres', () => {
  postgresFaults();
});
describe('Trino', () => {
  trinoFaults();
});
describe('Trino at its end', () => {
  trinoKilled();
  commandKilled();
});
