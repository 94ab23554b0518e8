import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-baseline-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(
  join(folder, 'clv.yaml'),
  'version: 1\ninputs: { avg: 50, freq: 4, years: 3 }\nbaseline: b.json\nchecks: [clv >= 3]\n',
);

describe('clv check --write-baseline', () => {
  const write = () => clvInProcess(['check', '-q', '--write-baseline'], { cwd: folder });
  const baseline = join(folder, 'b.json');

  it('replaces a baseline, also one of another version', async () => {
    expect((await write()).code).toBe(0);
    const text = readFileSync(baseline, 'utf8');
    writeFileSync(baseline, '{"version":99,"more":1,"cases":[]}');
    expect((await write()).code).toBe(0);
    expect(readFileSync(baseline, 'utf8')).toBe(text);
  });

  it.each([
    '',
    'token = secret',
    '{"name":"clv","version":"1.0.0"}',
    'null',
    '[]',
    '{"version":1}',
  ])('does not replace a file of %j, and does not show it', async (text) => {
    writeFileSync(baseline, text);
    const { stderr, stdout, code } = await write();
    expect(stderr).toBe(
      'b.json exists and is not a baseline, so --write-baseline does not replace it; name another file as baseline:, or remove this one\n',
    );
    expect([stdout, code]).toEqual(['', 2]);
    expect(readFileSync(baseline, 'utf8')).toBe(text);
  });

  it('does not write to a folder or a pipe', async () => {
    rmSync(baseline);
    execFileSync('mkfifo', ['b.json'], { cwd: folder });
    expect(await write()).toMatchObject({ stdout: '', code: 2 });
    rmSync(baseline);
    mkdirSync(baseline);
    expect(await write()).toMatchObject({ stdout: '', code: 2 });
  });
});
