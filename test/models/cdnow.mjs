/**
 * Fit and validate CDNOW with the built library, beside the figures that are published:
 * npm run build && node test/models/cdnow.mjs FOLDER
 *
 * FOLDER holds cdnow_cbs_holdout_spend.csv (customer, x, t_x, T, purchases of the holdout, mean
 * spend; BTYD's cdnowSummary) and CDNOW_sample.txt (lifetimes). Exits with 1 where a figure is off.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as models from '../../dist/models.js';

const folder = process.argv[2] ?? '.';
let off = 0;

/** Print a figure beside the published one, which it may miss by half a unit of its last digit. */
function compare(name, found, published, tolerance = 0) {
  const digits = /\.(\d+)/.exec(published)?.[1]?.length ?? 0;
  const isRight =
    Math.abs(found - Number(published)) <= Math.max(0.5001 * 10 ** -digits, tolerance);
  if (!isRight) off++;
  const text = `${name.padEnd(34)} ${found.toFixed(digits + 1).padStart(16)} ${published.padStart(16)}`;
  process.stdout.write(`${text}  ${isRight ? '' : 'OFF'}\n`);
}

const rows = readFileSync(join(folder, 'cdnow_cbs_holdout_spend.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',').map(Number))
  .map(([id, x, t_x, T, later, spend]) => ({ id, x, t_x, T, later, spend }));

const day = (text) => Date.UTC(text.slice(0, 4), text.slice(4, 6) - 1, text.slice(6, 8)) / 864e5;
const start = day('19970101');

/** The days on which each customer bought, by the sample's number. */
const visits = new Map();
for (const line of readFileSync(join(folder, 'CDNOW_sample.txt'), 'utf8').trim().split(/\r?\n/)) {
  const [, id, date] = line.trim().split(/\s+/);
  visits.set(Number(id), (visits.get(Number(id)) ?? new Set()).add(day(date) - start));
}

/** Maxima by scipy on the same rows (known-answers 3.1), standard errors of lifetimes and CLVTools. */
const published = {
  'bg-nbd': {
    parameters: ['0.2425945', '4.413602', '0.792922', '2.425906'],
    errors: ['0.01256', '0.37822', '0.18573', '0.70542'],
    logLikelihood: '-9582.42921',
    figures: ['1653.41', '.7855', '1.6080', '2493.96', '4160.61', '1486', '1821'],
    classes: [
      '.2250893',
      '.5231364',
      '1.044126',
      '1.520256',
      '2.163824',
      '2.653789',
      '3.503957',
      '6.157036',
    ],
  },
  'mbg-nbd': {
    parameters: ['0.524843', '6.183085', '0.891359', '1.614002'],
    errors: [],
    logLikelihood: '-9582.13572',
    figures: ['1576.73', '.7648', '1.6072', '2475.64', '4049.95', '1420', '1734'],
    classes: [],
  },
  'pareto-nbd': {
    parameters: ['0.553277', '10.577683', '0.60624', '11.66874'],
    errors: ['0.047628', '0.84272', '0.18728', '6.2110'],
    logLikelihood: '-9594.97618',
    figures: ['1665.51', '.7545', '1.6028', '2524.93', '4270.04', '1446', '1885'],
    classes: ['.138', '.600', '1.196', '1.714', '2.399', '2.907', '3.819', '6.403'],
  },
};

const btyd = {
  'bg-nbd': { r: 0.2425967, alpha: 4.413659, a: 0.7929869, b: 2.426164 },
  'pareto-nbd': { r: 0.55339714, alpha: 10.58019854, s: 0.6060625, beta: 11.65622367 },
};

const week = 7;
const calibrationDays = 39 * week;
const gaps = [];
for (const days of visits.values()) {
  const inside = [...days].filter((moment) => moment < calibrationDays).sort((a, b) => a - b);
  for (let index = 1; index < inside.length; index++) gaps.push(inside[index] - inside[index - 1]);
}
gaps.sort((a, b) => a - b);
const hiatus = gaps[Math.ceil(0.9 * gaps.length) - 1];
process.stdout.write(`hiatus ${hiatus} days\n`);

const repeats = [...visits.values()].flatMap((days) => [...days].sort((a, b) => a - b).slice(1));
const cumulative = Array.from(
  { length: 78 },
  (_, index) => repeats.filter((moment) => moment < (index + 1) * week).length,
);

const observed = rows.map((row) => {
  const days = [...(visits.get(row.id) ?? [])].sort((a, b) => a - b).slice(1);
  // The window is all of the calibration here, so it holds all repeat purchases.
  const lastWindow = days.filter((moment) => moment < calibrationDays).length;
  return { ...row, lastWindow };
});

for (const name of models.buyerModels) {
  const expected = published[name];
  const fit = models.fit(name, rows);
  process.stdout.write(
    `\n${name} (${fit.fit.evaluations} evaluations, gradient ${fit.fit.gradient.toExponential(1)})\n`,
  );
  for (const [index, [parameter, value]] of Object.entries(fit.parameters).entries()) {
    compare(parameter, value, expected.parameters[index], 1e-6);
  }
  for (const [index, error] of expected.errors.entries()) {
    compare(
      'standard error',
      Object.values(fit.standardErrors)[index],
      error,
      1e-5 * 10 ** (index === 3 ? 2 : 0),
    );
  }
  compare('log-likelihood', fit.logLikelihood, expected.logLikelihood);
  const options = { holdout: 39, hiatus: hiatus / 7, calibration: 39, cumulative };
  const validation = models.validate(fit, observed, options);
  // BTYD printed its classes at the parameters where its search stopped.
  const stopped = { ...fit, parameters: btyd[name] ?? fit.parameters };
  const { classes } = models.validate(stopped, observed, options);
  const [total, mae, rmse, at39, at78, low, high] = expected.figures;
  const [model, ...rules] = validation.forecasts;
  compare('total of 39 weeks', model.total, total);
  compare('mean absolute error', model.mae, mae);
  compare('root mean squared error', model.rmse, rmse);
  compare('tracking, week 39', validation.tracking[38].expected, at39);
  compare('tracking, week 78', validation.tracking[77].expected, at78);
  compare('interval, low', validation.predicted.interval.low, low);
  compare('interval, high', validation.predicted.interval.high, high);
  for (const [index, value] of expected.classes.entries()) {
    // Of bg-nbd the vignette has seven digits, of pareto-nbd what its search came to.
    const tolerance = name === 'bg-nbd' ? 1e-6 : 1e-3;
    compare(`class ${index}`, classes[index].predicted, value, tolerance);
  }
  process.stdout.write(
    `best ${JSON.stringify(validation.best)} warnings ${JSON.stringify(validation.warnings)}\n`,
  );
  process.stdout.write(
    `top tenth ${validation.forecasts.map((one) => `${one.name} ${one.topTenth.toFixed(3)}`).join(', ')}\n`,
  );
  if (name !== 'bg-nbd') continue;
  const figures = {
    'own-rate': ['2930.10', '1.0237', '2.2119'],
    'last-window': ['2457', '.8973', '1.9710'],
    hiatus: ['2195.04', '.8738', '2.0823'],
    nobody: ['0', '.7985', '2.2064'],
  };
  compare('actual', validation.actual, '1882');
  compare('actual, week 39', validation.tracking[38].actual, '2457');
  compare('actual, week 78', validation.tracking[77].actual, '4339');
  for (const rule of rules) {
    for (const [index, key] of ['total', 'mae', 'rmse'].entries()) {
      compare(`${rule.name} ${key}`, rule[key], figures[rule.name][index]);
    }
  }
}

process.stdout.write('\nall three, the likeliest first\n');
for (const { model, logLikelihood } of models.fitAllBuyers(rows)) {
  process.stdout.write(`${model} ${logLikelihood.toFixed(5)}\n`);
}

process.stdout.write('\ngamma-gamma\n');
const spend = models.fit('gamma-gamma', rows);
for (const [name, value] of [
  ['p', '6.24957'],
  ['q', '3.744225'],
  ['gamma', '15.44352'],
]) {
  compare(name, spend.parameters[name], value, 2e-6);
}
compare('log-likelihood', spend.logLikelihood, '-4055.91769');
compare('customers', spend.customers, '946');
compare('Pearson', spend.pearson, '0.113884', 1e-5);
const first = [
  '24.65',
  '18.91',
  '35.17',
  '35.17',
  '35.17',
  '71.46',
  '18.91',
  '35.17',
  '27.28',
  '35.17',
];
const rounded = { model: 'gamma-gamma', parameters: { p: 6.25, q: 3.74, gamma: 15.44 } };
for (const [index, value] of first.entries()) {
  compare(`spend of customer ${index + 1}`, models.expectedSpend(rounded, rows[index]), value, 0.1);
}

process.stdout.write('\n1,000 bootstrap refits\n');
for (const name of ['bg-nbd', 'pareto-nbd']) {
  const fit = models.fit(name, rows);
  const before = process.cpuUsage().user;
  const { parameters, failed } = models.bootstrap(fit, rows, 1000, 1);
  const seconds = (process.cpuUsage().user - before) / 1e6;
  const spread = Object.keys(fit.parameters).map((parameter) => {
    const values = parameters.map((record) => Math.log(record[parameter]));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  });
  const laplace = fit.covariance.matrix.map((row, index) => Math.sqrt(row[index]));
  process.stdout.write(
    `${name}: ${seconds.toFixed(2)} s CPU, ${failed} failed; standard errors of the logarithms ` +
      `${spread.map((value) => value.toFixed(4)).join(' ')}, Laplace ${laplace.map((value) => value.toFixed(4)).join(' ')}\n`,
  );
}
process.stdout.write(off === 0 ? '\nall as published\n' : `\n${off} figures are off\n`);
process.exitCode = off === 0 ? 0 : 1;
