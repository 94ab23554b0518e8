import { describe, expect, it } from 'vitest';
import { clvInProcess } from './clv.ts';

const json = async (args: string, stdin?: string): Promise<unknown> =>
  JSON.parse(
    (await clvInProcess([...args.split(' '), '--json'], stdin === undefined ? {} : { stdin }))
      .stdout,
  );

describe('clv calc', () => {
  it('prints the definition of the mission: 50 × 4 × 3 = 600, on revenue', async () => {
    const { stdout, code } = await clvInProcess('calc --avg 50 --freq 4 --years 3'.split(' '));
    expect(stdout).toMatch(/Customer value +│ 200\.00 │ per year, revenue basis/);
    expect(stdout).toMatch(/Customer lifetime value \(CLV\) +│ 600\.00 │ revenue basis/);
    expect(code).toBe(0);
  });

  it('prints one line of JSON with inputs first', async () => {
    expect((await clvInProcess('calc --avg 50 --freq 4 --years 3 --json'.split(' '))).stdout).toBe(
      '{"avg":50,"freq":4,"years":3,"customerValue":200,"clv":600}\n',
    );
  });

  it('weighs the value against the cost of acquiring a customer', async () => {
    // 600 × 40 % = 240; 240 - 60; 240 / 60; 60 / (80 / 12).
    expect(await json('calc --avg 50 --freq 4 --years 3 --margin 40% --cac 60')).toMatchObject({
      clvMargin: 240,
      netClv: 180,
      ltvCac: 4,
      paybackMonths: 9,
    });
    expect(
      await json('calc --avg 50 --freq 4 --years 3 --margin 40% --target-ratio 3'),
    ).toMatchObject({
      maxCac: 80,
    });
  });

  it('reads churn and frequency per month', async () => {
    const row = (await json('calc --avg 20 --freq 1 --churn 3% --period month')) as Record<
      string,
      number
    >;
    // 33.33 months of 20.
    expect(row['clv']).toBeCloseTo(666.6667, 4);
    expect(row['years']).toBeCloseTo(33.333333 / 12, 6);
    expect(row['period']).toBe('month');
  });

  it.each([
    ['start', 3.666667],
    ['end', 3.333333],
  ])('takes the present value with cash at the %s of the year', async (timing, multiple) => {
    // Fader & Hardie, note 024: the multiples at r = .8 and d = .1.
    const row = (await json(
      `calc --avg 50 --freq 4 --retention 80% --margin 100% --discount 10% --timing ${timing}`,
    )) as Record<string, number>;
    expect(row['clvPresent']).toBeCloseTo(200 * multiple, 3);
    expect(row['residualValue']).toBeCloseTo(200 * 2.666667, 3);
    expect(row['timing']).toBe(timing);
    expect(row['basis']).toBe('margin');
  });

  it('counts the last, partial year as a part of a payment', async () => {
    // By hand: 200 × (1 + 1 / 1.12 + 0.5 / 1.2544).
    const row = await json('calc --avg 50 --freq 4 --years 2.5 --margin 100% --discount 12%');
    expect((row as Record<string, number>)['clvPresent']?.toFixed(2)).toBe('458.29');
  });

  it('takes its own output, whatever its format, and gives the same bytes', async () => {
    const runs = [
      'calc --avg 50 --freq 4 --churn 20% --margin 40% --cac 0 --discount 10% --timing mid',
      'calc --avg 50 --freq 1 --years 3 --unit-cost 30 --cac 60 --period month',
      'calc --revenue 120000 --customers 800 --orders 1600 --months 6 --marketing-share 8%',
      'calc --avg 20 --freq 1 --retention 97% --period month --discount 10% --customers 30',
      'calc --freq 12 --retention 80%',
      'calc --revenue -300 --orders 4 --customers 2 --years 3 --margin 40% --cac 5',
    ];
    for (const run of runs) {
      for (const format of ['json', 'csv']) {
        const first = await clvInProcess([...run.split(' '), '--format', format]);
        const again = await clvInProcess(['calc', '--format', format], { stdin: first.stdout });
        expect(again.stdout).toBe(first.stdout);
        expect(again.code).toBe(0);
      }
    }
  });

  it('lets a flag override the same key of every record', async () => {
    const stdin = '[{"avg":50,"freq":4,"years":9},{"avg":60,"freq":4,"years":9}]';
    expect(await json('calc --years 3', stdin)).toMatchObject([{ clv: 600 }, { clv: 720 }]);
  });

  it('leaves stdin alone where the flags say enough', async () => {
    expect(await json('calc --avg 50 --freq 4', 'not { json')).toMatchObject({
      customerValue: 200,
    });
  });
});

describe('the formats of input', () => {
  const record = { avg: 50, freq: 4, years: 3 };
  const line = JSON.stringify(record);

  it.each([
    ['a line', `${line}\n`],
    ['a line without its end', line],
    ['a pretty-printed object', JSON.stringify(record, null, 2)],
    ['CRLF and a byte order mark', `\uFEFF${line}\r\n`],
  ])('takes an object from %s and gives an object', async (_, stdin) => {
    expect(await json('calc', stdin)).toMatchObject({ clv: 600 });
  });

  it.each([
    ['an array', `[${line},${line}]`],
    ['NDJSON', `${line}\n${line}\n`],
    ['NDJSON with CRLF, a byte order mark and an empty line', `\uFEFF${line}\r\n\r\n${line}\r\n`],
    ['CSV', 'avg,freq,years\n50,4,3\n50,4,3\n'],
    ['CSV with CRLF and a byte order mark', '\uFEFFavg,freq,years\r\n50,4,3\r\n50,4,3\r\n'],
    ['CSV with semicolons', '"avg";"freq";"years"\n50;4;3\n50;4;3\n'],
    ['CSV with tabs', 'avg\tfreq\tyears\n50\t4\t3\n50\t4\t3'],
  ])('takes records from %s and gives an array', async (_, stdin) => {
    expect(await json('calc', stdin)).toMatchObject([{ clv: 600 }, { clv: 600 }]);
  });

  it('gives an array for a stream of one record where the format is named', async () => {
    expect(await json('calc --input-format ndjson', `${line}\n`)).toMatchObject([{ clv: 600 }]);
    expect(await json('calc', 'avg,freq,years\n50,4,3\n')).toMatchObject([{ clv: 600 }]);
  });

  it('gives NDJSON for NDJSON where no format is named and stdout is no terminal', async () => {
    const { stdout } = await clvInProcess(['calc'], { stdin: `${line}\n${line}\n` });
    expect(stdout.split('\n')).toHaveLength(3);
  });

  it('reads decimal commas in CSV under a comma locale', async () => {
    const stdin = 'avg;freq;years\n"1.234,5";4;3\n';
    expect(await json('calc --locale nl', stdin)).toMatchObject([{ clv: 14814 }]);
  });
});

describe('the other verbs', () => {
  it('answer one question each', async () => {
    expect(await json('cac --acquisition-cost 100 --new-customers 100')).toMatchObject({ cac: 1 });
    expect(await json('average --revenue 120000 --customers 800')).toMatchObject({
      averageValue: 150,
    });
    expect(await json('budget --revenue 120000 --cac 60')).toMatchObject({
      budgetHold: 6000,
      budgetGrow: 12000,
      budgetHoldCustomers: 100,
      budgetGrowCustomers: 200,
    });
  });

  it('take only the flags that they use', async () => {
    const { stderr, code } = await clvInProcess(['cac', '--avg', '50']);
    expect(stderr).toBe('--avg is not a flag of clv cac; did you mean --lang?\n');
    expect(code).toBe(2);
  });

  it('give the equity of each year of a horizon', async () => {
    const { byYear, equity } = (await json(
      'equity --customers 1000 --avg 50 --freq 4 --margin 40% --retention 80% --discount 10% --horizon 1,3',
    )) as { byYear: { presentValue: number; equity: number }[]; equity: number };
    // 80,000; 80,000 × .8 / 1.1; 80,000 × (.8 / 1.1)².
    expect(byYear.map(({ presentValue }) => presentValue.toFixed(2))).toEqual([
      '80000.00',
      '58181.82',
      '42314.05',
    ]);
    expect(byYear[2]?.equity.toFixed(2)).toBe('180495.87');
    expect(equity.toFixed(2)).toBe('293333.33');
  });

  it('share out the equity of segments', async () => {
    const stdin =
      '[{"customers":900,"clv":1,"avg":50,"freq":4,"years":3},{"customers":100,"avg":60,"freq":10,"years":1}]';
    expect(await json('equity', stdin)).toMatchObject([
      { equity: 540000, equityShare: 0.9, equityTotal: 600000 },
      { equity: 60000, equityShare: 0.1, equityTotal: 600000 },
    ]);
  });

  it('do not add segments on different bases', async () => {
    const stdin =
      '[{"customers":9,"avg":5,"freq":4,"years":3,"margin":0.5},{"customers":9,"avg":5,"freq":4,"years":3}]';
    const { stderr, stdout, code } = await clvInProcess(['equity', '--json'], { stdin });
    expect(stderr).toMatch(/must all be on one basis/);
    expect([stdout, code]).toEqual(['', 2]);
  });
});
