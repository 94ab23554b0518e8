import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from '../../errors.ts';
import { starter, writtenLines } from '../../output/starter/starter.ts';
import { workflowFor } from '../../output/starter/workflow.ts';
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
  const text = from === undefined ? starter : await startFrom(from, file, allowOutside);
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
    return { text: content, file: name, name, subject, example: defaultFile };
  });
  await writeAll(host, outputs, from ?? '-', 'the one to start from');
  say(
    host,
    ...writtenLines(
      files.map(([name]) => name),
      command,
    ),
  );
}

async function startFrom(from: string, file: string, isOpen: boolean): Promise<string> {
  const { startingPoint } = await import('../files/starting-point.ts');
  const { measuredStarter } = await import('../../output/starter/measured-starter.ts');
  return measuredStarter(startingPoint(from, file, isOpen));
}

function makeFolderOf(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw unwritable(subject, file, error);
  }
}
