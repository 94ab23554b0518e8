import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, clv, clvInProcess } from '../clv.ts';

/** What no message may show. */
const secret = 'hunter2';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'clv-reference-')));
afterAll(() => rmSync(root, { recursive: true }));

const at = (...path: readonly string[]) => join(root, ...path);

function write(path: string, text: string): string {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
  return at(path);
}

const withFreq = (measured: string) => `version: 1
inputs: { avg: 50, freq: { value: 4, measured: ${JSON.stringify(measured)} } }
checks: [freq within 10% of measured]
`;

const withBaseline = (baseline: string) => `version: 1
inputs: { avg: 50, freq: 4, years: 3 }
baseline: ${JSON.stringify(baseline)}
checks: [clv within 10% of baseline]
`;

const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@example.org', ...args], {
    cwd: folder,
    stdio: 'pipe',
  });

beforeAll(() => {
  write('secret.json', `{"freq": 4, "${secret}": "${secret}"}`);
  // A checkout, one in it that is a submodule, and a worktree beside it.
  write('repo/shared/measured.json', '{"freq": 4}');
  write('repo/a/b/clv.yaml', '');
  git(at('repo'), 'init', '-q', '-b', 'main');
  git(at('repo'), 'add', '.');
  git(at('repo'), 'commit', '-q', '-m', 'first');
  git(at('repo'), 'worktree', 'add', '-q', at('worktree'));
  git(at('repo'), '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', at('repo'), 'sub');
  write('repo/.git/measured.json', '{"freq": 4}');
  write('plain/deep/measured.json', '{"freq": 4}');
  write('plain/deep/..measured.json', '{"freq": 4}');
  symlinkSync(at('secret.json'), at('plain/link.json'));
  symlinkSync(root, at('plain/up'));
  symlinkSync('deep', at('plain/down'));
  symlinkSync('../../new.json', at('plain/deep/dangling.json'));
  symlinkSync('loop', at('plain/loop'));
  symlinkSync(at('repo/.git'), at('repo/a/inside'));
});

/** Check a file in a folder that names another, both ways. */
async function checked(folder: string, path: string, ...flags: readonly string[]) {
  const file = write(join(folder, 'check.yaml'), withFreq(`${path}#freq`));
  const { code, stderr } = await clvInProcess(['check', file, '--quiet', ...flags]);
  return { code, said: stderr.replace(`${file}:3:10: `, '').trimEnd() };
}

const outside = (name: string, top: string) =>
  `measured file ${name} lies outside of ${at(top)}; move it there, or add --allow-outside`;

const checkedFromStdin = (path: string) =>
  clv(['check', '-', '--quiet'], { stdin: withFreq(`${path}#freq`), cwd: at('plain') });

const init = (...args: readonly string[]) => clvInProcess(['init', ...args]);

/** Run a line of bash, in which `clv` is the built command line. */
const bash = (line: string) => {
  const script = `clv() { '${process.execPath}' '${bin}' "$@"; }; ${line}`;
  const { stdout, stderr, status } = spawnSync('bash', ['-c', script], {
    cwd: at('plain'),
    encoding: 'utf8',
  });
  return { stdout, stderr, code: status };
};

describe('a file that assumptions name is read', () => {
  it.each([
    ['beside them', 'plain/deep', 'measured.json'],
    ['below them', 'plain', 'deep/measured.json'],
    ['by an absolute path', 'plain', () => at('plain/deep/measured.json')],
    ['through a link that stays below', 'plain', 'down/measured.json'],
    ['under a name that begins with two points', 'plain/deep', '..measured.json'],
    ['above them in the same checkout', 'repo/a/b', '../../shared/measured.json'],
    ['in a worktree, where .git is a file', 'worktree/a/b', '../../shared/measured.json'],
    ['in a submodule', 'repo/sub/a/b', '../../shared/measured.json'],
  ])('%s', async (_, folder, path) => {
    expect(await checked(folder, typeof path === 'string' ? path : path())).toEqual({
      code: 0,
      said: '',
    });
  });
});

describe('a file that assumptions name is refused', () => {
  it.each([
    ['above them, where there is no checkout', 'plain', '../secret.json', 'plain'],
    ['above the checkout', 'repo/a/b', '../../../secret.json', 'repo'],
    ['above the worktree', 'worktree/a', '../../repo/shared/measured.json', 'worktree'],
    ['above the submodule', 'repo/sub', '../shared/measured.json', 'repo/sub'],
    ['by an absolute path', 'plain', '/proc/self/environ', 'plain'],
    ['through a link', 'plain', 'link.json', 'plain'],
    ['through a link to a folder above it', 'plain', 'up/secret.json', 'plain'],
    ['through a link to what is not there', 'plain', 'deep/dangling.json', 'plain'],
    ['that is not there', 'plain', '../gone.json', 'plain'],
    ['that is a device', 'plain', '/dev/zero', 'plain'],
  ])('%s', async (_, folder, path, top) => {
    expect(await checked(folder, path)).toEqual({ code: 2, said: outside(path, top) });
  });

  it.each([
    ['repo', '.git/measured.json'],
    ['repo', '.git/config'],
    ['repo', 'a/inside/config'],
    ['repo', 'sub/.git'],
    ['worktree', '.git'],
  ])('in %s: %s', async (folder, path) => {
    expect(await checked(folder, path)).toEqual({
      code: 2,
      said: `measured file ${path} lies in .git; name a file of the checkout`,
    });
  });

  it('that links to itself', async () => {
    const { code, said } = await checked('plain', 'loop');
    expect({ code, said }).toEqual({
      code: 2,
      said: 'measured file loop cannot be read (ELOOP)',
    });
  });

  it('where it is the baseline to read or to write', async () => {
    const file = write('plain/base.yaml', withBaseline('../new.json'));
    const said = `baseline ../new.json lies outside of ${at('plain')}; move it there, or add --allow-outside\n`;
    const flags = ['check', file, '--quiet'];
    expect(await clvInProcess(flags)).toEqual({ stdout: '', stderr: said, code: 2 });
    const writing = [...flags, '--write-baseline'];
    expect(await clvInProcess(writing)).toEqual({ stdout: '', stderr: said, code: 2 });
    write('plain/base.yaml', withBaseline('deep/dangling.json'));
    expect((await clvInProcess(writing)).code).toBe(2);
    expect(existsSync(at('new.json'))).toBe(false);
  });

  it('with stdin from the working folder', () => {
    expect(checkedFromStdin('deep/measured.json').code).toBe(0);
    expect(checkedFromStdin('../secret.json').stderr).toContain('lies outside of');
  });
});

describe('--allow-outside', () => {
  it('opens a file elsewhere', async () => {
    expect(await checked('plain', '../secret.json', '--allow-outside')).toEqual({
      code: 0,
      said: '',
    });
  });

  it.runIf(process.platform === 'linux')('opens no device and no pipe', async () => {
    expect(await checked('plain', '/dev/zero', '--allow-outside')).toEqual({
      code: 2,
      said: 'measured file /dev/zero is a device or a pipe; name a plain file',
    });
    execFileSync('sh', ['-c', 'mkfifo pipe'], { cwd: at('plain') });
    expect(await checked('plain', 'pipe')).toEqual({
      code: 2,
      said: 'measured file pipe is a device or a pipe; name a plain file',
    });
  });
});

describe('what a file holds that is no measured file and no baseline', () => {
  it.each([
    ['a token', secret],
    ['a text', `"${secret}"`],
    ['JSON with a fault', `{"${secret}": ${secret}}`],
    ['JSON with a key twice', `{"${secret}": 1, "${secret}": 2}`],
    ['another object', `{"${secret}": "${secret}", "version": "${secret}", "freq": "${secret}"}`],
    ['a list in place of a number', `{"freq": ["${secret}"]}`],
    ['a version', `{"schema": "${secret}"}`],
    ['a later version', `{"schema": "clv.measured/${secret}"}`],
    ['a measured file with a fault', `{"schema": "clv.measured/1", "files": ["${secret}"]}`],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(secret), Buffer.of(0xff)])],
  ])('is quoted nowhere: %s', async (_, content) => {
    mkdirSync(at('quoted'), { recursive: true });
    writeFileSync(at('quoted/other.json'), content);
    const measured = write('quoted/measured.yaml', withFreq('other.json#freq'));
    const baseline = write('quoted/baseline.yaml', withBaseline('other.json'));
    for (const args of [
      ['check', measured],
      ['check', baseline],
      ['init', at('quoted/never.yaml'), '--from', at('quoted/other.json')],
    ]) {
      const { stdout, stderr, code } = await clvInProcess(args);
      expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
      expect(stderr).toContain('other.json');
      expect(stderr).not.toContain(secret);
    }
    expect(existsSync(at('quoted/never.yaml'))).toBe(false);
  });

  it('is read up to 64 MB and no further', async () => {
    write('quoted/long.yaml', withFreq('long.json#freq'));
    writeFileSync(at('quoted/long.json'), Buffer.alloc(64 * 1024 * 1024 + 1, ' '));
    const { stderr, code } = await clvInProcess(['check', at('quoted/long.yaml')]);
    expect(code).toBe(2);
    expect(stderr).toContain('measured file long.json is longer than 64 MB');
    rmSync(at('quoted/long.json'));
  });
});

describe('init --from', () => {
  it('names no file that check would not read', async () => {
    const from = at('plain/measured.json');
    const { measuredFile } = await import('../../input/measured-file.ts');
    writeFileSync(from, JSON.stringify(measuredFile()));
    const file = at('plain/new/clv.yaml');
    expect(await init(file, '--from', from)).toEqual({
      stdout: '',
      stderr: `--from ${from} lies outside of ${at('plain/new')}; move it there, or add --allow-outside\n`,
      code: 2,
    });
    expect(existsSync(at('plain/new'))).toBe(false);
    const { code, stderr } = await init(file, '--from', from, '--allow-outside');
    expect(code).toBe(0);
    expect(stderr).toContain(`clv check ${file} --allow-outside`);
    expect(readFileSync(file, 'utf8')).toContain('measured: ../measured.json#freq');
    expect((await clvInProcess(['check', file, '--allow-outside', '--quiet'])).code).toBe(0);
    expect((await clvInProcess(['check', file, '--quiet'])).code).toBe(2);
  });
});

describe.runIf(process.platform === 'linux')('a pipe or a device that a person names', () => {
  it('is read', () => {
    write('plain/piped.yaml', withFreq('deep/measured.json#freq'));
    expect(bash('clv check <(cat piped.yaml) --quiet').code).toBe(0);
    expect(bash('clv check /dev/stdin --quiet <piped.yaml').code).toBe(0);
    const metric = '--metric customerValue';
    expect(bash(`clv diff <(cat piped.yaml) piped.yaml ${metric}`).code).toBe(0);
    expect(bash(`clv calc --json --input <(echo '{"avg":5,"freq":4}')`).stdout).toBe(
      '{"avg":5,"freq":4,"customerValue":20}\n',
    );
  });

  it('is read up to 64 MB and no further', () => {
    expect(bash('clv check /dev/zero')).toEqual({
      stdout: '',
      stderr: '/dev/zero is longer than 64 MB, the limit of a document; NDJSON and CSV have none\n',
      code: 2,
    });
    expect(bash('clv calc --input /dev/zero --input-format json').stderr).toContain(
      '/dev/zero is longer than 64 MB',
    );
  });

  it('can be waited for and stopped while nobody writes to it', () => {
    const line = `mkfifo idle; '${process.execPath}' '${bin}' calc --input idle -o out.json & sleep 1; kill -TERM $!; wait $!; echo $?; ls out.json*`;
    expect(bash(line).stdout).toBe('143\n');
  });
});
