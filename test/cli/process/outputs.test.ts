import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { bin, clv, clvInProcess } from '../clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-outputs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const kept: Readonly<Record<string, string>> = {
  'clv.yaml':
    'version: 1\ninputs: { avg: 50, freq: 4, years: 3, margin: 40%, cac: 60 }\nbaseline: b.json\nchecks: [ltvCac >= 3]\n',
  'orders.csv': 'customer,date,amount\nann,2025-01-13,5\nbob,2025-02-13,7\n',
};
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  mkdirSync(join(folder, 'tmp'));
  for (const [name, text] of Object.entries(kept)) writeFileSync(join(folder, name), text);
});
const clean = [...Object.keys(kept), 'tmp'].toSorted();
const files = () => readdirSync(folder).toSorted();
const env = { PATH: process.env['PATH'], TMPDIR: join(folder, 'tmp') };
const shell = `'${process.execPath}' '${bin}'`;
const inShell = (script: string) =>
  spawnSync('bash', ['--norc', '-c', script], { cwd: folder, encoding: 'utf8', env });

const recordsOf = (avg: number) => `{"avg":${avg},"freq":1}\n`.repeat(20_000);

describe('a file that is written', () => {
  const out = join(folder, 'out.ndjson');

  it('is whole when two runs write it at once, and the later one wins', async () => {
    // Two containers on one volume may well have the same pid, as these two runs do.
    const runs = await Promise.all(
      [1, 2].map((avg) => clvInProcess(['calc', '-o', out], { stdin: recordsOf(avg) })),
    );
    expect(runs).toEqual(runs.map(() => ({ stdout: '', stderr: '', code: 0 })));
    const lines = new Set(readFileSync(out, 'utf8').trimEnd().split('\n'));
    expect(lines.size).toBe(1);
    expect(files()).toEqual([...clean, 'out.ndjson'].toSorted());
  });

  it('is never what a link beside it points to', async () => {
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, `${out}.${process.pid}.clv-part`);
    await clvInProcess(['calc', '--avg', '1', '--freq', '1', '--json', '-o', out]);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ customerValue: 1 });
  });

  it.each([0o666, 0o640, 0o600])('keeps the mode %o of what it replaces', async (mode) => {
    writeFileSync(out, '');
    chmodSync(out, mode);
    await clvInProcess(['calc', '--avg', '1', '--freq', '1', '-o', out]);
    expect(statSync(out).size).toBeGreaterThan(0);
    expect(statSync(out).mode & 0o777).toBe(mode);
  });

  it.each(['/dev/stdout', '>(cat)'])('may be %s, which has no other name', (name) => {
    const { stdout, stderr } = inShell(`${shell} calc --avg 5 --freq 4 --json -o ${name} | cat`);
    expect([stdout, stderr]).toEqual(['{"avg":5,"freq":4,"customerValue":20}\n', '']);
  });
});

describe('nothing is left behind', () => {
  it.each([
    'calc --avg 5 --freq 4 -o found',
    'equity --customers 9 --avg 5 --freq 4 --years 2 -o found',
    'explain -o found',
    'schema -o found',
    'diff clv.yaml clv.yaml -o found',
    'check --reporter junit=found',
    'check --write-baseline',
    'solve clv.yaml --target ltvCac=3 --for cac -o found',
    'sweep clv.yaml --metric ltvCac --freq 3..5:1 -o found',
    'demo found',
    'demo - --truth found',
    'init found',
    'measure orders.csv -o found',
    'measure orders.csv --summary found.csv',
    'measure orders.csv --summary found.parquet',
    'measure orders.csv --ledger found.csv',
  ])('where no file may grow: clv %s', (line) => {
    const { stderr, stdout } = inShell(
      `{ ulimit -f 0; ${shell} ${line} | cat >&2; echo "exit \${PIPESTATUS[0]}"; } 2>&1 | cat`,
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      / must be a file that can be written, got \S+ \((EFBIG|File too large)\)\n/,
    );
    expect(stdout).toMatch(/exit 2\n$/);
    expect(files()).toEqual(clean);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it('where the orders that are piped in have no room', () => {
    const { stdout } = inShell(
      `{ ulimit -f 0; cat orders.csv | ${shell} measure - -o found; echo "exit $?"; } 2>&1 | cat`,
    );
    expect(stdout).toBe(
      'the temporary folder must have room for what is piped in, got EFBIG; free the disk or set TMPDIR\nexit 2\n',
    );
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGALRM', 'SIGUSR2', 'SIGXCPU'] as const)(
    'after %s, also while a pipe is not open yet or not read',
    async (signal) => {
      execFileSync('mkfifo', ['unread', 'unwritten'], { cwd: folder });
      const children = [
        ['calc', '--input', 'unwritten', '-o', 'found'],
        ['check', '--reporter', 'junit=found', '--reporter', 'json=unread'],
        ['demo', '-', '--truth', 'found'],
      ].map((args) =>
        spawn(process.execPath, [bin, ...args], {
          cwd: folder,
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      );
      const ended = children.map(
        (child) => new Promise((resolve) => child.once('exit', (_, by) => resolve(by))),
      );
      const parts = () => files().filter((name) => name.endsWith('.clv-part'));
      while (parts().length < children.length) await sleep(20);
      // Until the one has filled its pipe, and the others wait.
      await sleep(100);
      for (const child of children) child.kill(signal);
      expect(await Promise.all(ended)).toEqual(children.map(() => signal));
      expect(files()).toEqual([...clean, 'unread', 'unwritten'].toSorted());
    },
  );

  it('after what is thrown outside of the work, which is a bug and no failed check', () => {
    const late = join(folder, 'tmp', 'late.cjs');
    writeFileSync(late, 'setTimeout(() => { throw new Error("thrown late"); }, 300);');
    const { stderr, status } = spawnSync(
      'sh',
      ['-c', `sleep 5 | '${process.execPath}' --require '${late}' '${bin}' calc -o found`],
      { cwd: folder, encoding: 'utf8', env, timeout: 30_000 },
    );
    expect(stderr).toMatch(/^clv met a bug of its own; .*\nError: thrown late\n/);
    expect(status).toBe(70);
    expect(files()).toEqual(clean);
  });
});

describe('a write that fails', () => {
  it.each(['found', '/dev/full'])('is no bad record to --keep-going on: -o %s', (name) => {
    writeFileSync(join(folder, 'records.ndjson'), recordsOf(1));
    const { stdout } = inShell(
      `{ ulimit -f 1; ${shell} calc -i records.ndjson --keep-going -o ${name}; echo "exit $?"; } 2>&1 | cat`,
    );
    const code = name === 'found' ? 'EFBIG' : 'ENOSPC';
    expect(stdout).toBe(
      `--output must be a file that can be written, got ${name} (${code})\nexit 2\n`,
    );
  });
});

describe('clv init', () => {
  it('writes all of its files or none', () => {
    mkdirSync(join(folder, '.github', 'workflows', 'clv.yml'), { recursive: true });
    const { stderr, code } = clv(['init', 'new.yaml', '--ci', 'github', '--force'], {
      cwd: folder,
    });
    expect(stderr).toBe(
      'the file of clv init must be a file that can be written, got .github/workflows/clv.yml (EISDIR)\n',
    );
    expect(code).toBe(2);
    expect(files()).not.toContain('new.yaml');
  });

  it('says in one line that a folder cannot be made', () => {
    const { stderr, code } = clv(['init', 'orders.csv/new.yaml'], { cwd: folder });
    expect(stderr).toBe(
      'the file of clv init must be a file that can be written, got orders.csv/new.yaml (EEXIST)\n',
    );
    expect(code).toBe(2);
  });
});
