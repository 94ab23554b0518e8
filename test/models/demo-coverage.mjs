/**
 * How often the 90 % interval of modelClv covers the true value of a new customer: `clv demo`, `clv fit`
 * and `clv calc` for 50 seeds, through the built command line. Run `npm run build` first; it takes some
 * minutes. With 50 seeds, 40 to 49 are what chance leaves of 45 (a binomial 95 % interval).
 *
 * node test/models/demo-coverage.mjs [seeds] [customers] [model]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../dist/bin/clv.cjs', import.meta.url));
const [seeds = '50', customers = '2000', model] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'clv-coverage-'));
const clv = (...args) =>
  execFileSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

const print = (line) => process.stdout.write(`${line}\n`);

const covered = new Map();
const taken = new Map();
for (let seed = 1; seed <= Number(seeds); seed++) {
  const demo = [
    '--customers',
    customers,
    '--seed',
    String(seed),
    '--truth',
    'truth.json',
    '--force',
  ];
  clv('demo', 'orders.csv', ...demo);
  rmSync(join(folder, 'model.json'), { force: true });
  clv('fit', 'orders.csv', '-o', 'model.json', ...(model === undefined ? [] : ['--model', model]));
  const { newCustomer } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8'));
  for (const { years, value } of newCustomer) {
    const args = ['--model', 'model.json', '--horizon', `${years}y`, '--draws', '2000', '--json'];
    const { fittedModel, modelClv, intervals } = JSON.parse(clv('calc', ...args));
    const { p5, p95 } = intervals.modelClv;
    const isInside = p5 <= value && value <= p95;
    covered.set(years, (covered.get(years) ?? 0) + (isInside ? 1 : 0));
    taken.set(fittedModel, (taken.get(fittedModel) ?? 0) + 1 / newCustomer.length);
    const figures = [p5, modelClv, p95].map((figure) => figure.toFixed(2)).join(' ');
    print(
      `seed ${seed}, ${years} y, ${fittedModel}: ${figures}; true ${value.toFixed(2)}${isInside ? '' : ' OUTSIDE'}`,
    );
  }
}
rmSync(folder, { recursive: true });
for (const [years, count] of covered)
  print(`${years} y: ${count} of ${seeds} cover the true value`);
print(`models taken: ${[...taken].map(([name, count]) => `${name} ${count}`).join(', ')}`);
