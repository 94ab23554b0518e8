import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readAssumptions } from '../../src/input/assumptions.ts';

const read = (text: string) => readAssumptions(`version: 1\n${text}`, 'clv.yaml', 0.9);
function problemsOf(text: string): readonly string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}
/** Seconds that a file takes, and what is said of it. */
const timed = (text: string) => {
  const start = performance.now();
  const problems = problemsOf(text);
  return { problems, seconds: (performance.now() - start) / 1000 };
};

describe('a total over segments', () => {
  const segments = 'segments: { nl: { customers: 900 }, be: { customers: 300 } }\n';

  it.each(['1000', '{ value: 1000 }', '800..1000', '+100'])(
    'is refused in a scenario, where it would count in each: %s',
    (written) => {
      const text = `inputs: { avg: 50 }\n${segments}scenarios: { big: { customers: ${written} } }\n`;
      const got = written.replace(/^\{ value: (.*) \}$/, '$1');
      expect(problemsOf(text)).toEqual([
        `clv.yaml:4:21: scenarios.big.customers must not count once in each of 2 segments, got ${got}; change it by a percentage such as +8%`,
      ]);
    },
  );

  it('may change by a percentage, and stand in a file of one segment', () => {
    const scenario = 'scenarios: { big: { customers: +10% } }\n';
    const { cases } = read(`inputs: { avg: 50 }\n${segments}${scenario}`);
    expect(cases.map(({ inputs }) => inputs.customers)).toEqual([900, 300, 990, 330]);
    const one = 'segments: { nl: { customers: 9 } }\nscenarios: { big: { customers: 10 } }\n';
    expect(problemsOf(`inputs: { avg: 50 }\n${one}`)).toEqual([]);
  });

  it('is compared with the point of a range', () => {
    const ranged = 'segments: { nl: { customers: 800..1000 }, be: { customers: 1_300 } }\n';
    expect(problemsOf(`inputs: { customers: 2200 }\n${ranged}`)).toEqual([]);
    expect(problemsOf(`inputs: { customers: 2000 }\n${ranged}`)).toEqual([
      expect.stringMatching(/got 2000 where they have 2200; /),
    ]);
  });
});

describe('an override', () => {
  const avg = 'avg: { value: 50, range: 45..55, reviewed: 2026-07-01, measured: m.json#avg }';
  const override = (written: string) => {
    const { cases, notes } = read(`inputs: { ${avg} }\nsegments: { be: { avg: ${written} } }\n`);
    return { ...cases[0]?.provenance.avg, notes: notes.slice(1) };
  };

  it('by a number of its own has none of the provenance of the other', () => {
    expect(override('900')).toEqual({
      range: '45..55',
      notes: [
        {
          en: 'be: the range of avg is scaled by 18, to 900',
          nl: 'be: het bereik van avg is geschaald met factor 18; de waarde is nu 900',
        },
      ],
    });
    expect(override('{ value: 58, owner: growth }')).toMatchObject({ owner: 'growth' });
    expect(override('{ value: 58, owner: growth }')).not.toHaveProperty('reviewed');
    expect(override('800..1000')).toEqual({ range: '800..1000', notes: [expect.any(Object)] });
  });

  it('by a change keeps it, as does one without a number', () => {
    const kept = { reviewed: '2026-07-01', measured: 'm.json#avg' };
    expect(override('+8%')).toMatchObject(kept);
    expect(override('+5')).toMatchObject(kept);
    expect(override('{ owner: growth }')).toMatchObject({ ...kept, owner: 'growth' });
  });

  it('by the same number scales nothing', () => {
    expect(override('50').notes).toEqual([]);
  });
});

describe('a large file', () => {
  it('of many aliases is read in time that grows with it alone', () => {
    const aliases = `${'*a, '.repeat(90_000)}1`;
    const { problems, seconds } = timed(`inputs: { avg: 1 }\nx: [&a 1, ${aliases}]\n`);
    expect(problems).toEqual([expect.stringMatching(/^clv.yaml:3:1: x is not a key/)]);
    expect(seconds).toBeLessThan(10);
  });

  it('of many segments as well', () => {
    const segments = Array.from({ length: 40_000 }, (_, at) => `  s${at}: { avg: 5 }\n`).join('');
    const { problems, seconds } = timed(
      `inputs: { freq: 4, years: 3 }\nsegments:\n${segments}checks: [clv > 1]\n`,
    );
    expect(problems).toEqual([]);
    expect(seconds).toBeLessThan(15);
  });

  it('gives an alias the last anchor of its name above it', () => {
    const text = 'inputs: { avg: &a 1, freq: *a, years: &a 2, margin: 50%, cac: *a }\n';
    expect(read(text).cases[0]?.inputs).toMatchObject({
      freq: 1,
      cac: 2,
    });
  });
});

describe('a message', () => {
  it('says which currencies there are, with its place', () => {
    expect(problemsOf('currency: ZZZ\ninputs: { avg: 50 }\n')).toEqual([
      'clv.yaml:2:11: currency must be a code of ISO 4217 such as EUR, got ZZZ',
    ]);
    expect(problemsOf('currency: euro\ninputs: { avg: 50 }\n')).toEqual([
      'clv.yaml:2:11: currency must be a code of ISO 4217 such as EUR, got euro',
    ]);
  });

  it('knows a selector that YAML took for a mapping', () => {
    expect(
      problemsOf('inputs: { avg: 50 }\nsegments: { be: {} }\nchecks:\n  - avg{segment: be} >= 3\n'),
    ).toEqual([
      'clv.yaml:5:5: a selector must be written with =, got avg{segment: ...; write avg{segment=...',
    ]);
  });

  it('has both readings of a comma before three digits', () => {
    expect(problemsOf('inputs: { avg: 50 }\nchecks: ["avg >= 1,000"]\n')).toEqual([
      expect.stringMatching(/write 1000 if the comma groups thousands, 1\.000 if it is a decimal/),
    ]);
  });
});
