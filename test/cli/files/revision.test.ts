import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clv } from '../clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-revision-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@example.org', ...args], {
    cwd: folder,
  });

/** Assumptions that a result can be told by. */
const withAvg = (avg: number, more = '') => `version: 1\ninputs: { avg: ${avg}, freq: 1 }\n${more}`;

git('init', '-q', '-b', 'main');
mkdirSync(join(folder, 'sub'));
write('clv.yaml', withAvg(1));
write('sub/clv.yaml', withAvg(2));
write('long.yaml', ' '.repeat(64 * 1024 * 1024 + 1));
write('names.yaml', withAvg(3, 'baseline: /dev/zero\n'));
git('add', '.');
git('commit', '-q', '-m', 'first');
git('tag', '-a', 'v1', '-m', 'annotated');
write('clv.yaml', withAvg(5));

/** The customerValue of the old side of a difference. */
function valueOf(name: string, cwd = folder): number | string {
  const { stdout, stderr, code } = clv(
    ['diff', name, join(folder, 'clv.yaml'), '--metric', 'customerValue', '--json'],
    { cwd },
  );
  if (code !== 0) return stderr.trimEnd();
  return (JSON.parse(stdout) as { results: [{ old: number }] }).results[0].old;
}

describe('a name with a colon', () => {
  it('is a revision where there is one and no such file', () => {
    expect(valueOf('main:clv.yaml')).toBe(1);
    expect(valueOf('v1:sub/clv.yaml')).toBe(2);
    expect(valueOf('HEAD~0:clv.yaml')).toBe(1);
    expect(valueOf('main:./clv.yaml', join(folder, 'sub'))).toBe(2);
  });

  it('is a file where there is one and no such revision', () => {
    write('10:30.yaml', withAvg(7));
    expect(valueOf('10:30.yaml')).toBe(7);
  });

  it.each(['main', 'v1'])('is refused where %s:clv.yaml is both', (revision) => {
    const name = `${revision}:clv.yaml`;
    write(name, withAvg(9));
    expect(valueOf(name)).toBe(
      `${name} is both a file and a revision; write ./${name} for the file, or ${revision}~0:clv.yaml for the revision`,
    );
    expect(valueOf(`./${name}`)).toBe(9);
    expect(valueOf(join(folder, name))).toBe(9);
    expect(valueOf(`../${name}`, join(folder, 'sub'))).toBe(9);
    expect(valueOf(`${revision}~0:clv.yaml`)).toBe(1);
  });

  it.each(['./gone:clv.yaml', 'C:\\clv.yaml', 'C:/clv.yaml', '/gone:clv.yaml'])(
    'is a file where it is spelled as a path: %s',
    (name) => {
      expect(valueOf(name)).toBe(`${name} does not exist`);
    },
  );

  it('is said to be neither, or to want git', () => {
    expect(valueOf('gone:clv.yaml')).toMatch(
      /^gone:clv\.yaml is neither a file nor a revision; git says: /,
    );
    const env = { PATH: '/nowhere' };
    expect(clv(['diff', 'main:sub/clv.yaml', 'clv.yaml'], { cwd: folder, env }).stderr).toBe(
      'main:sub/clv.yaml does not exist, and there is no git to look for a revision\n',
    );
  });
});

describe('a revision', () => {
  it('is read up to 64 MB and no further', () => {
    expect(valueOf('main:long.yaml')).toBe(
      'main:long.yaml is longer than 64 MB, the limit of a document; NDJSON and CSV have none',
    );
  });

  it('names files that are not read: a difference is of the assumptions alone', () => {
    expect(valueOf('main:names.yaml')).toBe(3);
  });
});
