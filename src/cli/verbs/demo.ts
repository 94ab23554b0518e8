import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { InputError, shown } from '../../errors.ts';
import { parseNumber } from '../../input/grammar/number.ts';
import { demoExport, type DemoTruth } from '../../synthetic/shop.ts';
import { jsonText } from '../../output/escape.ts';
import { numberFormat } from '../../output/number-format.ts';
import { type Destination, destinationOf } from '../process/destination.ts';
import type { FlagTexts } from '../flags/quantity-flags.ts';
import type { Host } from '../process/host.ts';
import { say } from '../process/say.ts';
import type { Verb } from '../verb.ts';

/** What is written when nothing else is said. */
const defaults = { customers: '2000', seed: '1' };

const largest = { customers: 100_000_000, seed: 2 ** 32 - 1 };

export const demo: Verb = {
  examples: [
    'clv demo orders.csv',
    'clv demo orders.csv --customers 2000 --seed 1 --truth truth.json',
  ],
  configure({ command, host, value, toggle }) {
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
    command.action((file: string, texts: FlagTexts) => runDemo(host, file, texts));
  },
};

async function runDemo(host: Host, file: string, texts: FlagTexts): Promise<void> {
  const customers = wholeOf('customers', texts, 1);
  const seed = wholeOf('seed', texts, 0);
  const truthFile = texts['truth'] as string | undefined;
  assertFiles(file, truthFile, texts['force'] === true);
  const truthTo =
    truthFile === undefined ? undefined : await destinationOf(host, truthFile, '--truth');
  const rowsTo = await destinationOf(host, file, 'the file of clv demo');
  const truth = await written(customers, seed, rowsTo);
  await truthTo?.write(`${jsonText(truth)}\n`);
  await rowsTo.finish();
  await truthTo?.finish();
  if (truthTo === undefined && texts['quiet'] !== true) say(host, ...truthLines(file, truth));
}

/** @throws InputError when one of the files must not be written */
function assertFiles(file: string, truthFile: string | undefined, force: boolean): void {
  for (const [name, subject] of [
    [file, 'the file of clv demo'],
    [truthFile, '--truth'],
  ] as const) {
    if (name === '') throw new InputError(`${subject} must name a file, got ''`);
    if (name !== undefined && name !== '-' && !force && existsSync(name)) {
      throw new InputError(
        `${subject} must be new, got ${shown(name)}, which exists; --force writes over it`,
      );
    }
  }
  if (file === truthFile) {
    throw new InputError(
      `--truth must be another file than the export, got ${shown(file)} for both`,
    );
  }
}

function wholeOf(name: keyof typeof defaults, texts: FlagTexts, smallest: number): number {
  const text = (texts[name] as string | undefined) ?? defaults[name];
  const subject = `--${name}`;
  const number = parseNumber(text, { subject, decimal: 'fixed', share: false });
  if (Number.isInteger(number) && number >= smallest && number <= largest[name]) return number;
  throw new InputError(
    `${subject} must be a whole number from ${smallest} to ${largest[name]}, got ${shown(text)}`,
  );
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

function truthLines(file: string, truth: DemoTruth): string[] {
  const { rows, buying } = truth;
  const place = file === '-' ? 'stdout' : file;
  const print = numberFormat({ locale: 'en', currency: undefined });
  const count = (value: number) => print(value, 'count');
  const money = (value: number) => print(value, 'money');
  const { r, alpha, s, beta, p, q, gamma } = buying;
  const lines: [string, string][] = [
    ['Rows', `${count(rows.total)} in ${place}, ${truth.from} to ${truth.to}, seed ${truth.seed}`],
    ['  orders', count(rows.order)],
    ['  repeated', count(rows.repeated)],
    ['  of guests', `${count(rows.guest)}, ${money(truth.guestRevenue)}`],
    ['  zero', count(rows.zero)],
    ['  cancelled', `${count(rows.cancelled)}, ${money(truth.cancelled)}`],
    [
      '  refunds',
      `${count(rows.fullRefund)} full and ${count(rows.partialRefund)} partial, ${money(truth.refunded)}`,
    ],
    ['Customers', `${count(truth.customers)}, of which ${count(truth.repeatCustomers)} came back`],
    [
      'Orders',
      `${count(truth.orders)} not wholly refunded, on ${count(truth.occasions)} days of a customer`,
    ],
    ['Revenue', `${money(truth.revenue)} EUR after refunds, without guests`],
    ['Buying', `Pareto/NBD in weeks: r ${r}, alpha ${alpha}, s ${s}, beta ${beta}`],
    ['Spending', `gamma-gamma: p ${p}, q ${q}, gamma ${gamma}`],
  ];
  return lines.map(([name, value]) => `${name.padEnd(13)}${value}`);
}
