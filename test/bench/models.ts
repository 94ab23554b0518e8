import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, it } from 'vitest';
import { bin } from '../cli/clv.ts';
import { drawsOf, purchasesOf } from '../models/simulate.ts';
import { compare, isInstalled, ownTime, peakOf } from './measure.ts';
import { writeOrders } from './order-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-bench-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Fewer can be asked for, to try the script. */
const count = Number(process.env['BENCH_CUSTOMERS'] ?? 1_000_000);
const orders = Number(process.env['BENCH_ORDERS'] ?? 10_000_000);

/** A virtual environment with lifetimes 0.11.3 can be named. */
const python = process.env['BENCH_PYTHON'] ?? 'python3';
const hasLifetimes = isInstalled(`${python} -c 'import lifetimes'`);
if (!hasLifetimes) process.stdout.write('not installed here: lifetimes\n');

/**
 * Write customers of a BG/NBD with CDNOW's parameters: x, t_x, T in weeks of daily dates and the
 * mean amount of a repeat purchase, as columns of doubles.
 *
 * @param days the first and the last length of observation
 */
function writeCustomers(customers: number, days: readonly [least: number, most: number]): string {
  const draws = drawsOf(1);
  const columns = Array.from({ length: 4 }, () => new Float64Array(customers));
  const [x, last, age, spend] = columns as [Float64Array, Float64Array, Float64Array, Float64Array];
  for (let index = 0; index < customers; index++) {
    const observed = days[0] + Math.floor((days[1] - days[0] + 1) * draws.uniform());
    const life = { rate: draws.gamma(0.243) / 4.41, leaves: draws.beta(0.793, 2.43) };
    const moments = purchasesOf(life, observed / 7, draws);
    const bought = [...new Set(moments.map((moment) => Math.ceil(moment * 7)))];
    x[index] = bought.length;
    last[index] = (bought.at(-1) ?? 0) / 7;
    age[index] = observed / 7;
    if (bought.length > 0) {
      spend[index] = draws.gamma(6 * bought.length) / bought.length / (draws.gamma(4) / 15);
    }
  }
  const file = join(folder, `customers-${customers}.bin`);
  writeFileSync(file, Buffer.concat(columns.map((column) => Buffer.from(column.buffer))));
  return file;
}

function scriptFile(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const library = JSON.stringify(new URL('../../dist/models.js', import.meta.url).href);

/** A process of node that times `work`, an expression, once after as many times before. */
function withClv(name: string, file: string, work: string, { setup = '', before = 0 } = {}) {
  const script = `import { bootstrap, fit, predictor, spendPredictor, weeksPerYear } from ${library};
import { readFileSync } from 'node:fs';
const bytes = readFileSync(${JSON.stringify(file)});
const all = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
const n = all.length / 4;
const [x, last, age, spend] = [0, 1, 2, 3].map((k) => all.subarray(k * n, (k + 1) * n));
function* customers() {
  for (let i = 0; i < n; i++) yield { x: x[i], t_x: last[i], T: age[i] };
}
${setup}
for (let k = 0; k < ${before}; k++) ${work};
const [start, cpu] = [performance.now(), process.cpuUsage()];
const result = ${work};
const { user, system } = process.cpuUsage(cpu);
console.log((performance.now() - start) / 1000, (user + system) / 1e6, result);
`;
  return `${process.execPath} ${scriptFile(`${name}.mjs`, script)}`;
}

/** A process of python that times `work`, an expression. */
function withLifetimes(name: string, file: string, work: string, setup = '') {
  const script = `import time, warnings
import numpy as np, pandas as pd
from lifetimes import BetaGeoFitter, GammaGammaFitter, ParetoNBDFitter
warnings.simplefilter('ignore')
d = pd.DataFrame(dict(zip(['x', 'last', 'age', 'spend'], np.fromfile(${JSON.stringify(file)}).reshape(4, -1))))
${setup}
start, cpu = time.perf_counter(), time.process_time()
result = ${work}
print(time.perf_counter() - start, time.process_time() - cpu, result)
`;
  return `OMP_NUM_THREADS=1 ${python} ${scriptFile(`${name}.py`, script)}`;
}

/** Compare what works in the same process print; that of lifetimes goes first where it is there. */
function compareWork(
  title: string,
  lifetimes: Readonly<Record<string, string>>,
  clv: Readonly<Record<string, string>>,
): void {
  compare(title, { ...(hasLifetimes && lifetimes), ...clv }, 3, ownTime);
}

it('fits of bg-nbd', () => {
  const file = writeCustomers(count, [1, 730]);
  const work = `fit('bg-nbd', customers()).parameters.r`;
  const cells = `const grouped = new Map();
for (const buyer of customers()) {
  const key = [buyer.x, buyer.t_x, buyer.T].join();
  const cell = grouped.get(key) ?? { ...buyer, count: 0 };
  cell.count++;
  grouped.set(key, cell);
}`;
  compareWork(
    `bg-nbd fitted to ${count} customers; result: r (the contract: 25 times faster than lifetimes cold, 75 warm, 10 than its weights)`,
    {
      'lifetimes, rows': withLifetimes(
        'rows',
        file,
        `BetaGeoFitter().fit(d.x, d['last'], d.age).params_['r']`,
      ),
      'lifetimes, its weights': withLifetimes(
        'weights',
        file,
        `BetaGeoFitter().fit(g.x, g['last'], g.age, weights=g.weights).params_['r']`,
        `g = d.groupby(['x', 'last', 'age']).size().rename('weights').reset_index()`,
      ),
    },
    {
      'clv, rows, cold': withClv('cold', file, work),
      'clv, rows, warm': withClv('warm', file, work, { before: 2 }),
      'clv, its cells, cold': withClv(
        'cells',
        file,
        `fit('bg-nbd', grouped.values()).parameters.r`,
        {
          setup: cells,
        },
      ),
    },
  );
});

it('fits of pareto-nbd', () => {
  const customers = Math.ceil(count / 10);
  const file = writeCustomers(customers, [1, 730]);
  compareWork(
    `pareto-nbd fitted to ${customers} customers; result: r (the contract: 80 times faster than lifetimes)`,
    {
      'lifetimes, rows': withLifetimes(
        'pareto',
        file,
        `ParetoNBDFitter().fit(d.x, d['last'], d.age).params_['r']`,
      ),
    },
    { 'clv, rows, cold': withClv('pareto', file, `fit('pareto-nbd', customers()).parameters.r`) },
  );
});

it('scores', () => {
  const file = writeCustomers(count, [1, 730]);
  // A discount of 1 % for each of lifetimes' months of 4.345 weeks.
  compareWork(
    `${count} customers scored for 12 months; result: all their value, lifetimes discounting at the end of each month (the contract: 20 times faster than lifetimes' value alone)`,
    {
      'lifetimes, value alone': withLifetimes(
        'scores',
        file,
        `amounts.customer_lifetime_value(model, d.x, d['last'], d.age, d.spend, time=12, discount_rate=0.01, freq='W').sum()`,
        `model, amounts = BetaGeoFitter(), GammaGammaFitter()
model.params_ = pd.Series({'r': 0.243, 'alpha': 4.41, 'a': 0.793, 'b': 2.43})
model.predict = model.conditional_expected_number_of_purchases_up_to_time
amounts.params_ = pd.Series({'p': 6.0, 'q': 4.0, 'v': 15.0})`,
      ),
    },
    {
      'clv: alive, purchases, value': withClv('scores', file, 'scores()', {
        setup: `const model = { model: 'bg-nbd', parameters: { r: 0.243, alpha: 4.41, a: 0.793, b: 2.43 } };
const amounts = { model: 'gamma-gamma', parameters: { p: 6, q: 4, gamma: 15 } };
const [alive, purchases, value] = [0, 1, 2].map(() => new Float64Array(n));
function scores() {
  const predict = predictor(model, { horizon: 52.14, delta: Math.log(1.01) / 4.345 });
  const amount = spendPredictor(amounts);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const found = predict({ x: x[i], t_x: last[i], T: age[i] });
    alive[i] = found.alive;
    purchases[i] = found.purchases;
    value[i] = found.discounted * amount({ x: x[i], spend: spend[i] });
    sum += value[i];
  }
  return sum;
}`,
      }),
    },
  );
});

it('bootstrap refits', () => {
  // As many customers as CDNOW's sample has, who first bought within twelve of 39 weeks.
  const file = writeCustomers(2357, [189, 273]);
  const refits = (model: string) =>
    withClv(model, file, `bootstrap(model, customers(), 1000, 1).parameters.length`, {
      setup: `const model = fit('${model}', customers());`,
    });
  compare(
    '1,000 refits of 2,357 customers; result: those that converged (the contract: CPU under 2 s for bg-nbd, 15 s for pareto-nbd)',
    { 'bg-nbd': refits('bg-nbd'), 'pareto-nbd': refits('pareto-nbd') },
    3,
    ownTime,
  );
});

it('clv fit of orders, beside clv measure', async () => {
  const file = join(folder, 'orders.parquet');
  await writeOrders(file, orders);
  const clv = (verb: string, rest: string) =>
    `${process.execPath} ${bin} ${verb} ${file} --customer customer --date date --amount amount --order order ${rest} > ${folder}/out`;
  const commands = {
    'clv measure --summary': clv('measure', `--summary ${folder}/summary.parquet`),
    'clv fit': clv('fit', `-o ${folder}/model.json`),
    'clv fit --model bg-nbd': clv('fit', '--model bg-nbd'),
  };
  compare(`${orders} orders in Parquet to a model`, commands, 3);
  process.stdout.write('\nPeak resident memory (the contract: 2 GB)\n');
  console.table(
    Object.entries(commands).map(([command, shell]) => ({
      command,
      MB: peakOf(shell)?.toFixed(0) ?? 'GNU time is not installed',
    })),
  );
});
