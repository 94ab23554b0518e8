import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, clv } from './cli/clv.ts';

/** The versions of Node that users have; the npm package `node` carries their binaries. */
const majors = [20, 22, 24, 26];

const records = '{"avg":50,"freq":4,"years":3}\n'.repeat(1000);

/** Runs that between them load every part of the bundle. */
const runs: readonly { readonly args: string; readonly stdin?: string }[] = [
  { args: '' },
  { args: 'calc --help' },
  { args: 'calc --avg 50 --freq 4 --years 3' },
  { args: 'calc --avg 50 --freq 4 --years 3 --margin 40% --cac 60 --lang nl --currency EUR' },
  { args: 'calc --avg 50 --freq 4 --churn 3% --period month --discount 10% --timing mid --json' },
  { args: 'calc', stdin: records },
  { args: 'calc --json', stdin: '[{"avg":1,"freq":2},{"avg":3,"freq":4}]' },
  { args: 'calc --format markdown', stdin: 'name,avg,freq\nä,1,2\n名,3,4\n' },
  { args: 'calc --frq 4' },
  { args: 'calc', stdin: '{"avg":-1,"freq":x}' },
  { args: 'calc', stdin: '{"avg":-1,"freq":2}' },
  {
    args: 'equity --customers 9 --avg 5 --freq 4 --retention 80% --discount 9% --horizon 30 --json',
  },
  { args: 'budget --revenue 120000 --cac 60' },
  { args: 'explain clvPresent' },
  { args: 'demo - --customers 500' },
  { args: 'schema' },
  { args: 'completion bash' },
];

/** What V8 says of broken JSON is V8's own, and changes. */
const plain = (text: string) => text.replace(/: (Unexpected|Expected).*/, '');

describe.each(majors)('on Node %i', (major) => {
  const folder = mkdtempSync(join(tmpdir(), `clv-node-${major}-`));
  const node = join(folder, 'node_modules/node/bin/node');
  beforeAll(() => {
    const options = ['--no-audit', '--no-fund', '--silent', '--prefix', folder];
    execFileSync('npm', ['install', ...options, `node@${major}`]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is the version that is meant', () => {
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(
      new RegExp(`^v${major}\\.`),
    );
  });

  it.each(runs)('`clv $args` prints the same as here', ({ args, stdin = '' }) => {
    const words = args === '' ? [] : args.split(' ');
    // Twice, so that the second run takes the code that the first one left in node's cache.
    for (const time of ['first', 'second']) {
      const { stdout, stderr, status } = spawnSync(node, [bin, ...words], {
        input: stdin,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] },
      });
      const here = clv(words, { stdin });
      expect({ time, stdout, stderr: plain(stderr), code: status }).toEqual({
        time,
        stdout: here.stdout,
        stderr: plain(here.stderr),
        code: here.code,
      });
    }
  });
});
