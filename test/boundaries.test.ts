import { spawnSync } from 'node:child_process';
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

/** Where a violation is planted, and what it is. */
const violations = [
  ['src/metrics', "import '../cli/run.ts';"],
  ['src/metrics', "import 'node:fs';"],
  ['src/metrics', "export const later = () => import('../input/records/csv-records.ts');"],
  ['src/math', "import '../errors.ts';"],
  ['src/quantities', "import '../errors.ts';"],
  ['src/quantities', 'export const now = () => Date.now();'],
  ['src/assumptions', "import '../check/limits.ts';"],
  ['src/assumptions', "import '../input/grammar/number.ts';"],
  ['src/check', "import '../input/grammar/check-line.ts';"],
  ['src/check', "import '../output/number-format.ts';"],
  ['src/check', "import '../analysis/solution.ts';"],
  ['src/check', "import 'yaml';"],
  ['src/check', "import 'node:fs';"],
  ['src/check', 'export const now = () => Date.now();'],
  ['src/analysis', "import '../output/number-format.ts';"],
  ['src/analysis', "import '../cli/run.ts';"],
  ['src/input', "import '../metrics/calculate.ts';"],
  ['src/input', "import 'commander';"],
  ['src/input/grammar', "import '../../metrics/calculate.ts';"],
  ['src/input/model', "import '../../metrics/calculate.ts';"],
  ['src/input/yaml', "import { limitsOf } from '../../check/limits.ts';\nlimitsOf;"],
  ['src/output', "import { limitsOf } from '../check/limits.ts';\nlimitsOf;"],
  ['src/output', "import { derive } from '../metrics/calculate.ts';\nderive({});"],
  ['src/output', "import type { Host } from '../cli/process/host.ts';\nexport type Copy = Host;"],
  [
    'src/output/assumptions',
    "import { rangeReading } from '../../assumptions/reading.ts';\nrangeReading;",
  ],
  ['src/output/check', "import { limitsOf } from '../../check/limits.ts';\nlimitsOf;"],
  ['src/output/diff', "import type { Verb } from '../../cli/verb.ts';\nexport type Copy = Verb;"],
  ['src/output/calculation', "import '../../input/grammar/number.ts';"],
  ['src/cli', "import 'zod';"],
  ['src/cli', "import 'chalk';"],
  ['src/cli/verbs', "import '@duckdb/node-api';"],
  ['src/cli/flags', "import 'pg';"],
  ['src/measure', "import '../input/records/csv-records.ts';"],
  ['src/models', "import '../metrics/calculate.ts';"],
  ['src/models', "import '../errors.ts';"],
  ['src/models', 'export const now = () => Date.now();'],
  ['src/measure', "import '@duckdb/node-api';"],
  ['src/measure/sql', "import '../../input/grammar/number.ts';"],
  ['src/measure/sql', "import { openDuckdb } from '../../engines/duckdb/duckdb.ts';\nopenDuckdb;"],
  ['src/measure', 'export const now = () => Date.now();'],
  ['src/engines', "import '../measure/code.ts';"],
  ['src/engines/trino', "import '../../cli/run.ts';"],
  ['src/engines', "import 'commander';"],
  ['src/synthetic', "import '../measure/code.ts';"],
  ['src/metrics', 'console.log(1);'],
  ['src/output', 'export const now = () => Date.now();'],
  ['src/math', 'export const luck = () => Math.random();'],
] as const;

violations.forEach(([folder, code], at) => {
  writeFileSync(join(copy, folder, `planted-${at}.ts`), `${code}\n`);
});
const lines = Array.from({ length: 60 }, (_, at) => `  total += ${at};\n`).join('');
const others = {
  'one-way.ts': "import type { B } from './and-back.ts';\nexport type A = B[];\n",
  'and-back.ts': "import type { A } from './one-way.ts';\nexport type B = A[];\n",
  'long.ts': `export function long(total: number): number {\n${lines}  return total;\n}\n`,
};
for (const [name, text] of Object.entries(others)) {
  writeFileSync(join(copy, 'src/math', name), text);
}

// One run of the linter for all of them: it takes a second.
const { stdout } = spawnSync('node_modules/.bin/oxlint', ['--format', 'unix', 'src'], {
  cwd: copy,
  encoding: 'utf8',
  maxBuffer: 64 * 1024 * 1024,
});
const said = stdout.split('\n');
const saidOf = (file: string) => said.filter((line) => line.startsWith(`${file}:`)).join('\n');

it.each(violations.map(([folder, code], at) => ({ folder, code, at })))(
  'the linter refuses in $folder: $code',
  ({ folder, at }) => {
    expect(saidOf(`${folder}/planted-${at}.ts`)).toMatch(
      /no-restricted-(imports|globals|properties)/,
    );
  },
);

it('the linter refuses a circle of types, and a function of more than 60 lines', () => {
  expect(saidOf('src/math/one-way.ts')).toMatch(/no-cycle/);
  expect(saidOf('src/math/long.ts')).toMatch(/max-lines-per-function/);
});

it('the linter has nothing to say of the sources as they are', () => {
  const planted = /^src\/(\S*\/planted-\d+|math\/(one-way|and-back|long))\.ts:/;
  expect(said.filter((line) => line.startsWith('src/') && !planted.test(line))).toEqual([]);
});
