import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Diff {
  readonly results: readonly {
    metric: string;
    segment: string | null;
    old: number | null;
    new: number | null;
    change: number | null;
    parts: object[];
    reason?: string;
    estimated?: boolean;
  }[];
  readonly checks: readonly object[];
  readonly contents: readonly object[];
}

/** Compare two files. */
function run(old: string, now: string, ...args: string[]) {
  writeFileSync(join(folder, 'old.yaml'), `version: 1\n${old}`);
  writeFileSync(join(folder, 'new.yaml'), `version: 1\n${now}`);
  return clvInProcess(['diff', 'old.yaml', 'new.yaml', ...args], { cwd: folder });
}

/** The files `old` and `new` compared, as JSON. */
async function diff(old: string, now: string, ...args: string[]): Promise<Diff> {
  const { stdout, stderr } = await run(old, now, ...args, '--json');
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Diff;
}

/** The same as a person reads it, and with the exit code. */
async function compared(old: string, now: string, ...args: string[]) {
  return {
    ...(await diff(old, now, ...args)),
    text: (await run(old, now, ...args)).stdout,
    markdown: (await run(old, now, ...args, '--format', 'markdown')).stdout,
    code: (await run(old, now, ...args, '--exit-code')).code,
  };
}

const inputs = (more: string) => `inputs: { avg: 50, freq: 4, years: 3, margin: 40%${more} }\n`;
const segments = (nl: string, be: string) => `segments: { nl: { ${nl} }, be: { ${be} } }\n`;
const known = (more: string) => `inputs: { avg: { value: 50, ${more} }, freq: 4, years: 3 }\n`;
const buying = (period: string, freq: string) =>
  `period: ${period}\ninputs: { avg: 19.99, freq: ${freq}, years: 3.3 }\n`;

describe('clv diff tells', () => {
  it('of a figure that one side has, and why the other has none', async () => {
    const { results, text, markdown, code } = await compared(
      inputs('') + segments('customers: 10', 'customers: 5'),
      inputs('') + segments('customers: 10', 'avg: 50'),
    );
    expect(results.find(({ metric }) => metric === 'equity')).toEqual({
      metric: 'equity',
      scenario: 'base',
      segment: null,
      // 15 customers at 50 × 4 × 3 × 40 %.
      old: 3600,
      new: null,
      change: null,
      parts: [],
      reason: 'be: it needs customers',
    });
    expect(text).toContain(
      'equity, base: 3,600.00 → n/a\n  not shared out: be: it needs customers',
    );
    expect(markdown).toContain('equity, base: 3,600.00 → n/a');
    expect(code).toBe(1);
  });

  it('of segments and scenarios that come and go', async () => {
    const { contents, text, markdown, code } = await compared(
      `${inputs('')}segments: { nl: {} }\nscenarios: { hard: { years: 2 } }\n`,
      `${inputs('')}segments: { nl: {}, be: {} }\nscenarios: { soft: { years: 4 } }\n`,
    );
    expect(contents).toEqual([
      { change: 'removed', what: 'scenario', name: 'hard', old: null, new: null },
      { change: 'added', what: 'scenario', name: 'soft', old: null, new: null },
      { change: 'added', what: 'segment', name: 'be', old: null, new: null },
    ]);
    expect(text).toContain('  - scenario hard\n  + scenario soft\n  + segment be\n');
    expect(markdown).toContain('- added: segment be\n');
    expect(code).toBe(1);
  });

  it('of the currency, the period and the baseline', async () => {
    const { contents, text, code } = await compared(
      `currency: EUR\n${inputs('')}`,
      `currency: USD\nperiod: year\nbaseline: b.json\n${inputs('')}`,
    );
    expect(contents).toEqual([
      { change: 'changed', what: 'currency', name: null, old: 'EUR', new: 'USD' },
      { change: 'added', what: 'baseline', name: null, old: null, new: 'b.json' },
      { change: 'added', what: 'period', name: null, old: null, new: 'year' },
    ]);
    expect(text).toContain('  ~ currency: EUR → USD\n');
    expect(code).toBe(1);
  });

  it('of ranges and of where numbers come from', async () => {
    const { contents, text, code } = await compared(
      known('range: 45..55, owner: growth, reviewed: 2026-07-01') + segments('freq: 3', 'freq: 5'),
      known('range: 40..60, source: shop, reviewed: 2026-08-01') +
        segments('freq: 3', 'freq: { value: 5, range: 4..6 }'),
    );
    expect(contents).toEqual([
      { change: 'changed', what: 'range', name: 'avg', old: '45..55', new: '40..60' },
      { change: 'added', what: 'range', name: 'be.freq', old: null, new: '4..6' },
      { change: 'added', what: 'source', name: 'avg', old: null, new: 'shop' },
      { change: 'removed', what: 'owner', name: 'avg', old: 'growth', new: null },
      { change: 'changed', what: 'reviewed', name: 'avg', old: '2026-07-01', new: '2026-08-01' },
    ]);
    expect(text).toContain('  ~ range of avg: 45..55 → 40..60\n');
    expect(text).toContain('  - owner of avg: growth\n');
    expect(code).toBe(1);
  });

  it('of an input that moves no figure that is compared', async () => {
    const { contents, code } = await compared(
      inputs(', customers: 10'),
      inputs(', customers: 12'),
      '--metric',
      'clv',
    );
    expect(contents).toEqual([
      { change: 'changed', what: 'input', name: 'customers', old: 10, new: 12 },
    ]);
    expect(code).toBe(1);
  });

  it('nothing of a figure without a value on both sides', async () => {
    // 1 × 50 × −10 % a year never pays back.
    const losing = 'inputs: { avg: 50, freq: 4, years: 3, margin: -10%, cac: 60 }\n';
    const { results, contents, text, code } = await compared(losing, losing);
    expect(results.find(({ metric }) => metric === 'paybackMonths')).toMatchObject({
      old: null,
      new: null,
    });
    expect(contents).toEqual([]);
    expect(text).not.toContain('paybackMonths');
    expect(code).toBe(0);
  });

  it('no change where the period alone is written otherwise', async () => {
    const { results, text, contents } = await compared(
      buying('year', '8.4'),
      buying('month', '0.7'),
    );
    expect(results.map(({ change }) => change)).toEqual([0]);
    expect(text).not.toMatch(/-0(?:\.00|%)/);
    expect(contents).toEqual([
      { change: 'changed', what: 'period', name: null, old: 'year', new: 'month' },
      { change: 'changed', what: 'input', name: 'freq', old: 8.4, new: 0.7 },
    ]);
  });

  it('which parts are estimated', async () => {
    const names = 'abcdefghijklmn'.split('');
    const of = (start: number) =>
      `${inputs('')}segments:\n${names.map((name, at) => `  ${name}: { customers: ${start + at} }\n`).join('')}`;
    const { results } = await diff(of(10), of(20), '--metric', 'equity');
    expect(results.map(({ estimated }) => estimated)).toEqual([true]);
    const few = await diff(inputs(', customers: 1'), inputs(', customers: 2'));
    expect(few.results.every(({ estimated }) => estimated === undefined)).toBe(true);
  });

  it('that a check was added where an identical one stays', async () => {
    const { checks } = await diff(
      `${inputs(', cac: 60')}checks: [ltvCac >= 3]\n`,
      `${inputs(', cac: 60')}checks: [ltvCac >= 2, ltvCac >= 3]\n`,
    );
    expect(checks).toEqual([{ change: 'added', check: 'ltvCac >= 2' }]);
  });
});
