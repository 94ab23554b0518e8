import type { Command } from 'commander';
import { InputError, shown } from '../../errors.ts';
import type { Host } from '../process/host.ts';
import type { Verb } from '../verb.ts';

/** The shells that there are scripts for. */
const shells = ['bash', 'zsh', 'fish'];

/** Flags whose value is a file: the shell itself completes those. */
const fileFlags = new Set(['-i', '--input', '-o', '--output']);

/** What the script for bash calls, for a shell that the package bash-completion is missing from. */
const withoutBashCompletion = `if ! declare -F _get_comp_words_by_ref >/dev/null; then
  _get_comp_words_by_ref() {
    cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
    words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD
  }
fi
`;

export const completion: Verb<string> = {
  examples: ['source <(clv completion bash)', 'clv completion fish | source'],
  declare({ command }) {
    command.argument('<shell>', shells.join(', '));
  },
  read(_flags: object, [shell]: [string]) {
    if (shells.includes(shell)) return shell;
    throw new InputError(`completion must be for one of ${shells.join(', ')}, got ${shown(shell)}`);
  },
  async run(host, shell) {
    if (shell === 'bash') await host.write(withoutBashCompletion);
    const { script } = await import('@bomb.sh/tab');
    const restore = printThrough(host);
    script(shell, 'clv', 'clv');
    restore();
  },
};

/** Have what the library prints by itself go where all output goes. */
function printThrough(host: Host): () => void {
  const { log } = console;
  const printTo = (print: typeof log) => Object.assign(console, { log: print });
  printTo((text: string) => void host.write(`${text}\n`));
  return () => void printTo(log);
}

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
  program.hook('postAction', printThrough(host));
}
