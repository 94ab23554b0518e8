import { figureOf } from '../../assumptions/figure.ts';
import { InputError, shown } from '../../errors.ts';
import type { DecimalSign } from '../../input/grammar/number.ts';
import { checkedNumber } from '../../input/records/record.ts';
import { type Axis, sweepListing } from '../../output/analysis/sweep-listing.ts';
import { listingText } from '../../output/listing.ts';
import { noteLines } from '../../output/notes.ts';
import { type InputName, inputNames, type Inputs, type QuantityName } from '../../quantities.ts';
import { readDrawOptions } from '../flags/draw-flags.ts';
import { flagOf, type FlagTexts } from '../flags/quantity-flags.ts';
import type { Host } from '../process/host.ts';
import { pageOf } from '../page.ts';
import { writeOut } from '../process/destination.ts';
import { metricNamed } from '../flags/metric-flag.ts';
import { say } from '../process/say.ts';
import { addOutputOptions, readOutputOptions } from '../flags/result-flags.ts';
import { addCaseFlags, readCase } from '../flags/case-flags.ts';
import type { Verb } from '../verb.ts';

const mostValues = 1_000;
const defaultMetric = 'clv';

export const sweep: Verb = {
  examples: [
    'clv sweep --freq 3..5:0.5 --years 2..4:1 --metric clv',
    'clv sweep --avg 50 --freq 4 --years 1..5:1',
  ],
  configure(setup) {
    setup.heading('Sweep:');
    setup.value('--metric <name>', `the metric to tabulate (${defaultMetric} if not given)`);
    addCaseFlags(setup);
    addOutputOptions(setup);
    setup.command.action((file: string | undefined, texts: FlagTexts) =>
      runSweep(setup.host, file, texts),
    );
  },
};

async function runSweep(host: Host, file: string | undefined, texts: FlagTexts): Promise<void> {
  const metric = metricNamed((texts['metric'] as string | undefined) ?? defaultMetric);
  const { language, decimal } = readOutputOptions(texts);
  const axes = inputNames.flatMap((name): Axis[] => {
    const text = texts[name];
    return typeof text === 'string' && text.includes(':')
      ? [{ name, values: stepsOf(name, text, decimal) }]
      : [];
  });
  const [rows, columns, ...more] = axes;
  if (rows === undefined || more.length > 0) {
    throw new InputError(
      `sweep must have one or two inputs with steps, got ${axes.length}; write one as --freq 3..5:0.5`,
    );
  }
  const start = Object.fromEntries(axes.map(({ name, values }) => [name, values[0]]));
  const { assumed, currency, notes } = await readCase(host, {
    file,
    texts,
    interval: readDrawOptions({}).interval,
    decimal,
    isEnough: (inputs) => figureOf({ ...inputs, ...start }, metric).isLacking !== true,
    without: axes.map(({ name }) => name),
  });
  const options = readOutputOptions({ ...texts, currency: texts['currency'] ?? currency });
  const first = figureOf({ ...assumed.inputs, ...start }, metric);
  if (first.isLacking === true) {
    throw new InputError(
      `--metric must be one that the numbers give, got ${metric}: ${first.reason.en}`,
    );
  }
  const values = valuesOf(assumed.inputs, metric, rows, columns);
  if (!options.quiet) say(host, ...noteLines(notes, language));
  const page = pageOf(options, host);
  const listing = sweepListing({ metric, rows, columns, values }, page);
  const text = await listingText(options.format ?? 'table', listing, page);
  await writeOut(host, options.output, text);
}

/** The values of `3..5:0.5`: from, to and step; each is a decimal, as it is written. */
function stepsOf(name: InputName, text: string, decimal: DecimalSign): number[] {
  const flag = flagOf(name);
  const [, from = '', to = '', by = ''] = /^(.+?)\.\.(.+):(.+)$/.exec(text) ?? [];
  if (by === '' || text.includes('...')) {
    throw new InputError(`${flag} must be from, to and step such as 3..5:0.5, got ${shown(text)}`);
  }
  const [low, high] = [from, to].map((part) => checkedNumber(name, part, decimal, flag));
  const step = checkedNumber(name, by, decimal, `the step of ${flag}`);
  if (low === undefined || high === undefined || !(step > 0) || low > high) {
    throw new InputError(
      `${flag} must go up from low to high in steps above 0, got ${shown(text)}; write it as 3..5:0.5`,
    );
  }
  const count = Math.floor((high - low) / step + 1e-9) + 1;
  if (count > mostValues) {
    throw new InputError(
      `${flag} must take at most ${mostValues} values, got ${count}; take a larger step`,
    );
  }
  // The 15 digits of a decimal: 3 steps of 0.1 are 0.3.
  return Array.from({ length: count }, (_, at) => Number((low + at * step).toPrecision(15)));
}

/** The metric for each value of the rows, and for each of the columns where there are any. */
function valuesOf(
  inputs: Inputs,
  metric: QuantityName,
  rows: Axis,
  columns: Axis | undefined,
): (number | null)[][] {
  return rows.values.map((row) =>
    (columns?.values ?? [undefined]).map((column) => {
      const across = columns === undefined ? {} : { [columns.name]: column };
      return figureOf({ ...inputs, [rows.name]: row, ...across }, metric).value;
    }),
  );
}
