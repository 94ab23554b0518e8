import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder });

const old =
  'version: 1\ninputs: { avg: 50, freq: 4, years: 3, margin: 42%, cac: 60 }\nchecks: [ltvCac >= 3, clv > 1, years in 1..5, avg > 9]\n';
const now =
  'version: 1\ninputs: { avg: 54, freq: 3.8, years: 2.5, margin: 42%, cac: 66 }\nchecks: [ltvCac >= 2.5, { warn: clv > 1 }, years in 2..5, netClv > 0]\n';
writeFileSync(join(folder, 'clv.yaml'), old);
git('init', '-q', '-b', 'main');
git('add', '.');
git('commit', '-q', '-m', 'old');
writeFileSync(join(folder, 'old.yaml'), old);
writeFileSync(join(folder, 'clv.yaml'), now);

interface Diff {
  readonly results: readonly {
    metric: string;
    segment: string | null;
    old: number | null;
    new: number | null;
    change: number | null;
    parts: { name: string; old: number; new: number; part: number }[];
    reason?: string;
  }[];
  readonly checks: readonly { change: string; check: string }[];
}
async function diff(before: string, after: string, ...args: string[]): Promise<Diff> {
  const { stdout, stderr } = await clvInProcess(['diff', before, after, '--json', ...args], {
    cwd: folder,
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Diff;
}
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

const withSegments = (nl: string, rest: string) =>
  `version: 1\ninputs: { avg: 50, freq: 4, years: 3, margin: 40% }\nsegments:\n  nl: { ${nl} }\n${rest}`;
const lasting = (years: number) =>
  `version: 1\ninputs: { avg: 50, freq: 4, years: ${years}, margin: 40% }\nsegments: { nl: { customers: 10 }, be: { customers: 5 } }\n`;
const inMoney = (currency: string, avg: number) =>
  `version: 1\ncurrency: ${currency}\ninputs: { avg: ${avg}, freq: 4, years: 3, margin: 42%, cac: 60 }\n`;
const codeOf = async (...args: string[]) =>
  (await clvInProcess(['diff', ...args], { cwd: folder })).code;

describe('clv diff', () => {
  it('shares LTV:CAC from 4.2000 to 3.2645 out as checks.md does', async () => {
    const [result] = (await diff('main:clv.yaml', 'clv.yaml', '--metric', 'ltvCac')).results;
    expect(result?.old).toBeCloseTo(4.2, 12);
    expect(result?.new).toBeCloseTo(3.2645, 4);
    expect(
      result?.parts.map(({ name, old: from, new: to, part }) => [name, from, to, part.toFixed(4)]),
    ).toEqual([
      ['years', 3, 2.5, '-0.6772'],
      ['cac', 60, 66, '-0.3546'],
      ['avg', 50, 54, '0.2874'],
      ['freq', 4, 3.8, '-0.1910'],
    ]);
  });

  it('finds the same between files as between a revision and a file', async () => {
    expect(await diff('old.yaml', 'clv.yaml')).toEqual(await diff('main:clv.yaml', 'clv.yaml'));
  });

  it('compares every headline metric that both sides have', async () => {
    const { results } = await diff('old.yaml', 'clv.yaml');
    expect(results.map(({ metric }) => metric)).toEqual([
      'clv',
      'clvMargin',
      'netClv',
      'ltvCac',
      'paybackMonths',
    ]);
    for (const { change, parts } of results) {
      const total = parts.reduce((sum, { part }) => sum + part, 0);
      expect(Math.abs(total - (change ?? NaN))).toBeLessThanOrEqual(
        1e-12 * Math.abs(change ?? NaN),
      );
    }
  });

  it('tells checks that were loosened, tightened, added and removed', async () => {
    expect((await diff('old.yaml', 'clv.yaml')).checks).toEqual([
      { change: 'loosened', check: 'ltvCac >= 2.5' },
      { change: 'loosened', check: 'warn: clv > 1' },
      { change: 'tightened', check: 'years in 2..5' },
      { change: 'removed', check: 'avg > 9' },
      { change: 'added', check: 'netClv > 0' },
    ]);
  });

  it('shares a total out over segments, with customers and with a segment that is new', async () => {
    write('a.yaml', withSegments('customers: 10', ''));
    write('b.yaml', withSegments('customers: 12, avg: 60', '  be: { customers: 5 }\n'));
    const [result] = (await diff('a.yaml', 'b.yaml', '--metric', 'equity')).results;
    // 10 × 240; 12 × 288 and 5 × 240. Of nl: customers 2 × (240 + 288) / 2, avg 48 × (10 + 12) / 2.
    expect(result).toMatchObject({ segment: null, old: 2400, new: 4656, change: 2256 });
    const parts = Object.fromEntries(result?.parts.map(({ name, part }) => [name, part]) ?? []);
    expect(parts['segment be']).toBeCloseTo(1200, 9);
    expect(parts['nl.customers']).toBeCloseTo(528, 9);
    expect(parts['nl.avg']).toBeCloseTo(528, 9);
  });

  it('moves an input of all segments at once', async () => {
    write('a.yaml', lasting(3));
    write('b.yaml', lasting(4));
    const [result] = (await diff('a.yaml', 'b.yaml', '--metric', 'equity')).results;
    expect(result?.parts).toMatchObject([{ name: 'years', old: 3, new: 4 }]);
    expect(result?.parts[0]?.part).toBeCloseTo(15 * 80, 9);
  });

  it('takes an input that comes for another as one change', async () => {
    write('a.yaml', 'version: 1\ninputs: { avg: 50, freq: 4, years: 3, margin: 42% }\n');
    write('b.yaml', 'version: 1\ninputs: { avg: 54, freq: 4, years: 3, unitCost: 29 }\n');
    const [result] = (await diff('a.yaml', 'b.yaml', '--metric', 'clvMargin')).results;
    // 252 to (54 - 29) × 12 = 300; alone, avg makes 272.16 of 252, and unitCost leaves it at 252.
    expect(result?.change).toBeCloseTo(48, 9);
    const parts = Object.fromEntries(result?.parts.map(({ name, part }) => [name, part]) ?? []);
    expect(parts['margin + unitCost']).toBeCloseTo((0 + (300 - 272.16)) / 2, 9);
    expect(parts['avg']).toBeCloseTo((272.16 - 252 + 48) / 2, 9);
  });

  it('says why where a side has no value', async () => {
    write('a.yaml', 'version: 1\ninputs: { avg: 50, freq: 4, years: 3, margin: 42%, cac: 0 }\n');
    const [result] = (await diff('a.yaml', 'old.yaml', '--metric', 'ltvCac')).results;
    expect(result).toMatchObject({ old: null, change: null, parts: [], reason: 'the CAC is 0' });
  });

  it('ends with 0 whatever differs, and with 1 where it is asked to', async () => {
    expect(await codeOf('old.yaml', 'clv.yaml')).toBe(0);
    expect(await codeOf('old.yaml', 'clv.yaml', '--exit-code')).toBe(1);
    expect(await codeOf('old.yaml', 'main:clv.yaml', '--exit-code')).toBe(0);
  });

  it.each([
    ['gone.yaml', /^gone\.yaml does not exist$/m],
    ['gone:clv.yaml', /^gone:clv\.yaml is neither a file nor a revision; git says: /],
    ['main:gone.yaml', /^main:gone\.yaml is neither a file nor a revision; git says: /],
  ])('refuses %s', async (name, message) => {
    const { stdout, stderr, code } = await clvInProcess(['diff', name, 'clv.yaml'], {
      cwd: folder,
    });
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toMatch(message);
  });

  it('hands git no flags', async () => {
    const { stderr, code } = await clvInProcess(['diff', '--', '--output=x:y', 'clv.yaml'], {
      cwd: folder,
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^--output=x:y does not exist$/m);
  });

  it('takes no dollars off euros', async () => {
    write('euro.yaml', inMoney('EUR', 50));
    write('dollar.yaml', inMoney('USD', 54));
    const { stdout } = await clvInProcess(['diff', 'euro.yaml', 'dollar.yaml', '--metric', 'clv'], {
      cwd: folder,
    });
    expect(stdout).toContain(
      'clv, base: €600.00 → $648.00\n  not shared out: the old file is in EUR, the new one in USD\n',
    );
    expect((await diff('euro.yaml', 'dollar.yaml', '--metric', 'clv')).results).toEqual([
      expect.objectContaining({ old: 600, new: 648, change: null, parts: [] }),
    ]);
    // A ratio has no currency; the amounts behind it are each in their own.
    const ratio = await clvInProcess(['diff', 'euro.yaml', 'dollar.yaml', '--metric', 'ltvCac'], {
      cwd: folder,
    });
    expect(ratio.stdout).toContain(
      'ltvCac, base: 4.20 → 4.54, +0.34 (+8%)\n  ~ avg  €50.00 → $54.00',
    );
  });

  it('writes the minus of an amount in one place', async () => {
    write('less.yaml', inMoney('EUR', 10));
    write('least.yaml', inMoney('EUR', 9));
    const { stdout } = await clvInProcess(
      ['diff', 'less.yaml', 'least.yaml', '--metric', 'netClv', '--lang', 'nl'],
      { cwd: folder },
    );
    expect(stdout.replaceAll('\u00a0', ' ')).toContain(
      'netClv, base: € -9,60 → € -14,64, € -5,04 (-52,5%)',
    );
  });
});
