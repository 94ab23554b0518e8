import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { parseCheck } from '../../src/input/grammar/check-line.ts';
import { looksRanged } from '../../src/input/grammar/number.ts';
import { parseRange } from '../../src/input/grammar/range-text.ts';
import { checkedNumber } from '../../src/input/records/record.ts';
import { clvInProcess } from './clv.ts';

/** Numbers that agree with each other: 2,000 / 40 = 50, 40 / 10 = 4, 1 / 20 % = 5. */
const values: Readonly<Record<string, string>> = {
  '--avg': '50',
  '--freq': '4',
  '--years': '5',
  '--churn': '20%',
  '--retention': '80%',
  '--margin': '40%',
  '--unit-cost': '30',
  '--discount': '10%',
  '--cac': '100',
  '--acquisition-cost': '1000',
  '--new-customers': '10',
  '--revenue': '2000',
  '--customers': '10',
  '--orders': '40',
  '--months': '12',
  '--target-ratio': '3',
};

const flagsOf: Readonly<Record<string, readonly string[]>> = {
  average: ['--revenue', '--customers', '--orders', '--months'],
  cac: ['--acquisition-cost', '--new-customers'],
  equity: ['--customers', '--avg', '--freq', '--years', '--churn', '--margin', '--discount'],
  budget: ['--revenue', '--cac', '--avg'],
  calc: Object.keys(values),
};

function argsOf(flags: readonly string[]): string[] {
  return flags.flatMap((flag) => [flag, values[flag] ?? '']);
}

describe('what a message proposes is accepted', () => {
  test.each(Object.entries(flagsOf))('by clv %s, where numbers are missing', async (verb, all) => {
    const pairs = all.flatMap((one, at) => [[one], ...all.slice(at + 1).map((two) => [one, two])]);
    for (const given of pairs) {
      const { stderr, code } = await clvInProcess([verb, ...argsOf(given)]);
      if (code === 0) continue;
      const [, proposed = ''] = / not enough; add (.+)\n$/.exec(stderr) ?? [];
      const added = proposed.split(/, | and /);
      const followed = await clvInProcess([verb, ...argsOf([...given, ...added])]);
      expect({ given, stderr, followed }).toMatchObject({ followed: { code: 0 } });
    }
  });

  const number = fc.oneof(
    fc.integer({ min: -20, max: 150 }).map(String),
    fc.integer({ min: 0, max: 3000 }).map((tenths) => String(tenths / 10)),
    fc.constantFrom('0.9', '1', '1.5', '42', '100', '0', '99.9', '1e1', '4_2', '42.125'),
  );
  const percentage = fc.tuple(number, fc.constantFrom('', '', '%')).map((parts) => parts.join(''));
  const range = fc
    .tuple(percentage, fc.constantFrom('..', ' to ', '±', ' +- '), percentage)
    .map((parts) => parts.join(''));

  test.each(['margin', 'retention', 'churn', 'discount', 'marketingShare'] as const)(
    'by %s, and is of the size that was written',
    (name) => {
      fc.assert(
        fc.property(
          fc.oneof(percentage, range),
          fc.constantFrom('point' as const, 'comma' as const),
          (text, decimal) => {
            const read = (value: string) =>
              looksRanged(value)
                ? parseRange(value, { subject: name, name, decimal })
                : checkedNumber(name, value, decimal, name);
            for (const hint of hintsOf(() => read(text))) {
              expect(() => read(hint)).not.toThrow();
              // The same figures: a percent sign may be added, or to a lone one a point.
              if (text.includes('%') || looksRanged(text)) {
                expect(figuresOf(hint)).toEqual(figuresOf(text));
              }
            }
          },
        ),
        { seed: 1, numRuns: 1000 },
      );
    },
  );

  test.each(['margin', 'retention', 'repeatRate'])('by a check of %s', (metric) => {
    fc.assert(
      fc.property(percentage, (limit) => {
        for (const hint of hintsOf(() => parseCheck(`${metric} >= ${limit}`))) {
          expect(() => parseCheck(`${metric} >= ${hint}`)).not.toThrow();
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

function figuresOf(text: string): string[] {
  return (text.match(/[\d.,_e]+(?<!\.)/g) ?? [])
    .flatMap((part) => part.split('..'))
    .filter((part) => part !== '')
    .toSorted();
}

/** What a message says to write; of a text with two readings it names both, and proposes neither. */
function hintsOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    if (error.message.includes('must be unambiguous')) return [];
    const [, hints = ''] = /; write ([^;]+)$/.exec(error.message) ?? [];
    return hints.split(' or ').filter((hint) => hint !== '');
  }
}

test.each([
  [['calc', '--avg', '50', '--margin', '150%'], '--margin must be at most 1, got 150%'],
  [['calc', '--avg', '50', '--margin', '0.9±0.2'], '--margin must be at most 1, got 0.9±0.2'],
  [['calc', '--retention', '100'], '--retention must be below 1, got 100'],
  [['calc', '--margin', '42'], '--margin must be at most 1, got 42; write 42% or 0.42'],
  [['calc', '--margin', '40..60'], '--margin must be at most 1, got 40..60; write 40%..60%'],
  [
    ['calc', '--avg', '--freq', '4'],
    '--avg needs a value, got the flag --freq; write the value behind --avg',
  ],
  [['calc', '--json', '5'], 'unexpected argument 5; see clv calc --help'],
  [['check', 'a', 'b', 'c'], 'unexpected arguments b, c; see clv check --help'],
  [['average', '--revenue', '100'], '--revenue alone is not enough; add --customers'],
  [['explain', 'timin'], 'explain must name a metric or an input, got timin; did you mean timing?'],
])('clv %j says %j', async (args, message) => {
  expect(await clvInProcess(args)).toEqual({ stdout: '', stderr: `${message}\n`, code: 2 });
});

test('a negative number is a value and no flag', async () => {
  const { code } = await clvInProcess(['average', '--revenue', '-300', '--customers', '10']);
  expect(code).toBe(0);
});

test('what cannot be given to a verb is not asked for', async () => {
  const { stderr } = await clvInProcess(['cac'], { stdin: '{"avg":1,"freq":2,"cac":5}' });
  expect(stderr).toBe(
    'avg, freq and cac alone are not enough; add acquisitionCost and newCustomers\n',
  );
});

describe('a name that every object has', () => {
  const names = ['toString', 'constructor', '__proto__', 'hasOwnProperty', 'valueOf'];

  test.each(names)('%s is nothing that clv explains', async (name) => {
    for (const format of ['table', 'json', 'csv', 'markdown']) {
      const { stdout, stderr, code } = await clvInProcess(['explain', name, '--format', format]);
      expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
      expect(stderr).toContain(`got ${name}; see clv explain for the list`);
    }
  });

  test.each(names)('%s is no ending of a file of records', async (name) => {
    const { stderr } = await clvInProcess(['calc', '--input', `no-such-file.${name}`]);
    expect(stderr).toContain('no-such-file');
  });

  test.each(names.filter((name) => name !== '__proto__'))(
    '%s may name a segment and a scenario',
    async (name) => {
      const stdin = JSON.stringify({
        version: 1,
        inputs: { avg: 50, freq: 4 },
        segments: { [name]: { avg: 60 } },
        scenarios: { [name]: { freq: 5 } },
        checks: [`customerValue{segment=${name},scenario=${name}} in 300..300`],
      });
      const { stdout, code } = await clvInProcess(['check', '-'], { stdin });
      expect(stdout).toContain(`${name} ${name} 300`);
      expect(code).toBe(0);
    },
  );
});

test.each(['ıSK', 'ſEK', 'EUR ', 'eu'])('%s is no currency', async (code) => {
  const { stderr } = await clvInProcess(['calc', '--avg', '50', '--currency', code]);
  expect(stderr).toContain('--currency must be a code of ISO 4217 such as EUR');
});

describe('a number of 8 MB is refused, whatever it comes in', () => {
  const long = `${'1_'.repeat(4_000_000)}1`;

  test.each([
    ['JSON', `{"avg":"${long}"}`, []],
    ['a range', `{"avg":"1..${long}"}`, []],
    ['a percentage', `{"margin":"${long}%"}`, []],
    ['CSV', `avg,freq\n${long},4\n`, []],
    ['thousands', `{"avg":"1${'.111'.repeat(2_000_000)}"}`, ['--locale', 'nl']],
  ])('%s', async (_, stdin, more) => {
    const { stderr, code } = await clvInProcess(['calc', ...more], { stdin });
    expect(stderr).toMatch(/must be a number such as .*\.\.\.\n$/);
    expect(stderr.length).toBeLessThan(400);
    expect(code).toBe(2);
  });

  test('and under an unknown key it is a label that is carried through', async () => {
    const { code } = await clvInProcess(['calc', '--json'], {
      stdin: `avg,freq,x\n50,4,${long}\n`,
    });
    expect(code).toBe(0);
  });

  test('and in a file of assumptions', async () => {
    const written = long.slice(0, 999_999);
    for (const inputs of [`avg: ${written}`, `avg: "+${written}%"`]) {
      const stdin = `version: 1\ninputs: {avg: 5}\nscenarios: {a: {${inputs}}}\nchecks: [avg > 1]\n`;
      const { stderr, code } = await clvInProcess(['check', '-'], { stdin });
      expect(stderr).toContain('must be a number such as');
      expect(code).toBe(2);
    }
  });
});
