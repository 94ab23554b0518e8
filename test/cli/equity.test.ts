import { describe, expect, it } from 'vitest';
import { clvInProcess } from './clv.ts';

const flow = '--customers 1000 --avg 50 --freq 4 --retention 80% --discount 10%';
const run = (args: string, stdin = '') => clvInProcess(`equity ${args}`.split(' '), { stdin });

describe('clv equity', () => {
  // By hand: 80,000; 66,000 / 1.1; 59,600 / 1.21. 1,000 x 80 x 0.8 / 0.3 just after a payment.
  it('takes off what customers won cost, and says what the base is worth after a payment', async () => {
    const { stdout } = await run(
      `${flow} --margin 40% --new-per-year 100 --cac 60 --horizon 3 --json`,
    );
    const { byYear, residualEquity } = JSON.parse(stdout) as {
      byYear: Record<string, number>[];
      residualEquity: number;
    };
    expect(byYear.map(({ acquisitionCost }) => acquisitionCost)).toEqual([0, 6_000, 6_000]);
    expect(byYear[2]?.['equity']?.toFixed(2)).toBe('189256.20');
    expect(residualEquity.toFixed(2)).toBe('213333.33');
  });

  it('takes the cac of totals too', async () => {
    const totals = '{"acquisitionCost":600,"newCustomers":10,"newPerYear":100}';
    const { stdout } = await run(`--input - ${flow} --margin 40% --horizon 2`, totals);
    expect(stdout).toMatch(/\n│ +2 │ +900 │ +720 │ +100 │ +72,000\.00 │ +6,000\.00 │/);
    expect(stdout).not.toContain('not used');
  });

  it('refuses to take a cost off revenue', async () => {
    const { stderr, stdout, code } = await run(`${flow} --new-per-year 100 --cac 60 --horizon 2`);
    expect(stderr).toMatch(/^an acquisition cost cannot be taken off revenue; add --margin/);
    expect([stdout, code]).toEqual(['', 2]);
  });

  it('without a horizon has no use for customers won or their cost', async () => {
    const { stdout } = await run(`${flow} --margin 40% --new-per-year 100 --cac 60`);
    expect(stdout).toContain('Given but not used: cac, newPerYear.');
  });

  it('says where the cost of customers won is not known', async () => {
    const args = `${flow} --margin 40% --new-per-year 100 --horizon 2`;
    expect((await run(args)).stdout).toContain('No cac is given:');
    expect((await run(`${args} --lang nl`)).stdout).toContain('Er is geen cac gegeven:');
    const segment = { customers: 10, avg: 50, freq: 4, margin: 0.4, churn: 0.2, newPerYear: 1 };
    const stdin = JSON.stringify([segment, { ...segment, cac: 60 }]);
    expect((await run('--horizon 2', stdin)).stdout).toContain(
      '\nNo cac is given for 1 of 2 segments: what it costs to win customers is not taken off.\n',
    );
    expect((await run('--horizon 2 --lang nl', stdin)).stdout).toContain(
      '\nVoor 1 van 2 segmenten is geen cac gegeven: wat ',
    );
  });

  it('adds no segment without a value as if it were nothing', async () => {
    const segment = { customers: 2, orders: 4, years: 3 };
    const stdin = JSON.stringify([
      { ...segment, revenue: -300 },
      { ...segment, revenue: 300 },
    ]);
    const rows = JSON.parse((await run('--json', stdin)).stdout) as Record<string, unknown>[];
    const missing = { equityShare: null, equityTotal: null };
    // By hand: 300 a year for 3 years, from 2 customers.
    expect(rows).toMatchObject([
      { equity: null, ...missing },
      { equity: 900, ...missing },
    ]);
    expect((await run('--format markdown', stdin)).stdout).toMatch(
      /\| total \|.*\| n\/a \| n\/a \|/,
    );
    const { stderr, code } = await run(
      '--horizon 2 --retention 50%',
      '{"customers":2,"revenue":-300,"orders":4}',
    );
    expect(stderr).toBe('there is no equity over 2 years: the revenue is below 0\n');
    expect(code).toBe(2);
  });
});
