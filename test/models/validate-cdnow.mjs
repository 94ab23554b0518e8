/**
 * Validate on CDNOW from raw orders with the built command line, beside figures computed elsewhere:
 * npm run build && node test/models/validate-cdnow.mjs FOLDER
 *
 * FOLDER holds CDNOW_sample.txt (lifetimes; Fader & Hardie's sample of 2,357 customers). Models are
 * fitted to 39 weeks and forecast the next 39. Exits with 1 where a figure is off by more than half a
 * unit of its last digit.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';
const own = mkdtempSync(join(tmpdir(), 'clv-cdnow-'));
const file = join(own, 'cdnow.csv');
const day = (text) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
const rows = readFileSync(join(folder, 'CDNOW_sample.txt'), 'utf8')
  .trim()
  .split(/\r?\n/)
  .map((line) => line.trim().split(/\s+/))
  .map(([, customer, date, , amount]) => `${customer},${day(date)},${amount}\n`);
writeFileSync(file, `customer,date,amount\n${rows.join('')}`);

function clv(...args) {
  const all = ['dist/bin/clv.cjs', ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

let off = 0;

function compare(name, found, published) {
  const digits = /\.(\d+)/.exec(published)?.[1]?.length ?? 0;
  const isRight = Math.abs(found - Number(published)) <= 0.5001 * 10 ** -digits;
  if (!isRight) off++;
  const text = `${name.padEnd(28)} ${found.toFixed(digits + 1).padStart(12)} ${published.padStart(12)}`;
  process.stdout.write(`${text}  ${isRight ? '' : 'OFF'}\n`);
}

/** Total, mean absolute error and root mean squared error, by scipy and numpy on the same customers. */
const forecasts = {
  'bg-nbd': ['1653.41', '.7855', '1.6080'],
  'mbg-nbd': ['1576.73', '.7648', '1.6072'],
  'pareto-nbd': ['1665.51', '.7545', '1.6028'],
  'own-rate': ['2930.10', '1.0237', '2.2119'],
  'last-window': ['2457', '.8973', '1.9710'],
  hiatus: ['2195.04', '.8738', '2.0823'],
  nobody: ['0', '.7985', '2.2064'],
};
/** The 90 % interval of the total, and repeat purchases expected by weeks 39 and 78. */
const models = {
  'bg-nbd': [
    ['1486', '1821'],
    ['2493.96', '4160.61'],
  ],
  'mbg-nbd': [
    ['1420', '1734'],
    ['2475.64', '4049.95'],
  ],
  'pareto-nbd': [
    ['1446', '1885'],
    ['2524.93', '4270.04'],
  ],
};
/** Mean purchases in the holdout by x, from 0 to 7 and more (BTYD's vignette). */
const classes = ['.237', '.697', '1.393', '1.560', '2.532', '2.947', '3.862', '6.359'];

const flags = ['--keep-zero', '--until', '1997-09-30'];
const { origins, comparison } = JSON.parse(clv('validate', file, ...flags, '--json', '-q'));
const [origin] = origins;
compare('customers', origin.customers, '2357');
compare('bought in the holdout', origin.actual, '1882');
compare('hiatus, days', origin.hiatusDays, '128');
const found = [
  ...origin.models.map(({ model, forecast }) => ({ name: model, ...forecast })),
  ...origin.rules,
];
for (const { name, total, mae, rmse } of found) {
  const expected = forecasts[name];
  for (const [index, value] of [total, mae, rmse].entries()) {
    compare(`${name} ${['total', 'MAE', 'RMSE'][index]}`, value, expected[index]);
  }
}
for (const { model, interval, tracking } of origin.models) {
  const [[low, high], weeks] = models[model];
  compare(`${model} low`, interval.low, low);
  compare(`${model} high`, interval.high, high);
  for (const [index, at] of [38, 77].entries()) {
    compare(`${model} week ${at + 1}`, tracking[at].expected, weeks[index]);
  }
}
const [first] = origin.models;
compare('actual, week 39', first.tracking[38].actual, '2457');
compare('actual, week 78', first.tracking[77].actual, '4339');
for (const { x, actual } of first.classes) compare(`actual, x ${x}`, actual, classes[x]);
process.stdout.write(`best ${JSON.stringify(comparison.best)}\n\n`);
process.stdout.write(clv('validate', file, ...flags));
rmSync(own, { recursive: true });
process.stdout.write(off === 0 ? '\nall as expected\n' : `\n${off} figures are off\n`);
process.exitCode = off === 0 ? 0 : 1;
