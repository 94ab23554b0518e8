import { lacksInputs, outcomeOf } from '../../assumptions/outcome.ts';
import { absenceText } from '../../output/assumptions/absence-text.ts';
import { sensitivitiesOf } from '../../analysis/sensitivities.ts';
import { InputError } from '../../errors.ts';
import { sensitivityListing } from '../../output/analysis/sensitivity-listing.ts';
import { listingTexts } from '../../output/listing.ts';
import { noteText } from '../../output/assumptions/note-wording.ts';
import { noteLines } from '../../output/notes.ts';
import type { QuantityName } from '../../quantities.ts';
import { addDrawFlags, type DrawFlags, readDrawFlags } from '../flags/draw-flags.ts';
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

const defaultMetric = 'ltvCac';

export type SensitivityFlags = CaseFlags & DrawFlags & OutputFlags & { readonly metric?: string };

export interface SensitivityOptions {
  readonly metric: QuantityName;
  readonly assumed: CaseOptions;
  readonly output: OutputOptions;
}

export const sensitivity: Verb<SensitivityOptions> = {
  examples: ['clv sensitivity', 'clv sensitivity --metric clv --segment be'],
  declare(setup) {
    setup.heading('Sensitivity:');
    setup.value('--metric <name>', `the metric that inputs move (${defaultMetric} if not given)`);
    addCaseFlags(setup);
    addDrawFlags(setup);
    addOutputFlags(setup);
  },
  read: readSensitivity,
  run: runSensitivity,
};

export async function readSensitivity(
  flags: SensitivityFlags,
  [file]: [string?],
): Promise<SensitivityOptions> {
  const metric = metricNamed(flags.metric ?? defaultMetric);
  const { interval } = readDrawFlags(flags);
  const output = readOutputFlags(flags);
  return { metric, assumed: await readCaseFlags(flags, file, interval, output.decimal), output };
}

async function runSensitivity(host: Host, options: SensitivityOptions): Promise<void> {
  const { metric } = options;
  const { assumed, currency, notes } = await singleCase(
    host,
    options.assumed,
    (inputs) => !lacksInputs(outcomeOf(inputs, metric)),
  );
  const output = { ...options.output, currency: options.output.currency ?? currency };
  const now = outcomeOf(assumed.inputs, metric);
  if (now.value === null) {
    throw new InputError(
      `--metric must be one that the numbers give, got ${metric}: ${absenceText(now.absence).en}`,
    );
  }
  const found = sensitivitiesOf(assumed, metric).toSorted(
    (one, other) => (other.share ?? -1) - (one.share ?? -1),
  );
  if (!output.quiet) say(host, ...noteLines(notes.map(noteText), output.language));
  const ranged = new Set(Object.keys(assumed.ranges));
  const hasModel = assumed.inputs.model !== undefined;
  const result = { metric, value: now.value, found, ranged, hasModel };
  const page = pageOf(output, host);
  await writeResult(host, output, listingTexts(sensitivityListing(result, page), page));
}
