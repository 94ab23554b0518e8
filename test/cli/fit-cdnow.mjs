/**
 * Fit CDNOW from raw orders with the built command line, beside the figures that are published:
 * npm run build && node test/cli/fit-cdnow.mjs FOLDER
 *
 * FOLDER holds CDNOW_sample.txt (lifetimes; Fader & Hardie's sample of 2,357 customers). Exits with 1
 * where a figure is off by more than half a unit of its last digit.
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

/** Equal rows are purchases of one day, as the published figures take them. */
const flags = ['--keep-zero', '--keep-duplicates', '--as-of', '1997-09-30'];

function fit(...args) {
  const all = ['dist/bin/clv.cjs', 'fit', file, ...flags, '--json', '-q', ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

let off = 0;

function compare(name, found, published) {
  const digits = /\.(\d+)/.exec(published)?.[1]?.length ?? 0;
  const isRight = Math.abs(found - Number(published)) <= 0.5001 * 10 ** -digits;
  if (!isRight) off++;
  const text = `${name.padEnd(28)} ${found.toFixed(digits + 1).padStart(16)} ${published.padStart(16)}`;
  process.stdout.write(`${text}  ${isRight ? '' : 'OFF'}\n`);
}

/** Maxima by scipy on the same customers (known-answers 3.1); standard errors of lifetimes and CLVTools. */
const published = {
  'bg-nbd': {
    parameters: { r: '0.2425945', alpha: '4.41360', a: '0.79292', b: '2.4259' },
    errors: { r: '0.01256', alpha: '0.3782', a: '0.1857', b: '0.705' },
    logLikelihood: '-9582.42921',
  },
  'mbg-nbd': {
    parameters: { r: '0.524843', alpha: '6.18309', a: '0.89136', b: '1.61400' },
    errors: {},
    logLikelihood: '-9582.13572',
  },
  'pareto-nbd': {
    parameters: { r: '0.553277', alpha: '10.57768', s: '0.60624', beta: '11.6687' },
    errors: { r: '0.04763', alpha: '0.8427', s: '0.1873', beta: '6.211' },
    logLikelihood: '-9594.97618',
  },
};

for (const [model, expected] of Object.entries(published)) {
  const found = fit('--model', model);
  process.stdout.write(`${model}, ${found.customers} customers, ${found.cells} cells\n`);
  for (const [name, value] of Object.entries(expected.parameters)) {
    compare(name, found.parameters[name], value);
  }
  for (const [name, value] of Object.entries(expected.errors)) {
    compare(`standard error of ${name}`, found.standardErrors[name], value);
  }
  compare('log-likelihood', found.logLikelihood, expected.logLikelihood);
}

const { model, others, spend } = fit();
process.stdout.write('gamma-gamma\n');
const amounts = { p: '6.2496', q: '3.7442', gamma: '15.4435' };
for (const [name, value] of Object.entries(amounts)) compare(name, spend.parameters[name], value);
compare('log-likelihood', spend.logLikelihood, '-4055.91769');
compare('customers', spend.customers, '946');
compare('Pearson', spend.pearson, '0.1139');
process.stdout.write(`${model} is taken, before ${others.map((one) => one.model).join(' and ')}\n`);
if (model !== 'mbg-nbd') off++;
rmSync(own, { recursive: true });
process.stdout.write(off === 0 ? 'all as published\n' : `${off} figures are off\n`);
process.exitCode = off === 0 ? 0 : 1;
