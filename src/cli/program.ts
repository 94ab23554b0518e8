import type { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { ClvCommand } from './clv-command.ts';
import { InputError, listed, shown } from '../errors.ts';
import type { Host } from './process/host.ts';
import { setupOf } from './setup.ts';
import { calc } from './verbs/calc.ts';
import { type VerbEntry, verbs } from './verbs.ts';

/** The commands of clv: the one that is wanted, or all of them where none is. */
export async function programOf(host: Host): Promise<ClvCommand> {
  const [wanted] = host.argv;
  const program = new ClvCommand('clv').withOwnWords().configureOutput({
    writeOut: host.write,
    writeErr() {},
    getOutHelpWidth: () => host.terminal()?.columns ?? 80,
    getErrHelpWidth: () => 80,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  const entry = verbs.find(({ name }) => name === wanted);
  if (entry !== undefined) {
    await addVerb(program, entry, host);
    return program;
  }
  program
    .description('what a customer is worth')
    .version(packageJson.version, '-V, --version', 'the version of clv')
    .helpOption('-h, --help', 'this help')
    .helpCommand(false);
  withExamples(program, calc.examples);
  if (wanted === 'complete') {
    const { addComplete } = await import('./verbs/completion.ts');
    for (const each of verbs) await addVerb(program, each, host);
    await addComplete(program, host);
    return program;
  }
  for (const { name, summary } of verbs) addListed(program, name, summary);
  if (wanted === undefined) program.action(() => host.write(shortHelp()));
  return program;
}

/** A verb in the list of all. It is reached from behind `--`, and must not end as if it had run. */
function addListed(program: Command, name: string, summary: string): void {
  const command = program.command(name).description(summary);
  command.allowExcessArguments().allowUnknownOption();
  command.action(() => {
    throw new InputError(`the verb comes first: clv ${name}; see clv --help`);
  });
}

async function addVerb(
  program: ClvCommand,
  { name, summary, load }: VerbEntry,
  host: Host,
): Promise<void> {
  const verb = await load();
  const command = program.command(name).withOwnWords().description(summary).allowExcessArguments();
  command.hook('preAction', () => assertNoMore(command));
  withExamples(command, verb.examples);
  verb.declare(setupOf(command));
  command.action(async () => {
    await verb.run(host, await verb.read(command.opts(), command.processedArgs, host.env));
  });
}

/** @throws InputError where there are more arguments than the verb takes */
function assertNoMore(command: Command): void {
  const { args, registeredArguments } = command;
  if (registeredArguments.some(({ variadic }) => variadic)) return;
  const more = args.slice(registeredArguments.length);
  if (more.length === 0) return;
  throw new InputError(
    `unexpected ${more.length === 1 ? 'argument' : 'arguments'} ${listed(more.map(shown))}; see clv ${command.name()} --help`,
  );
}

function withExamples(command: Command, examples: readonly string[]): void {
  command.addHelpText('before', examplesText(examples));
}

function examplesText(examples: readonly string[]): string {
  return `Examples:\n${examples.map((example) => `  ${example}\n`).join('')}`;
}

/** The help of `clv` alone. */
function shortHelp(): string {
  const width = Math.max(...verbs.map(({ name }) => name.length));
  const lines = verbs.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `${examplesText(calc.examples)}\nVerbs:\n${lines.join('')}\nclv <verb> --help shows the flags of a verb.\n`;
}
