import type { Case } from '../../assumptions/assumptions.ts';
import { isLacking } from '../../assumptions/absence.ts';
import { lacksInputs, outcomeOf } from '../../assumptions/outcome.ts';
import { absenceText } from '../../output/assumptions/absence-text.ts';
import { InputError, shown } from '../../errors.ts';
import type { DecimalSign } from '../../input/grammar/number.ts';
import { checkedNumber } from '../../input/records/record.ts';
import { type Axis, sweepListing } from '../../output/analysis/sweep-listing.ts';
import { listingTexts } from '../../output/listing.ts';
import { noteText } from '../../output/assumptions/note-wording.ts';
import { noteLines } from '../../output/notes.ts';
import {
  type InputName,
  inputNames,
  type Inputs,
  isPerPeriod,
  type QuantityName,
} from '../../quantities.ts';
import { defaultSampling } from '../flags/draw-flags.ts';
import { flagOf } from '../flags/quantity-flags.ts';
import type { Host } from '../process/host.ts';
import { pageOf } from '../page.ts';
import { metricNamed } from '../flags/metric-flag.ts';
import { say } from '../process/say.ts';
import {
  addOutputFlags,
  type OutputFlags,
  type OutputOptions,
  readOutputFlags,
} from '../flags/result-flags.ts';
import {
  addCaseFlags,
  type CaseFlags,
  type CaseOptions,
  readCaseFlags,
} from '../flags/case-flags.ts';
import { singleCase } from '../files/single-case.ts';
import type { Verb } from '../verb.ts';
import { writeResult } from '../write-result.ts';

const mostValues = 1_000;
const defaultMetric = 'clv';

export type SweepFlags = CaseFlags & OutputFlags & { readonly metric?: string };

export interface SweepOptions {
  readonly metric: QuantityName;
  readonly rows: Axis;
  readonly columns: Axis | undefined;
  readonly assumed: CaseOptions;
  readonly output: OutputOptions;
}

export const sweep: Verb<SweepOptions> = {
  examples: [
    'clv sweep --freq 3..5:0.5 --years 2..4:1 --metric clv',
    'clv sweep --avg 50 --freq 4 --years 1..5:1',
  ],
  declare(setup) {
    setup.heading('Sweep:');
    setup.value('--metric <name>', `the metric to tabulate (${defaultMetric} if not given)`);
    addCaseFlags(setup);
    addOutputFlags(setup);
  },
  read: readSweep,
  run: runSweep,
};

export async function readSweep(flags: SweepFlags, [file]: [string?]): Promise<SweepOptions> {
  const metric = metricNamed(flags.metric ?? defaultMetric);
  const output = readOutputFlags(flags);
  const { decimal } = output;
  const axes = inputNames.flatMap((name): Axis[] => {
    const text = flags[name];
    return text?.includes(':') === true ? [{ name, values: stepsOf(name, text, decimal) }] : [];
  });
  const [rows, columns, ...more] = axes;
  if (rows === undefined || more.length > 0) {
    throw new InputError(
      `sweep must have one or two inputs with steps, got ${axes.length}; write one as --freq 3..5:0.5`,
    );
  }
  const fixed = inputNames.filter((name) => name !== rows.name && name !== columns?.name);
  const { interval } = defaultSampling;
  const assumed = await readCaseFlags(flags, file, interval, decimal, fixed);
  return { metric, rows, columns, assumed, output };
}

async function runSweep(host: Host, options: SweepOptions): Promise<void> {
  const { metric, rows, columns } = options;
  const start = {
    [rows.name]: rows.values[0],
    ...(columns && { [columns.name]: columns.values[0] }),
  };
  const { assumed, currency, notes } = await singleCase(
    host,
    options.assumed,
    (inputs) => !lacksInputs(outcomeOf({ ...inputs, ...start }, metric)),
  );
  assertOnePeriod(assumed, [rows, ...(columns ? [columns] : [])]);
  const output = { ...options.output, currency: options.output.currency ?? currency };
  const { absence } = outcomeOf({ ...assumed.inputs, ...start }, metric);
  if (absence !== undefined && isLacking(absence)) {
    throw new InputError(
      `--metric must be one that the numbers give, got ${metric}: ${absenceText(absence).en}`,
    );
  }
  const values = valuesOf(assumed.inputs, metric, rows, columns);
  if (!output.quiet) say(host, ...noteLines(notes.map(noteText), output.language));
  const page = pageOf(output, host);
  await writeResult(
    host,
    output,
    listingTexts(sweepListing({ metric, rows, columns, values }, page), page),
  );
}

/** @throws InputError where steps have no unit, and the period is that of the unit of another number */
function assertOnePeriod({ inputs: { period }, units }: Case, axes: readonly Axis[]): void {
  const axis = axes.find(({ name }) => isPerPeriod(name));
  if (axis === undefined || units === undefined || period === undefined) return;
  throw new InputError(
    `${flagOf(axis.name)} has steps without a unit where other numbers are per ${period}; add --period ${period} and write the steps per ${period}`,
  );
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
      return outcomeOf({ ...inputs, [rows.name]: row, ...across }, metric).value;
    }),
  );
}
