import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readAssumptions } from '../../src/input/yaml/assumptions-file.ts';
import { noteText } from '../../src/output/assumptions/note-wording.ts';

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
describe('a total over segments', () => {
  const segments = 'segments: { nl: { customers: 900 }, be: { customers: 300 } }\n';

  it.each(['1000', '{ value: 1000 }', '800..1000', '+100'])(
    'is refused in a scenario, where it would count in each: %s',
    (written) => {
      const text = `inputs: { avg: 50 }\n${segments}scenarios: { big: { customers: ${written} } }\n`;
      const got = written.replace(/^\{ value: (.*) \}$/, '$1');
      expect(problemsOf(text)).toEqual([
        `clv.yaml:4:21: scenarios.big.customers must not count once in each of 2 segments, got ${got}; change it in proportion, as +8% or x1.08 does`,
      ]);
    },
  );

  it.each(['+10%', 'x1.1'])(
    'may change in proportion by %s, and stand in a file of one segment',
    (written) => {
      const scenario = `scenarios: { big: { customers: ${written} } }\n`;
      const { cases } = read(`inputs: { avg: 50 }\n${segments}${scenario}`);
      expect(cases.map(({ inputs }) => inputs.customers)).toEqual([900, 300, 990, 330]);
      const one = 'segments: { nl: { customers: 9 } }\nscenarios: { big: { customers: 10 } }\n';
      expect(problemsOf(`inputs: { avg: 50 }\n${one}`)).toEqual([]);
    },
  );

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
          scenario: null,
          segment: 'be',
          kind: 'override',
          name: 'avg',
          written: '900',
          from: 50,
          to: 900,
          factor: 18,
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

/** A file in which a segment, or a scenario, overrides a share. */
function margin(written: string, isScenario = false): string {
  const where = isScenario ? 'scenarios' : 'segments';
  return `inputs: { avg: 50, freq: 4, churn: 20%, margin: 40%, cac: 60 }\n${where}: { up: { ${written} } }\n`;
}

describe('an override of a share', () => {
  it.each([
    ['+2%', '+2pp for percentage points, or x1.02 for 2% more than it is'],
    [
      '-10%',
      '-10pp for percentage points, or x0.9 for 10% less than it is, or =-10% for the value itself',
    ],
    [
      '-0.1',
      '-10pp for percentage points, or x0.9 for 10% less than it is, or =-10% for the value itself',
    ],
    ['+2', '+2pp for percentage points, or x1.02 for 2% more than it is'],
    ['-100%', '-100pp for percentage points, or =-100% for the value itself'],
  ])('written %s has several readings and is refused', (written, readings) => {
    for (const scenario of [false, true]) {
      expect(problemsOf(margin(`margin: ${written}`, scenario))).toEqual([
        expect.stringMatching(/^clv\.yaml:3:\d+: /) as string,
      ]);
      expect(problemsOf(margin(`margin: ${written}`, scenario))[0]).toContain(
        `: margin: ${written} can be read in more than one way; write ${readings}`,
      );
    }
  });

  it('that cannot be negative is not offered the value itself', () => {
    expect(problemsOf(margin('churn: -10%'))[0]).toMatch(
      /write -10pp for percentage points, or x0\.9 for 10% less than it is$/,
    );
  });

  it.each([
    // 40 % and 2 points; 40 % less a tenth of it; less ten points; the value itself.
    ['+2pp', 0.42, '40% becomes 42%'],
    ['+2 pp', 0.42, '40% becomes 42%'],
    ['x0.9', 0.36, '40% becomes 36%'],
    ['-10pp', 0.3, '40% becomes 30%'],
    ['=-10%', -0.1, '40% becomes -10%'],
    ['35%', 0.35, '40% becomes 35%'],
  ])('written %s is %d, and says so', (written, value, reading) => {
    for (const scenario of [false, true]) {
      const { cases, notes } = read(margin(`margin: ${written}`, scenario));
      expect(cases.at(-1)?.inputs.margin).toBe(value);
      expect(notes.map((note) => noteText(note).en)).toEqual([`up: margin ${written}: ${reading}`]);
      expect(notes.map((note) => noteText(note).nl)[0]).toBe(
        `up: margin ${written}: ${reading.replace('becomes', 'wordt')}`,
      );
    }
  });
});

describe('an override of an amount', () => {
  it.each([
    ['+8%', 54],
    ['x1.08', 54],
    ['-6%', 47],
    ['+5', 55],
    ['-5', 45],
    ['58', 58],
    ['=58', 58],
  ])('written %s is %d, and says so', (written, value) => {
    const { cases, notes } = read(`inputs: { avg: 50 }\nsegments: { be: { avg: ${written} } }\n`);
    expect(cases[0]?.inputs.avg).toBe(value);
    expect(notes.map((note) => noteText(note).en)).toEqual([
      `be: avg ${written}: 50 becomes ${value}`,
    ]);
  });

  it.each(['+2pp', 'x', 'x-1', 'x1.08%', '-60', 'x1e400'])('written %s is refused', (written) => {
    expect(problemsOf(`inputs: { avg: 50 }\nsegments: { be: { avg: ${written} } }\n`)).toHaveLength(
      1,
    );
  });

  it('beside a range of its own says both', () => {
    const { notes } = read(
      'inputs: { avg: 50 }\nsegments: { be: { avg: { value: +8%, range: 50..60 } } }\n',
    );
    expect(notes.map((note) => noteText(note).en)).toEqual([
      'be: avg +8%: 50 becomes 54',
      'be: avg 50..60: hard limits, triangular, mode 54',
    ]);
  });
});

// What grows with the square of the file does not end before vitest's limit.
describe('a large file', () => {
  it('of many aliases is read in time that grows with it alone', () => {
    const aliases = `${'*a, '.repeat(90_000)}1`;
    const problems = problemsOf(`inputs: { avg: 1 }\nx: [&a 1, ${aliases}]\n`);
    expect(problems).toEqual([expect.stringMatching(/^clv.yaml:3:1: x is not a key/)]);
  });

  it('of many segments as well', () => {
    const segments = Array.from({ length: 40_000 }, (_, at) => `  s${at}: { avg: 5 }\n`).join('');
    const problems = problemsOf(
      `inputs: { freq: 4, years: 3 }\nsegments:\n${segments}checks: [clv > 1]\n`,
    );
    expect(problems).toEqual([]);
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
