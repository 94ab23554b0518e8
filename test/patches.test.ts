import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

// Patches are applied to a copy, so that the sources are never changed, not for a moment.
const copy = mkdtempSync(join(tmpdir(), 'clv-patches-'));
afterAll(() => rmSync(copy, { recursive: true }));
const parts = ['src', 'test', 'README.md', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

/** Run a program in the copy; what it printed is the message where it fails. */
function run(program: string, ...args: readonly string[]): string {
  const env = { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: tmpdir() };
  const { stdout, stderr, status } = spawnSync(program, args, { cwd: copy, encoding: 'utf8', env });
  expect(status, `${program} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}

/** Apply a patch to the copy, and name the files that it touches. */
function applied(kind: string, patch: string): readonly string[] {
  const { status, stderr } = spawnSync('git', ['apply', patch], { cwd: copy, encoding: 'utf8' });
  const remedy =
    `test/patches/${kind}.patch does not fit the sources any more. Write it anew: take the steps ` +
    `of "Add a ${kind}" in CONTRIBUTING.md for what the patch adds, then git add -N . && ` +
    `git diff -- src test ':!*/golden/*' > test/patches/${kind}.patch, and undo the steps`;
  expect(status, `${remedy}\n${stderr}`).toBe(0);
  const lines = run('git', 'apply', '--numstat', patch).trimEnd().split('\n');
  return lines.map((line) => line.split('\t')[2] ?? '');
}

/** Tests that look at all metrics and formats, beside those of the patches themselves. */
const lists = ['index', 'quantities', 'metrics/index', 'metrics/calculate', 'output'];

const patchOf = (kind: string) => join(root, 'test', 'patches', `${kind}.patch`);
const counts = { metric: 5, verb: 3, format: 6 };

describe('by the steps of CONTRIBUTING', () => {
  const touched: string[] = [];

  it.each(Object.entries(counts))('a %s touches %d files beside goldens', (kind, count) => {
    const files = applied(kind, patchOf(kind));
    expect([files.length, files]).toEqual([count, files]);
    touched.push(...files);
  });

  it('all of them together have the types of the project, pass its tests and come off again', () => {
    run('node_modules/.bin/tsc');
    const own = touched.filter((file) => file.endsWith('.test.ts'));
    expect(own).toHaveLength(3);
    const tests = [...own, ...lists.map((name) => `test/${name}`)];
    run('node_modules/.bin/vitest', 'run', '--project', 'test', ...tests, '--update');
    for (const kind of Object.keys(counts)) run('git', 'apply', '--reverse', patchOf(kind));
  });
});
