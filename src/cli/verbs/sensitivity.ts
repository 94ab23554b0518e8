import { figureOf } from '../../assumptions/figure.ts';
import { sensitivitiesOf } from '../../analysis/sensitivities.ts';
import { InputError } from '../../errors.ts';
import { sensitivityListing } from '../../output/analysis/sensitivity-listing.ts';
import { listingText } from '../../output/listing.ts';
import { noteLines } from '../../output/notes.ts';
import { addDrawOptions, readDrawOptions } from '../flags/draw-flags.ts';
import type { FlagTexts } from '../flags/quantity-flags.ts';
import type { Host } from '../process/host.ts';
import { pageOf } from '../page.ts';
import { writeOut } from '../process/destination.ts';
import { metricNamed } from '../flags/metric-flag.ts';
import { say } from '../process/say.ts';
import { addOutputOptions, readOutputOptions } from '../flags/result-flags.ts';
import { addCaseFlags, readCase } from '../flags/case-flags.ts';
import type { Verb } from '../verb.ts';

const defaultMetric = 'ltvCac';

export const sensitivity: Verb = {
  examples: ['clv sensitivity', 'clv sensitivity --metric clv --segment be'],
  configure(setup) {
    setup.heading('Sensitivity:');
    setup.value('--metric <name>', `the metric that inputs move (${defaultMetric} if not given)`);
    addCaseFlags(setup);
    addDrawOptions(setup);
    addOutputOptions(setup);
    setup.command.action((file: string | undefined, texts: FlagTexts) =>
      runSensitivity(setup.host, file, texts),
    );
  },
};

async function runSensitivity(
  host: Host,
  file: string | undefined,
  texts: FlagTexts,
): Promise<void> {
  const metric = metricNamed((texts['metric'] as string | undefined) ?? defaultMetric);
  const { interval } = readDrawOptions(texts);
  const { language, decimal } = readOutputOptions(texts);
  const { assumed, currency, notes } = await readCase(host, {
    file,
    texts,
    interval,
    decimal,
    isEnough: (inputs) => figureOf(inputs, metric).isLacking !== true,
  });
  const options = readOutputOptions({ ...texts, currency: texts['currency'] ?? currency });
  const now = figureOf(assumed.inputs, metric);
  if (now.value === null) {
    throw new InputError(
      `--metric must be one that the numbers give, got ${metric}: ${now.reason.en}`,
    );
  }
  const found = sensitivitiesOf(assumed, metric).toSorted(
    (one, other) => (other.share ?? -1) - (one.share ?? -1),
  );
  if (!options.quiet) say(host, ...noteLines(notes, language));
  const ranged = new Set(Object.keys(assumed.ranges));
  const result = { metric, value: now.value, found, ranged };
  const page = pageOf(options, host);
  const listing = sensitivityListing(result, page);
  const text = await listingText(options.format ?? 'table', listing, page);
  await writeOut(host, options.output, text);
}
