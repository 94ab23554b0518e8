import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { InputError, shown } from '../../errors.ts';
import { demoExport, type DemoTruth } from '../../synthetic/shop.ts';
import { jsonText } from '../../output/escape.ts';
import { truthLines } from '../../output/demo/truth-lines.ts';
import { type Destination, destinationOf } from '../process/destination.ts';
import { wholeNumber } from '../flags/whole-number.ts';
import type { Host } from '../process/host.ts';
import { say } from '../process/say.ts';
import type { Verb } from '../verb.ts';

/** What messages call the export. */
const exportSubject = 'the file of clv demo';

/** What is written when nothing else is said. */
const defaults = { customers: 2000, seed: 1 };

interface DemoFlags {
  readonly customers?: string;
  readonly seed?: string;
  readonly truth?: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

export interface DemoOptions {
  /** The file of the export; `-` is stdout. */
  readonly file: string;
  readonly customers: number;
  readonly seed: number;
  readonly truthFile: string | undefined;
  readonly force: boolean;
  readonly quiet: boolean;
}

export const demo: Verb<DemoOptions> = {
  examples: [
    'clv demo orders.csv',
    'clv demo orders.csv --customers 2000 --seed 1 --truth truth.json',
  ],
  declare({ command, value, toggle }) {
    command.argument('<file>', 'the file to write, - for stdout');
    value(
      '--customers <count>',
      `how many customers buy at least once (${defaults.customers} if not given)`,
    );
    value(
      '--seed <number>',
      `whole number; the same one gives the same bytes (${defaults.seed} if not given)`,
    );
    value('--truth <file>', 'write what is true of the export as JSON, - for stdout');
    toggle('--force', 'write over files that exist');
    toggle('-q, --quiet', 'do not tell what is true on stderr');
  },
  read: readDemo,
  run: runDemo,
};

export function readDemo(
  { customers, seed, truth: truthFile, force = false, quiet = false }: DemoFlags,
  [file]: [string],
): DemoOptions {
  for (const [name, subject] of [
    [file, exportSubject],
    [truthFile, '--truth'],
  ]) {
    if (name === '') throw new InputError(`${subject} must name a file, got ''`);
  }
  if (file === truthFile) {
    throw new InputError(
      `--truth must be another file than the export, got ${shown(file)} for both`,
    );
  }
  const most = 100_000_000;
  return {
    file,
    customers: wholeNumber('--customers', customers, { least: 1, most }) ?? defaults.customers,
    seed: wholeNumber('--seed', seed, { least: 0, most: 2 ** 32 - 1 }) ?? defaults.seed,
    truthFile,
    force,
    quiet,
  };
}

async function runDemo(host: Host, options: DemoOptions): Promise<void> {
  const { file, customers, seed, truthFile, quiet } = options;
  assertNew(options);
  const truthTo =
    truthFile === undefined ? undefined : await destinationOf(host, truthFile, '--truth');
  const rowsTo = await destinationOf(host, file, exportSubject);
  const truth = await written(customers, seed, rowsTo);
  await truthTo?.write(`${jsonText(truth)}\n`);
  await rowsTo.finish();
  await truthTo?.finish();
  if (truthTo === undefined && !quiet) say(host, ...truthLines(file, truth));
}

/** @throws InputError when one of the files is there already */
function assertNew({ file, truthFile, force }: DemoOptions): void {
  for (const [name, subject] of [
    [file, exportSubject],
    [truthFile, '--truth'],
  ] as const) {
    if (name !== undefined && name !== '-' && !force && existsSync(name)) {
      throw new InputError(
        `${subject} must be new, got ${shown(name)}, which exists; --force writes over it`,
      );
    }
  }
}

/** Write the export, and let Ctrl-C be seen now and then. */
async function written(
  customers: number,
  seed: number,
  destination: Destination,
): Promise<DemoTruth> {
  const pieces = demoExport(customers, seed);
  for (let count = 1; ; count++) {
    const { value, done } = pieces.next();
    if (done === true) return value;
    await destination.write(value);
    if (count % 1000 === 0) await setImmediate();
  }
}
