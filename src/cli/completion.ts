import type { Command } from 'commander';
import { InputError } from '../errors.ts';
import type { Host } from './host.ts';
import type { Verb } from './verb.ts';

/** The shells that there are scripts for. */
const shells = ['bash', 'zsh', 'fish'];

/** Flags whose value is a file: the shell itself completes those. */
const fileFlags = new Set(['-i', '--input', '-o', '--output']);

export const completion: Verb = {
  examples: ['source <(clv completion bash)', 'clv completion fish | source'],
  configure({ command }) {
    command.argument('<shell>', shells.join(', '));
    command.action(async (shell: string) => {
      if (!shells.includes(shell)) {
        throw new InputError(
          `completion must be for one of ${shells.join(', ')}, got ${shell || "''"}`,
        );
      }
      const { script } = await import('@bomb.sh/tab');
      script(shell, 'clv', 'clv');
    });
  },
};

/** Give a program with all its flags the hidden `complete`, which a completion script asks at every tab. */
export async function addComplete(program: Command, host: Host): Promise<void> {
  if (fileFlags.has(host.argv.at(-2) ?? '')) {
    // The last line tells the script what to do: 0 is the shell's own completion of files.
    program
      .command('complete')
      .allowExcessArguments()
      .action(() => host.write(':0\n'));
    return;
  }
  const { default: addTab } = await import('@bomb.sh/tab/commander');
  addTab(program);
}
