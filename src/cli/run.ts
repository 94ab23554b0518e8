import { Command, CommanderError } from 'commander';
import { brief, InputError, listed, shown } from '../errors.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { calc } from './verbs/calc.ts';
import { setupOf } from './flags/quantity-flags.ts';
import { type Host, hostOf } from './process/host.ts';
import { OutputError } from './process/output-error.ts';
import { say } from './process/say.ts';
import { Verdict } from './verdict.ts';
import type { Verb } from './verb.ts';

/** Run the command line in this process. */
export async function run(process: NodeJS.Process): Promise<void> {
  const host = hostOf(process);
  // What is thrown outside of the work, as by a driver, would end in 1, which a failed check does.
  process.on('uncaughtException', (error) => process.exit(ended(tell(error, host), host)));
  process.exitCode = await runIn(host);
}

/**
 * Run the command line: the only place that turns errors into text and exit codes.
 *
 * @returns 0 done, 1 a check failed, 2 refused or not written, 70 a bug in clv
 */
export async function runIn(host: Host): Promise<number> {
  try {
    await parse(withHelp(host));
    return ended(0, host);
  } catch (caught) {
    const error = isFolderGone(caught)
      ? new InputError('the current folder does not exist any more; change to one that does')
      : caught;
    return ended(tell(error, host), host);
  }
}

/**
 * End the run: leave no unfinished file, and say where a result did not arrive.
 *
 * A reader that left changes nothing. A stdout that is full is 2, for the result that explains the
 * code is missing. A stderr that is full makes a success 2, but a failed check stays a failed check.
 */
function ended(code: number, host: Host): number {
  host.end();
  const { stdout } = host.lost();
  if (stdout !== undefined) {
    say(host, `stdout could not be written (${stdout}); free the disk or write elsewhere`);
  }
  if (code === 70) return code;
  if (stdout !== undefined) return 2;
  return code === 0 && host.lost().stderr !== undefined ? 2 : code;
}

/** `clv help calc` asks for what `clv calc --help` does. */
function withHelp(host: Host): Host {
  const [first, ...rest] = host.argv;
  return first === 'help' ? { ...host, argv: [...rest, '--help'] } : host;
}

/** Parse the arguments and act; with only the flags that were asked for, where that is enough. */
async function parse(host: Host): Promise<void> {
  const asked = new Set(
    host.argv.filter((word) => word.startsWith('-')).map((word) => word.split('=', 1)[0] ?? ''),
  );
  if (!asked.has('-h') && !asked.has('--help')) {
    try {
      await (await programOf(host, asked)).parseAsync(host.argv, { from: 'user' });
      return;
    } catch (error) {
      // What is wrong is best said by a program that knows all flags.
      if (!(error instanceof CommanderError) || error.exitCode === 0) throw error;
    }
  }
  await (await programOf(host, undefined)).parseAsync(host.argv, { from: 'user' });
}

function tell(error: unknown, host: Host): number {
  if (error instanceof InputError) say(host, ...error.problems);
  else if (error instanceof OutputError) say(host, error.message);
  else if (error instanceof CommanderError && error.exitCode !== 0) {
    say(host, usageProblem(error, host.argv));
  } else if (codeOf(error) === 70) {
    const stack = (error instanceof Error && error.stack) || String(error);
    say(host, 'clv met a bug of its own; please report it with these lines', ...stack.split('\n'));
  }
  return codeOf(error);
}

/** A folder may be deleted while a shell is in it. */
function isFolderGone(error: unknown): boolean {
  return (error as { syscall?: unknown } | undefined)?.syscall === 'uv_cwd';
}

function codeOf(error: unknown): number {
  if (error instanceof Verdict) return 1;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  return error instanceof InputError || error instanceof OutputError ? 2 : 70;
}

/** What commander says, in the words of clv. */
function usageProblem({ code, message }: CommanderError, argv: readonly string[]): string {
  const [, subject = '', meant] =
    /^error: [^'"]*['"]([^'"]*)['"][^]*?(?:\(Did you mean (?:one of )?([^]*)\?\))?$/.exec(
      message,
    ) ?? [];
  const verb = verbs.find(({ name }) => name === argv[0])?.name;
  const page = verb === undefined ? 'clv --help' : `clv ${verb} --help`;
  const remedy =
    meant === undefined ? `see ${page}` : `did you mean ${meant.replaceAll(', ', ' or ')}?`;
  const flag = subject.split(/[ ,]+/).find((word) => word.startsWith('--')) ?? subject;
  switch (code) {
    case 'commander.unknownOption':
      if (verb === undefined)
        return `${shown(subject)} must stand behind a verb, got no verb; ${remedy}`;
      return `${shown(subject)} is not a flag of clv ${verb}; ${remedy}`;
    case 'commander.unknownCommand':
      return `${shown(subject)} is not a verb of clv; ${remedy}`;
    case 'commander.help':
      return `name a verb; ${remedy}`;
    case 'commander.optionMissingArgument':
      return `${flag} must have a value, got none; write ${flag} and then the value`;
    case 'commander.missingArgument':
      return `clv ${verb} must have its ${subject} named, got none; ${remedy}`;
    default:
      return brief(message.replace(/^error: /, '').replace(/\.$/, ''));
  }
}

interface VerbEntry {
  readonly name: string;
  readonly summary: string;
  /** The rest of the verb, loaded when it is wanted. */
  load(this: void): Promise<Verb>;
}

const verbs: readonly VerbEntry[] = [
  {
    name: 'calc',
    summary: 'compute everything that the given numbers allow',
    load: () => Promise.resolve(calc),
  },
  {
    name: 'average',
    summary: 'average value W = O/K: revenue over customers',
    load: async () => (await import('./verbs/average.ts')).average,
  },
  {
    name: 'cac',
    summary: 'customer acquisition cost: spend over new customers',
    load: async () => (await import('./verbs/cac.ts')).cac,
  },
  {
    name: 'equity',
    summary: 'customer equity: the value of all customers, also year by year',
    load: async () => (await import('./verbs/equity.ts')).equity,
  },
  {
    name: 'budget',
    summary: 'marketing budget: 5 % of revenue to hold, 10 % to grow, and what it buys',
    load: async () => (await import('./verbs/budget.ts')).budget,
  },
  {
    name: 'measure',
    summary: 'measure averages, retention and customers from a file of orders',
    load: async () => (await import('./verbs/measure.ts')).measure,
  },
  {
    name: 'explain',
    summary: 'what a metric or an input means: formula, source, example, levers',
    load: async () => (await import('./verbs/explain.ts')).explain,
  },
  {
    name: 'check',
    summary: 'hold the assumptions of a file against its checks',
    load: async () => (await import('./verbs/check.ts')).check,
  },
  {
    name: 'diff',
    summary: 'what differs between two files or git revisions, and which input did it',
    load: async () => (await import('./verbs/diff.ts')).diff,
  },
  {
    name: 'solve',
    summary: 'what an input must be for a metric to reach a target',
    load: async () => (await import('./verbs/solve.ts')).solve,
  },
  {
    name: 'sensitivity',
    summary: 'which input matters most to a metric, and which one to go and measure',
    load: async () => (await import('./verbs/sensitivity.ts')).sensitivity,
  },
  {
    name: 'sweep',
    summary: 'a metric over steps of one or two inputs',
    load: async () => (await import('./verbs/sweep.ts')).sweep,
  },
  {
    name: 'init',
    summary: 'write a file of assumptions to start from',
    load: async () => (await import('./verbs/init.ts')).init,
  },
  {
    name: 'demo',
    summary: 'write a synthetic export of a shop of which the truth is known',
    load: async () => (await import('./verbs/demo.ts')).demo,
  },
  {
    name: 'schema',
    summary: 'the JSON Schema of an input record, an assumptions file or a measured one',
    load: async () => (await import('./verbs/schema.ts')).schema,
  },
  {
    name: 'completion',
    summary: 'print the completion script of bash, zsh or fish',
    load: async () => (await import('./verbs/completion.ts')).completion,
  },
];

/** The commands of clv: the one that is wanted, or all of them where none is. */
async function programOf(host: Host, asked: ReadonlySet<string> | undefined): Promise<Command> {
  const [wanted] = host.argv;
  const program = new Command('clv').exitOverride().configureOutput({
    writeOut: host.write,
    writeErr() {},
    getOutHelpWidth: () => host.terminal()?.columns ?? 80,
    getErrHelpWidth: () => 80,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  const entry = verbs.find(({ name }) => name === wanted);
  if (entry !== undefined) {
    await addVerb(program, entry, host, asked);
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
    for (const each of verbs) await addVerb(program, each, host, undefined);
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
  program: Command,
  { name, summary, load }: VerbEntry,
  host: Host,
  asked: ReadonlySet<string> | undefined,
): Promise<void> {
  const verb = await load();
  const command = program.command(name).description(summary).allowExcessArguments();
  command.hook('preAction', () => assertNoMore(command));
  withExamples(command, verb.examples);
  verb.configure(setupOf(command, host, asked));
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
