import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const stdin = `version: 1
inputs: { avg: 50, freq: 4, years: 3, margin: 42%, cac: 60 }
segments: { "n<l>": { customers: 9 }, be: { cac: 95, customers: 1 } }
checks:
  - ltvCac >= 3
  - { warn: 'netClv >= 300', because: "50%, or: \\"so\\"\\nand <more> & more" }
  - { error: clvPresent > 1, if-missing: skip }
  - { error: clvPresent > 2 }
`;
const reported = (reporter: string) =>
  clvInProcess(['check', '-', '--reporter', reporter], { stdin, cwd: folder });

describe('the reporter', () => {
  it('tty prints found, limit, distance, place and the one change', async () => {
    const { stdout, code } = await reported('tty');
    expect(code).toBe(1);
    expect(stdout).toContain('  ✗ ltvCac >= 3     n<l> 4.20, be 2.65  stdin:5\n');
    expect(stdout).toContain('      be: found 2.65, limit 3.00, 0.35 under (11.58%)\n');
    // 252 / 3.
    expect(stdout).toContain('or cac ≤ 84.00 (now 95.00)\n');
    expect(stdout).toContain('skipped: it needs discount\n');
    expect(stdout).toContain('clvPresent has no value, it needs discount; the limit is 2.00\n');
    expect(stdout).toContain('\n4 checks: 0 passed, 2 failed, 1 warned, 1 skipped; exit 1\n');
  });

  it('github escapes what its commands read, and puts errors first', async () => {
    const lines = (await reported('github')).stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.slice(0, 9))).toEqual(['::error f', '::error f', '::warning']);
    expect(lines[1]).toMatch(
      /^::error file=stdin,line=5,col=5,title=clv ltvCac >= 3::be: found 2\.65, limit 3\.00, 0\.35 under \(11\.58%25\); /,
    );
    expect(lines[2]).toMatch(/%0Abecause: 50%25, or: "so"\\nand <more> & more$/);
  });

  it('github shows nine and says how many more there are', async () => {
    const many = `version: 1\ninputs: { avg: 50 }\nchecks:\n${Array.from({ length: 12 }, (_, at) => `  - avg >= ${60 + at}\n`).join('')}`;
    const lines = (
      await clvInProcess(['check', '-', '--reporter', 'github'], { stdin: many })
    ).stdout
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(10);
    // The farthest from its limit first.
    expect(lines[0]).toContain('avg >= 71');
    expect(lines[9]).toBe('::notice file=stdin,title=clv::3 more did not pass; see the log');
  });

  it('junit is well-formed, and counts what it holds', async () => {
    const { stdout } = await reported('junit');
    const open: string[] = [];
    const counts = { testcase: 0, failure: 0, skipped: 0 };
    for (const [tag, name = ''] of stdout.matchAll(/<\/?(\w+)(?:\s+\w+="[^"<]*")*\s*\/?>/g)) {
      if (tag.startsWith('</')) expect(open.pop()).toBe(name);
      else {
        if (name in counts) counts[name as keyof typeof counts]++;
        if (!tag.endsWith('/>')) open.push(name);
      }
    }
    expect(open).toEqual([]);
    expect(counts).toEqual({ testcase: 8, failure: 3, skipped: 2 });
    expect(stdout).toContain(
      '<testsuites name="clv check" tests="8" failures="3" errors="0" time="0">',
    );
    expect(stdout).toContain('classname="clv.base.n&lt;l&gt;"');
    // Nothing outside tags but texts without < and &.
    expect(stdout.replace(/<[^<>]*>/g, '').replace(/&(lt|gt|amp|quot);/g, '')).not.toMatch(/[<>&]/);
  });

  it('junit has the elements, attributes and order of the common dialect', async () => {
    const { stdout } = await reported('junit');
    const [root, ...others] = elementsOf(stdout);
    expect(others).toEqual([]);
    expect(root?.name).toBe('testsuites');
    expect(root && faultsOf(root)).toEqual([]);
  });

  it.each([
    ['<testsuites><testcase name="a"/></testsuites>', 'testcase in testsuites'],
    ['<testsuite tests="1"/>', 'testsuite without name'],
    ['<testsuite name="a" tests="one"/>', 'tests="one" of testsuite'],
    ['<testcase name="a" result="b"/>', 'result="b" of testcase'],
    ['<testcase name="a"><system-out/><failure/></testcase>', 'failure after system-out'],
  ])('the check of the schema finds the fault of %s', (text, fault) => {
    expect(elementsOf(text).flatMap(faultsOf)).toContain(fault);
  });

  it('markdown has a headline, the failures and all checks, with nothing that starts a tag', async () => {
    const { stdout } = await reported('markdown');
    expect(stdout).toMatch(
      /^<!-- clv:check -->\n\*\*The assumptions do not hold\*\*: 4 checks: 0 passed/,
    );
    expect(stdout).toContain('| ✗ ltvCac >= 3 | be: found 2.65,');
    expect(stdout).toContain(String.raw`50%, or: "so"\\nand &lt;more> & more`);
  });

  it('json has the keys that a program may count on', async () => {
    const report = JSON.parse((await reported('json')).stdout) as { results: object[] };
    expect(Object.keys(report)).toEqual([
      'file',
      'seed',
      'draws',
      'results',
      'summary',
      'exitCode',
    ]);
    expect(report.results[3]).toEqual({
      id: null,
      check: 'clvPresent > 2',
      level: 'error',
      status: 'failed',
      targets: ['n<l>', 'be'].map((segment) => ({
        scenario: 'base',
        segment,
        found: null,
        limit: 2,
        delta: null,
        reason: 'it needs discount',
      })),
      because: null,
      line: 8,
      column: 14,
    });
  });

  it('writes several, each where it should', async () => {
    const { stdout } = await clvInProcess(
      [
        'check',
        '-',
        '--reporter',
        'github',
        '--reporter',
        'junit=out.xml',
        '--reporter',
        'json=out.json',
      ],
      { stdin, cwd: folder },
    );
    expect(stdout).toBe((await reported('github')).stdout);
    expect(readFileSync(join(folder, 'out.xml'), 'utf8')).toBe((await reported('junit')).stdout);
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe((await reported('json')).stdout);
  });

  it.each(['tap', 'junit=', ''])('is refused when it is %j', async (reporter) => {
    const { stdout, stderr, code } = await reported(reporter);
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toMatch(/^--reporter /);
  });
});

interface Element {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: Element[];
}

/** The elements of well-formed XML, without its texts. */
function elementsOf(text: string): Element[] {
  const top: Element = { name: '', attributes: [], children: [] };
  const open = [top];
  for (const [tag, name = '', attributes = ''] of text.matchAll(
    /<\/?([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*\/?>/g,
  )) {
    if (tag.startsWith('</')) {
      open.pop();
      continue;
    }
    const pairs = [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)];
    const element: Element = {
      name,
      attributes: pairs.map(([, key = '', value = '']) => [key, value]),
      children: [],
    };
    open.at(-1)?.children.push(element);
    if (!tag.endsWith('/>')) open.push(element);
  }
  return top.children;
}

const any = /^/;
const count = /^\d+$/;
const seconds = /^\d+(\.\d+)?$/;
const counts = { tests: count, failures: count, errors: count, time: seconds };
const problem = { required: [], attributes: { message: any, type: any }, children: [] };
const output = { required: [], attributes: {}, children: [] };

/**
 * What the elements that clv writes must and may hold: the required attributes and the elements of
 * junit-10.xsd of the Jenkins xunit plugin, and the stricter order of older schemas.
 *
 * @see https://github.com/jenkinsci/xunit-plugin
 */
const schema: Readonly<
  Record<
    string,
    {
      readonly required: readonly string[];
      readonly attributes: Readonly<Record<string, RegExp>>;
      readonly children: readonly string[];
    }
  >
> = {
  testsuites: { required: [], attributes: { name: any, ...counts }, children: ['testsuite'] },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    attributes: { name: any, skipped: count, ...counts },
    children: ['testcase', 'system-out'],
  },
  testcase: {
    required: ['name'],
    attributes: { name: any, classname: any, time: seconds },
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: problem,
  error: problem,
  skipped: { ...problem, attributes: { message: any } },
  'system-out': output,
  'system-err': output,
};

/** Where an element, or one inside it, is not as the schema says. */
function faultsOf({ name, attributes, children }: Element): string[] {
  const rule = schema[name];
  if (rule === undefined) return [`${name} is no element`];
  const has = new Set(attributes.map(([key]) => key));
  const places = children.map((child) => rule.children.indexOf(child.name));
  return [
    ...rule.required.filter((key) => !has.has(key)).map((key) => `${name} without ${key}`),
    ...(has.size < attributes.length ? [`an attribute of ${name} twice`] : []),
    ...attributes
      .filter(([key, value]) => !rule.attributes[key]?.test(value))
      .map(([key, value]) => `${key}="${value}" of ${name}`),
    ...children.flatMap((child, at) => {
      const before = children[at - 1];
      if (places[at] === -1) return [`${child.name} in ${name}`];
      return before && (places[at - 1] ?? 0) > (places[at] ?? 0)
        ? [`${child.name} after ${before.name}`]
        : [];
    }),
    ...children.flatMap(faultsOf),
  ];
}

/** A file of one check, with a cost of winning a customer. */
function costing(cac: number, check: string): string {
  return `version: 1\ninputs: { avg: 50, freq: 4, years: 3, margin: 40%, cac: ${cac} }\nchecks: ['${check}']\n`;
}

/** A file of one check of 3 purchases of 0.1. */
function buying(check: string): string {
  return `version: 1\ninputs: { avg: 0.1, freq: 3 }\nchecks: ['${check}']\n`;
}

describe('scopes', () => {
  const file = `version: 1
inputs: { avg: 50, freq: 4, years: 3, margin: 40%, cac: 60 }
segments: { nl: { customers: 900 }, be: { customers: 300 } }
scenarios: { bad: { years: 1 }, worse: { margin: =-10% } }
checks: [paybackMonths <= 12, 'equity >= 1', 'ltvCac{scenario=*,segment=be} > 1']
`;
  const targets = async (...args: string[]) =>
    (
      JSON.parse(
        (await clvInProcess(['check', '-', '--json', '-q', ...args], { stdin: file })).stdout,
      ) as {
        results: { targets: { scenario: string; segment: string | null }[] }[];
      }
    ).results.map((result) =>
      result.targets.map(({ scenario, segment }) => `${scenario} ${segment}`),
    );

  it('are the scenario base, every segment, and the total of what adds up', async () => {
    expect(await targets()).toEqual([
      ['base nl', 'base be'],
      ['base null'],
      ['base be', 'bad be', 'worse be'],
    ]);
  });

  it('move with --scenario and --segment where a check names none', async () => {
    expect(await targets('--scenario', 'bad', '--segment', 'nl')).toEqual([
      ['bad nl'],
      ['bad nl'],
      ['base be', 'bad be', 'worse be'],
    ]);
  });

  it('a metric without a value fails with the reason, at the limit as beyond it', async () => {
    const broke = await clvInProcess(['check', '-'], {
      stdin: costing(0, 'ltvCac < 99'),
    });
    expect(broke.code).toBe(1);
    expect(broke.stdout).toContain('ltvCac has no value, the CAC is 0; the limit is 99.00');
    const late = await clvInProcess(['check', '-'], {
      stdin: costing(999, 'paybackMonths >= 0'),
    });
    expect(late.code).toBe(1);
    expect(late.stdout).toContain('longer than the customer lifespan');
  });

  it('a decimal limit is met by the figure that a person computes', async () => {
    // 3 × .1 in doubles is above .3.
    expect(
      (await clvInProcess(['check', '-'], { stdin: buying('customerValue <= 0.3') })).code,
    ).toBe(0);
    expect(
      (await clvInProcess(['check', '-'], { stdin: buying('customerValue < 0.3') })).code,
    ).toBe(1);
  });

  it('ages are counted to the day that is given, in leap years too, and only warn', async () => {
    const aged = `version: 1\ninputs: { avg: { value: 50, reviewed: 2024-02-28 } }\nchecks: [age(avg) <= 1 days]\n`;
    expect(
      (await clvInProcess(['check', '-', '--now', '2024-02-29'], { stdin: aged })).stdout,
    ).toContain('1 days');
    const later = await clvInProcess(['check', '-', '--now', '2025-03-01'], { stdin: aged });
    // 366 days to 28 February 2025, and one more.
    expect(later.stdout).toContain('found 367 days, limit 1 day, 366 days over');
    expect(later.code).toBe(0);
  });
});

it('no file is written where a file is refused', async () => {
  await clvInProcess(['check', '-', '--reporter', 'junit=gone.xml'], {
    stdin: 'version: 2\n',
    cwd: folder,
  });
  expect(existsSync(join(folder, 'gone.xml'))).toBe(false);
});
