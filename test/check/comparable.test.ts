import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';
import { measuredFile } from '../input/measured-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function checked(text: string, ...flags: string[]) {
  const file = join(folder, 'clv.yaml');
  writeFileSync(file, `version: 1\n${text}`);
  const { stdout, stderr, code } = await clvInProcess(['check', file, '--json', '-q', ...flags]);
  return { stdout, stderr: stderr.replaceAll(`${folder}/`, ''), code };
}

/** The assumptions that a baseline is made of; each test changes a part of them. */
const before = `currency: EUR
period: year
inputs: { avg: 50, freq: 4, years: 3, margin: 40%, discount: 10%, cac: 60 }
segments: { nl: { customers: 900 }, be: { customers: 300 } }
scenarios: { bad: { years: 2 } }
baseline: b.json
checks: [equity within 50% of baseline]
`;

const counted = (months: string) =>
  `inputs: { revenue: 1200, customers: 10${months} }\nbaseline: b.json\nchecks: [revenue within 50% of baseline]\n`;

describe('a baseline', () => {
  it('keeps its currency, period, timing, basis and segments', async () => {
    expect(await checked(before, '--write-baseline')).toMatchObject({ code: 0 });
    const kept = JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8')) as object;
    expect(kept).toMatchObject({
      version: 2,
      currency: 'EUR',
      period: 'year',
      timing: 'start',
      segments: ['nl', 'be'],
      cases: [{ scenario: 'base', segment: 'nl', basis: 'margin' }, {}, {}, {}],
    });
    expect(await checked(before)).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    [
      'currency',
      'currency: EUR',
      'currency: JPY',
      /currency EUR in baseline b\.json, JPY in clv\.yaml; write/,
    ],
    [
      'no currency',
      'currency: EUR\n',
      '',
      /currency EUR in baseline b\.json, none in clv\.yaml; write/,
    ],
    [
      'period',
      'period: year',
      'period: month',
      /period year in baseline b\.json, month in clv\.yaml; write/,
    ],
    [
      'timing',
      'period: year',
      'timing: end',
      /timing start in baseline b\.json, end in clv\.yaml; write/,
    ],
    [
      'basis',
      'margin: 40%, ',
      '',
      /basis of scenario base, segment nl: margin in baseline b\.json, revenue in clv\.yaml; write/,
    ],
    [
      'a segment that is gone',
      ', be: { customers: 300 }',
      '',
      /segments\.1 of baseline b\.json is not in clv\.yaml; write/,
    ],
    [
      'a new segment',
      'be: {',
      'de: { customers: 1 }, be: {',
      /segment de of clv\.yaml is not in baseline b\.json; write/,
    ],
    [
      'a scenario that is gone',
      'scenarios: { bad: { years: 2 } }',
      '',
      /cases\.2\.scenario of baseline b\.json is not in clv\.yaml; write/,
    ],
  ])('with another %s is refused', async (_, from, to, message) => {
    expect((await checked(before, '--write-baseline')).code).toBe(0);
    const { stderr, stdout, code } = await checked(before.replace(from, to));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/; write it anew with clv check --write-baseline\n$/);
  });

  it('of money counted over other months is refused', async () => {
    expect((await checked(counted(''), '--write-baseline')).code).toBe(0);
    const { stderr, code } = await checked(counted(', months: 3'));
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /months of scenario base: 12 in baseline b\.json, 3 in clv\.yaml; write/,
    );
  });

  // What a merge that keeps both sides, or one of them, makes of it: an equity of less or more.
  it.each([
    ['twice', (cases: object[]) => [...cases, ...cases.slice(0, 1)]],
    ['not at all', (cases: object[]) => cases.slice(1)],
    [
      'under a name that is not in the list',
      (cases: object[]) => [{ ...cases[0], segment: 'de' }, ...cases],
    ],
  ])('with a segment %s is refused', async (_, edit) => {
    expect((await checked(before, '--write-baseline')).code).toBe(0);
    const file = join(folder, 'b.json');
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { cases: object[] };
    writeFileSync(file, JSON.stringify({ ...kept, cases: edit(kept.cases) }));
    expect(await checked(before)).toEqual({
      stdout: '',
      stderr:
        'baseline b.json does not have each segment once in each scenario; write it anew with clv check --write-baseline\n',
      code: 2,
    });
  });

  it('of version 1 is refused with what to do', async () => {
    writeFileSync(join(folder, 'b.json'), '{"version":1,"cases":[]}');
    const { stderr, code } = await checked(before);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /b\.json is a baseline of version 1, which kept neither currency nor period; write it anew with clv check --write-baseline\n$/,
    );
  });
});

const measure = (changes: object) =>
  writeFileSync(join(folder, 'm.json'), JSON.stringify({ ...measuredFile(), ...changes }));

/** Check one input against what was measured of it. */
const against = (name: string, value: number, key = name, head = '') =>
  checked(
    `${head}inputs: { ${name}: { value: ${value}, measured: m.json#${key} } }\nchecks: [${name} within 1% of measured]\n`,
  );

describe('a measured file', () => {
  it('in another currency is refused, whatever was measured', async () => {
    measure({ currency: 'USD' });
    for (const [name, value] of [
      ['avg', 50],
      ['freq', 2],
    ] as const) {
      const { stderr, code } = await against(name, value, name, 'currency: EUR\n');
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^clv\.yaml:\d+:\d+: .*m\.json is in USD, clv\.yaml in EUR; measure orders in EUR\n$/,
      );
      const none = await against(name, value, name, '');
      expect([none.code, none.stderr.replace(/^clv\.yaml:\d+:\d+: /, '')]).toEqual([
        2,
        'm.json is in USD, clv.yaml names no currency; add currency: USD to it\n',
      ]);
    }
    expect((await against('avg', 50, 'avg', 'currency: USD\n')).code).toBe(0);
    expect((await against('freq', 2, 'freq', 'currency: USD\n')).code).toBe(0);
  });

  it('of a plain number has nothing to compare', async () => {
    writeFileSync(join(folder, 'm.json'), '{"avg": 50, "deep": {"freq": {"value": 4}}}');
    expect((await against('avg', 50, 'avg', 'currency: EUR\n')).code).toBe(0);
    expect((await against('freq', 4, 'deep/freq', 'period: month\n')).code).toBe(0);
  });

  it('of a share over another period is refused, for no share a month is one a year', async () => {
    // 15.28 % a month is 1 - 0.8472 of the customers, and not 15.28 % a year.
    const share = '{"period": "month", "retention": {"value": 0.1528}}';
    writeFileSync(join(folder, 'm.json'), share);
    const { stderr, code } = await against('retention', 0.1528);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /m\.json has retention per month, clv\.yaml per year; measure with --period year, or write the file with period: month\n$/,
    );
    expect((await against('retention', 0.1528, 'retention', 'period: month\n')).code).toBe(0);
  });

  it.each([
    ['freq', 'repeatFreq'],
    ['years', 'observedSpan'],
    ['retention', 'boughtAgain'],
    ['freq', 'freq/value'],
  ])('of %s is not %s', async (name, key) => {
    measure({ repeatFreq: { value: 0.5 }, boughtAgain: { value: 0.5 } });
    const { stderr, code } = await against(name, 0.5, key, 'currency: EUR\n');
    expect(code).toBe(2);
    expect(stderr).toContain(
      `m.json has ${key} for something other than ${name}; measured: must end in #${name}\n`,
    );
  });

  it('of an older version is refused with what to do', async () => {
    measure({ schema: 'clv.measured/1' });
    const { stderr, code } = await against('freq', 2, 'freq', 'currency: EUR\n');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /m\.json: the file is of clv\.measured\/1, in which freq was of all orders and not of a year; measure the orders again with this clv\n$/,
    );
  });

  it('that withholds a figure says so, and why is in the file', async () => {
    measure({ freq: undefined, withheld: { freq: 'secret' } });
    const { stderr, code } = await against('freq', 2, 'freq', 'currency: EUR\n');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /m\.json withholds freq, and says why under withheld; drop the check, or measure more orders\n$/,
    );
  });

  it('gives a frequency per year, which a month has a twelfth of', async () => {
    measure({ period: 'month', currency: null });
    expect((await against('freq', 2)).code).toBe(0);
    expect((await against('freq', 1 / 6, 'freq', 'period: month\n')).code).toBe(0);
    expect((await against('freq', 2, 'freq', 'period: month\n')).code).toBe(1);
  });

  it('that a person wrote per month says so of its frequency too', async () => {
    writeFileSync(join(folder, 'm.json'), '{"period": "month", "freq": 0.5, "churn": 0.03}');
    expect((await against('freq', 6)).code).toBe(0);
    expect((await against('freq', 0.5, 'freq', 'period: month\n')).code).toBe(0);
    expect((await against('churn', 0.03)).code).toBe(2);
    expect((await against('churn', 0.03, 'churn', 'period: month\n')).code).toBe(0);
  });

  it('of counts over other months is refused', async () => {
    const window = { ...(measuredFile()['window'] as object), months: 6 };
    measure({ currency: null, window });
    const { stderr, code } = await against('customers', 4);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /m\.json counts customers over other months than the 12 of clv\.yaml; measure with --window, or give the months in inputs\n$/,
    );
    const inputs = 'months: 6, customers: { value: 4, measured: m.json#customers }';
    const text = `inputs: { ${inputs} }\nchecks: [customers within 1% of measured]\n`;
    expect((await checked(text)).code).toBe(0);
  });
});
