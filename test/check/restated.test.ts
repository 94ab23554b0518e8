import { describe, expect, it } from 'vitest';
import { clvInProcess } from '../cli/clv.ts';

async function found(inputs: string, check: string) {
  const stdin = `version: 1\ninputs: { ${inputs} }\nchecks: ["${check}"]\n`;
  const { stdout, stderr, code } = await clvInProcess(['check', '-', '--json'], { stdin });
  const { results } = JSON.parse(stdout || '{"results":[]}') as {
    results: { targets: { found: number | null; reason?: string }[] }[];
  };
  return { code, stderr, target: results[0]?.targets[0] };
}

describe('a check of what other inputs state in their own words', () => {
  it.each([
    // 1 - 80 %, 1 - 20 %, 1 / 20 % years, 50 x (1 - 42 %), 1 - 29 / 50.
    ['retention: 80%', 'churn <= 30%', 0.2],
    ['churn: 20%', 'retention >= 70%', 0.8],
    ['churn: 20%', 'years in 4..6', 5],
    ['retention: 80%', 'years in 4..6', 5],
    ['avg: 50, margin: 42%', 'unitCost <= 30', 29],
    ['avg: 50, unitCost: 29', 'margin >= 40%', 0.42],
    ['revenue: 500, orders: 10, unitCost: 29', 'margin >= 40%', 0.42],
  ])('of %s computes %s', async (inputs, check, value) => {
    const { code, target } = await found(inputs, check);
    expect(code).toBe(0);
    expect(target?.found).toBeCloseTo(value, 12);
  });

  it('fails where it does not hold', async () => {
    expect((await found('retention: 60%', 'churn <= 30%')).code).toBe(1);
  });

  it('draws it where its source has a range', async () => {
    // The 90th percentile of a churn of 1 less 70 %..90 % is 28 %.
    const { code, target } = await found('retention: 70%..90%', 'p90(churn) <= 30%');
    expect(code).toBe(0);
    expect(target?.found).toBeCloseTo(0.28, 3);
    // 1 - cost / 50 from 38 % to 46 %, of which 38.8 % is the 10th percentile.
    const margin = await found('avg: 50, unitCost: 27..31', 'p10(margin) >= 35%');
    expect(margin.target?.found).toBeCloseTo(0.388, 3);
  });

  it('has no value where the price is 0, and does not turn a lifespan into a churn', async () => {
    expect((await found('avg: 0, unitCost: 29', 'margin >= 40%')).target).toMatchObject({
      found: null,
      reason: 'the average purchase value is 0',
    });
    expect((await found('years: 3', 'churn <= 30%')).target).toMatchObject({
      found: null,
      reason: 'it is not given',
    });
  });

  it('leaves what is given as it is given', async () => {
    expect((await found('avg: 0, margin: 40%, unitCost: 0', 'margin >= 40%')).target?.found).toBe(
      0.4,
    );
    expect((await found('churn: 20%, retention: 80%', 'churn <= 20%')).target?.found).toBe(0.2);
  });
});
