import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'out'));

/** What clv check says of a file. */
async function checked(text: string, ...args: string[]) {
  writeFileSync(join(folder, 'clv.yaml'), `version: 1\n${text}`);
  const { stdout, stderr, code } = await clvInProcess(['check', '-q', ...args], { cwd: folder });
  return { stdout, stderr, code, left: readdirSync(join(folder, 'out')) };
}
async function statusOf(text: string) {
  const { stdout, stderr, code } = await checked(text, '--json');
  expect(stderr).toBe('');
  const { results, summary } = JSON.parse(stdout) as {
    results: { status: string; targets: { found: number | null; reason?: string }[] }[];
    summary: object;
  };
  return { ...results[0], summary, code };
}

const inputs = 'inputs: { avg: 50, freq: 4, years: 3, margin: 40% }\n';
const segments = (nl: string, be: string) => `segments: { nl: { ${nl} }, be: { ${be} } }\n`;
const skipping = (check: string) => `checks: [{ error: "${check}", if-missing: skip }]\n`;
const losing = (avg: string) =>
  `inputs: { avg: ${avg}, freq: 4, years: 3, margin: -10%, cac: 60, customers: 5..9 }\nchecks: [p90(paybackMonths) <= 12]\n`;

describe('a baseline', () => {
  const within = 'baseline: out/b.json\nchecks: [equity within 5% of baseline]\n';

  it('serves a file of one segment', async () => {
    const text = `${inputs}segments: { nl: { customers: 900 } }\n${within}`;
    expect((await checked(text, '--write-baseline')).code).toBe(0);
    expect(await checked(text)).toMatchObject({ code: 0, stderr: '' });
    rmSync(join(folder, 'out', 'b.json'));
  });

  it('of several segments is no ratio of a file without any', async () => {
    const ratio = 'baseline: out/b.json\nchecks: [ltvCac within 5% of baseline]\n';
    expect(
      (await checked(inputs + segments('cac: 60', 'cac: 90') + ratio, '--write-baseline')).code,
    ).toBe(0);
    const { stderr, code } = await checked(
      `inputs: { avg: 50, freq: 4, years: 3, margin: 40%, cac: 60 }\n${ratio}`,
    );
    expect(stderr).toMatch(/segments\.0 of baseline out\/b\.json is not in /);
    expect(code).toBe(2);
    rmSync(join(folder, 'out', 'b.json'));
  });

  it('is not written over the assumptions, nor is a report', async () => {
    const text = `${inputs}baseline: ./clv.yaml\nchecks: [clv > 1]\n`;
    expect(await checked(text, '--write-baseline')).toMatchObject({
      stderr:
        './clv.yaml exists and is not a baseline, so --write-baseline does not replace it; name another file as baseline:, or remove this one\n',
      code: 2,
    });
    expect(await checked(text, '--reporter', 'json=clv.yaml')).toMatchObject({
      stderr:
        '--reporter json must be another file than the assumptions, got clv.yaml; name one such as clv.json\n',
      code: 2,
    });
    expect(readFileSync(join(folder, 'clv.yaml'), 'utf8')).toBe(`version: 1\n${text}`);
  });
});

describe('a report that cannot be written', () => {
  const text = `${inputs}checks: [clv > 1]\n`;

  it('is found before another one is written', async () => {
    expect(
      await checked(
        text,
        '--reporter',
        'tty',
        '--reporter',
        'json=out/x.json',
        '--reporter',
        'junit=nowhere/x',
      ),
    ).toMatchObject({
      stdout: '',
      stderr: '--reporter junit must be a file that can be written, got nowhere/x (ENOENT)\n',
      code: 2,
      left: [],
    });
  });

  it('is found before a baseline is written, and the other way round', async () => {
    expect(
      await checked(
        `${text}baseline: out/b.json\n`,
        '--write-baseline',
        '--reporter',
        'junit=nowhere/x',
      ),
    ).toMatchObject({ stdout: '', code: 2, left: [] });
    expect(await checked(`${text}baseline: nowhere/b.json\n`, '--write-baseline')).toMatchObject({
      stdout: '',
      stderr: expect.stringMatching(
        /^baseline must be a file that can be written, got .*\(ENOENT\)\n$/,
      ),
      code: 2,
    });
  });

  it('is one file twice', async () => {
    expect(
      await checked(text, '--reporter', 'json=out/x', '--reporter', 'junit=out/../out/x'),
    ).toMatchObject({
      stderr: '--reporter junit must be a file of its own, got out/../out/x twice\n',
      code: 2,
      left: [],
    });
  });
});

describe('if-missing: skip', () => {
  it('is no pass where one place of two was skipped', async () => {
    const text = inputs + segments('cac: 60', 'freq: 4') + skipping('ltvCac >= 3');
    expect(await statusOf(text)).toMatchObject({
      status: 'skipped',
      summary: { passed: 0, failed: 0, warned: 0, noted: 0, skipped: 1 },
      targets: [{ found: 4 }, { found: null, reason: 'it needs cac' }],
      code: 0,
    });
    expect((await checked(text)).stdout).toContain('      skipped: be: it needs cac\n');
    const junit = (await checked(text, '--reporter', 'junit')).stdout;
    expect(junit).toContain('failures="0" errors="0" time="0" skipped="1"');
    expect(junit.match(/<skipped message="it needs cac"\/>/g)).toHaveLength(1);
  });

  it('fails where the other place fails, and says so of that one alone', async () => {
    const text = inputs + segments('cac: 90', 'freq: 4') + skipping('ltvCac >= 3');
    expect(await statusOf(text)).toMatchObject({ status: 'failed', code: 1 });
    const { stdout } = await checked(text);
    expect(stdout).toContain('nl: found 2.67, limit 3.00');
    expect(stdout).toContain('      skipped: be: it needs cac\n');
    expect(stdout).not.toContain('has no value');
  });

  it('skips a percentile of what has no input', async () => {
    const ranged = 'inputs: { avg: 45..55, freq: 4, years: 3, margin: 40% }\n';
    expect(await statusOf(ranged + skipping('p10(ltvCac) >= 3'))).toMatchObject({
      status: 'skipped',
      targets: [{ found: null, reason: 'it needs cac' }],
      code: 0,
    });
  });
});

describe('a percentile', () => {
  it('fails where no draw has a value', async () => {
    const { status, targets, code } = await statusOf(losing('45..55'));
    expect({ status, code }).toEqual({ status: 'failed', code: 1 });
    expect(targets).toMatchObject([{ found: null, reason: expect.stringMatching(/./) }]);
  });

  it('is refused where no range is of an input of it', async () => {
    const { stderr, code } = await checked(losing('50'));
    expect(stderr).toMatch(/p90\(paybackMonths\) must rest on a range, got none that moves/);
    expect(code).toBe(2);
  });
});

describe('a tolerance of a share', () => {
  it('is in points or in percent', async () => {
    const text = 'inputs: { avg: 50, margin: 40% }\nchecks: [margin within 5 of 90%]\n';
    const { stderr, code } = await checked(text);
    expect(stderr).toBe(
      'clv.yaml:3:10: the tolerance of the share margin must be in points or a percentage of the reference, got 5; write 5pp or 5%\n',
    );
    expect(code).toBe(2);
  });
});
