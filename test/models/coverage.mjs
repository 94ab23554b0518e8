/**
 * How often intervals of 90 % cover the truth, over simulated customers of bg-nbd:
 * npm run build && node test/models/coverage.mjs [SAMPLES]
 *
 * In each sample 1,000 customers are drawn with known parameters and seen for 26 to 52 weeks; the
 * model is fitted, and its intervals are held against the parameters, against what the customers
 * buy in the 26 weeks after (with the noise of outcomes), against the expectation of a new one, and
 * against modelClv: what a new one brings in 5 years at a spend of 1, discounted at 10 % a year,
 * between the quantiles of draws of the parameters as `clv calc --model` takes them.
 */
import * as models from '../../dist/models.js';

const samples = Number(process.argv[2] ?? 1000);
const truth = { r: 0.5, alpha: 6, a: 0.8, b: 2.5 };
const z = 1.6448536269514722;

/** Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003): xorshift128. */
let state = [123456789, 362436069, 521288629, 88675123];
function uniform() {
  const [x, y, w, v] = state;
  const t = (x ^ (x << 11)) >>> 0;
  state = [y, w, v, (v ^ (v >>> 19) ^ t ^ (t >>> 8)) >>> 0];
  return (state[3] + 0.5) / 2 ** 32;
}
const exponential = () => -Math.log(uniform());
const normal = () => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * uniform());
function gamma(shape) {
  if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal();
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Repeat purchases of one customer, up to T and in the 26 weeks after. */
function customer() {
  const rate = gamma(truth.r) / truth.alpha;
  const first = gamma(truth.a);
  const leaves = first / (first + gamma(truth.b));
  const T = 26 + 26 * uniform();
  let [x, t_x, later] = [0, 0, 0];
  for (let time = exponential() / rate; time <= T + 26; time += exponential() / rate) {
    if (time <= T) [x, t_x] = [x + 1, time];
    else later++;
    if (uniform() < leaves) break;
  }
  return { x, t_x, T, later };
}

const expected = models.predict({ model: 'bg-nbd', parameters: truth }, models.newBuyer, {
  horizon: 52,
}).purchases;
const clvOf = (parameters) =>
  1 + models.newCustomer({ model: 'bg-nbd', parameters }, horizon).repeats(0.1);
const horizon = { years: 5, periodsPerYear: 1 };
const drawing = { draws: 200, seed: 1, stream: 'model' };
const clv = clvOf(truth);
const covered = { r: 0, alpha: 0, a: 0, b: 0, total: 0, newCustomer: 0, modelClv: 0 };
let limits = 0;
for (let sample = 0; sample < samples; sample++) {
  const customers = Array.from({ length: 1000 }, customer);
  const fit = models.fit('bg-nbd', customers);
  const { interval } = models.predictTotal(fit, customers, { horizon: 26, interval: 0.9 });
  const later = customers.reduce((sum, one) => sum + one.later, 0);
  covered.total += Number(later >= interval.low && later <= interval.high);
  const figure = (parameters) =>
    models.predict({ ...fit, parameters }, models.newBuyer, { horizon: 52 }).purchases;
  const error = Math.sqrt(models.varianceOf(fit, figure));
  covered.newCustomer += Number(Math.abs(figure(fit.parameters) - expected) <= z * error);
  const clvs = models
    .drawnParameters(fit, drawing)
    .map(clvOf)
    .toSorted((one, other) => one - other);
  covered.modelClv += Number(clvs[9] <= clv && clv <= clvs[190]);
  if (fit.limit) limits++;
  for (const [index, name] of Object.keys(fit.parameters).entries()) {
    const miss = Math.log(fit.parameters[name] / truth[name]);
    covered[name] += Number(Math.abs(miss) <= z * Math.sqrt(fit.covariance.matrix[index][index]));
  }
}
process.stdout.write(`${samples} samples, ${limits} of them at a limit; covered\n`);
for (const [name, count] of Object.entries(covered)) process.stdout.write(`${name} ${count}\n`);
