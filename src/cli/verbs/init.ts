import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../../errors.ts';
import { defaultFile } from '../files/assumption-file.ts';
import { unwritable } from '../process/aside.ts';
import type { Host } from '../process/host.ts';
import { writeAll } from '../process/outputs.ts';
import { say } from '../process/say.ts';
import type { Verb } from '../verb.ts';

interface InitFlags {
  readonly from?: string;
  readonly ci?: 'github';
  readonly allowOutside?: boolean;
  readonly force?: boolean;
}

interface InitOptions extends InitFlags {
  readonly file: string;
}

export const init: Verb<InitOptions> = {
  examples: ['clv init', 'clv init --from measured.json', 'clv init --ci github'],
  declare({ command, value, toggle }) {
    command.argument('[file]', `the file to write (${defaultFile} if not given)`);
    value('--from <file>', 'start from what clv measure found, a file such as measured.json');
    value('--ci <service>', 'write a workflow that runs clv check as well', ['github']);
    toggle('--allow-outside', 'name a measured file outside of the checkout');
    toggle('--force', 'write over files that are there');
  },
  read: (flags: InitFlags, [file = defaultFile]: [string?]) => ({ ...flags, file }),
  run: runInit,
};

/** What messages call what is written. */
const subject = 'the file of clv init';

const workflowFile = '.github/workflows/clv.yml';

async function runInit(
  host: Host,
  { file, from, ci, allowOutside = false, force = false }: InitOptions,
): Promise<void> {
  const command = `clv check${file === defaultFile ? '' : ` ${file}`}${allowOutside ? ' --allow-outside' : ''}`;
  const text =
    from === undefined
      ? starter
      : (await import('../measured-starter.ts')).measuredStarter(from, file, allowOutside);
  const files: (readonly [string, string])[] = [[file, text]];
  if (ci !== undefined) files.push([workflowFile, workflowFor(command)]);
  const there = files.map(([name]) => name).filter((name) => existsSync(name));
  if (there.length > 0 && !force) {
    throw new InputError(
      `${there.join(' and ')} must not be there yet, got a file of that name; name another file or add --force`,
    );
  }
  const outputs = files.map(([name, content]) => {
    makeFolderOf(name);
    return { text: content, file: name, name, subject };
  });
  await writeAll(host, outputs, from ?? '-', 'the one to start from');
  for (const [name] of files) say(host, `${name} is written`);
  say(host, `${command} holds it against its checks`);
}

function makeFolderOf(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw unwritable(subject, file, error);
  }
}

const starter = `# What we assume of our customers; clv check holds it against the checks below.
# clv schema assumptions -o clv.schema.json makes a schema that editors complete from:
# yaml-language-server: $schema=clv.schema.json
version: 1
currency: EUR

# Each number with how sure it is: 45..55 are hard limits, 3 to 5 is a 90% interval.
inputs:
  avg: { value: 50, range: 45..55, source: replace this by your own }
  freq: { value: 4, range: 3 to 5 } # purchases per customer per year
  years: { value: 3, range: 2..4 } # how long a customer stays
  margin: { value: 42%, range: 38%..46% }
  cac: { value: 60, range: 50..80 } # cost of winning one customer

# What differs from segment to segment: 58, +8%, x1.08 or +5; of a share 40% or +2pp.
# A range that a segment inherits is shared by all; one that it writes itself is its own.
segments:
  home: { customers: 900 }
  abroad: { customers: 300, avg: +16% }

# What if: laid over every segment.
scenarios:
  churn-up: { years: 2 }

checks:
  - ltvCac >= 3
  - paybackMonths <= 12
  - p10(ltvCac) >= 2
  - warn: ltvCac{scenario=churn-up} >= 2.5
    because: a bad year must not undo us
`;

/** @param command the check to run */
function workflowFor(command: string): string {
  return `name: clv
on: pull_request
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      # clv stands among the devDependencies of package.json.
      - run: npm ci
      - run: npx --no ${command} --reporter tty --reporter github
`;
}
