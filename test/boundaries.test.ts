import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

// The violations are planted in a copy, so that the sources are never wrong, not for a moment.
const copy = mkdtempSync(join(tmpdir(), 'clv-lint-'));
afterAll(() => rmSync(copy, { recursive: true }));
for (const entry of ['src', '.oxlintrc.json', 'tsconfig.json', 'package.json']) {
  cpSync(join(root, entry), join(copy, entry), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

function lint(file: string): string {
  try {
    return execFileSync('node_modules/.bin/oxlint', ['--format', 'unix', file], {
      cwd: copy,
      encoding: 'utf8',
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

it.each([
  ['src/metrics', "import '../cli/run.ts';"],
  ['src/metrics', "import 'node:fs';"],
  ['src/metrics', "export const later = () => import('../input/csv.ts');"],
  ['src/math', "import '../errors.ts';"],
  ['src/input', "import '../metrics/calculate.ts';"],
  ['src/input', "import 'commander';"],
  ['src/input', "import { solve } from '../check/solve.ts';\nsolve;"],
  ['src/check', "import '../input/check.ts';"],
  ['src/check', "import '../output/number.ts';"],
  ['src/check', "import 'yaml';"],
  ['src/check', "import 'node:fs';"],
  ['src/check', 'export const now = () => Date.now();'],
  ['src/output', "import { limitsOf } from '../check/limits.ts';\nlimitsOf;"],
  ['src/output', "import { derive } from '../metrics/calculate.ts';\nderive({});"],
  ['src/output', "import type { Host } from '../cli/process/host.ts';\nexport type Copy = Host;"],
  ['src/cli', "import 'zod';"],
  ['src/cli', "import 'chalk';"],
  ['src/cli', "import '@duckdb/node-api';"],
  ['src/measure', "import '../input/csv.ts';"],
  ['src/measure', "import '@duckdb/node-api';"],
  ['src/measure', "import { openDuckdb } from '../engines/duckdb.ts';\nopenDuckdb;"],
  ['src/measure', 'export const now = () => Date.now();'],
  ['src/engines', "import '../measure/code.ts';"],
  ['src/engines', "import '../cli/run.ts';"],
  ['src/cli', "import 'pg';"],
  ['src/engines', "import '../cli/run.ts';"],
  ['src/engines', "import 'commander';"],
  ['src/metrics', 'console.log(1);'],
  ['src/output', 'export const now = () => Date.now();'],
  ['src/math', 'export const luck = () => Math.random();'],
])('the linter refuses in %s: %s', (folder, code) => {
  const file = `${folder}/planted.ts`;
  writeFileSync(join(copy, file), `${code}\n`);
  expect(lint(file)).toMatch(/no-restricted-(imports|globals|properties)/);
  rmSync(join(copy, file));
});

it('the linter has nothing to say of the sources as they are', () => {
  expect(lint('src')).not.toMatch(/no-restricted/);
});
