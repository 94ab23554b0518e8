import { describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

interface Report {
  readonly results: readonly { readonly targets: readonly { readonly found: number }[] }[];
}

async function p10Of(inputs: string, segments: readonly string[], aggregate = 'p10') {
  const stdin = `version: 1\ninputs: ${inputs}\nsegments:\n${segments
    .map((entries, at) => `  s${at}: ${entries}\n`)
    .join('')}checks: ["${aggregate}(equity) >= 1"]\n`;
  const { stdout, stderr } = await clvInProcess(['check', '-', '--json'], { stdin });
  const { results } = JSON.parse(stdout) as Report;
  return { found: results[0]?.targets[0]?.found ?? NaN, stderr };
}

const yearly = 'freq: 1, years: 1';

describe('a range that each segment writes itself', () => {
  it('is an uncertainty of its own', async () => {
    const own = '{ customers: 100, avg: 40..60 }';
    const { found, stderr } = await p10Of(`{ ${yearly} }`, [own, own]);
    // The sum of two uniforms on 4,000 to 6,000 has the density of a triangle on 8,000 to 12,000:
    // a tenth lies below 8,000 + 4,000 sqrt(0.1 / 2). In lockstep it would be 8,400.
    expect(found).toBeCloseTo(8_000 + 4_000 * Math.sqrt(0.05), -2);
    expect(stderr).toContain('ranges of one segment, drawn independently: s0.avg, s1.avg\n');
    expect(stderr).not.toContain('share');
  });

  it('gives the percentiles that numpy finds, with a range shared beside it', async () => {
    const inputs = '{ avg: { value: 50, range: 45..60 }, freq: 2, years: 1.5, margin: 40% }';
    const segments = [
      '{ customers: { value: 900, range: 600..1000 } }',
      '{ customers: { value: 300, range: 200..500 } }',
      '{ customers: 50..150 }',
    ];
    // numpy 2.x, default_rng(11), four million draws of avg × 1.2 × (three customers), np.percentile:
    // 67,908 and 89,370; in lockstep 62,699 and 94,174. Their deviation is 8,300: the error of a
    // percentile of 10,000 draws is 8,300 × sqrt(.09 / 10,000) / .1755 = 142, times three.
    const [low, high] = await Promise.all([
      p10Of(inputs, segments),
      p10Of(inputs, segments, 'p90'),
    ]);
    expect(Math.abs(low.found - 67_908)).toBeLessThan(426);
    expect(Math.abs(high.found - 89_370)).toBeLessThan(426);
    expect(low.stderr).toContain('ranges that the segments share, drawn once for all: avg\n');
    expect(low.stderr).toContain('drawn independently: s0.customers, s1.customers, s2.customers\n');
  });
});

describe('a range that segments inherit', () => {
  it.each([
    ['as it is', '{ customers: 100 }'],
    ['scaled by an override', '{ customers: 50, avg: 100 }'],
  ])('is one uncertainty: %s', async (_, second) => {
    const inputs = `{ avg: { value: 50, range: 40..60 }, ${yearly} }`;
    const { found } = await p10Of(inputs, ['{ customers: 100 }', second]);
    // A tenth of a triangle on 40 to 60 around 50 lies below 40 + sqrt(0.1 × 20 × 10): twice 100 of it.
    expect(found).toBeCloseTo(200 * (40 + Math.sqrt(20)), -1);
  });

  it('is one of a scenario as well', async () => {
    const own = '{ customers: 100, avg: 40..60 }';
    const stdin = `version: 1
inputs: { ${yearly} }
segments: { a: ${own}, b: ${own} }
scenarios: { up: { avg: 40..60 }, more: { avg: x1 } }
checks: ["p10(equity){scenario=up} > 1", "p10(equity){scenario=more} > 1"]
`;
    const { stdout } = await clvInProcess(['check', '-', '--json'], { stdin });
    const [up, more] = (JSON.parse(stdout) as Report).results.map(
      ({ targets }) => targets[0]?.found,
    );
    // Written once in the scenario: in lockstep. Changed by it: each still its own.
    expect(up).toBeCloseTo(8_400, -1);
    expect(more).toBeCloseTo(8_000 + 4_000 * Math.sqrt(0.05), -2);
  });
});
