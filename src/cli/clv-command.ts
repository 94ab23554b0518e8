import { Command, type CommanderError } from 'commander';
import { InputError, shown } from '../errors.ts';

/**
 * A command that says in the words of clv how it was used wrongly.
 *
 * Commander's errors have a code and an English sentence. What the sentence is about is taken from
 * what the command was given and declares.
 */
export class ClvCommand extends Command {
  #given: readonly string[] = [];
  #unknown: readonly string[] = [];

  override createCommand(name?: string): ClvCommand {
    return new ClvCommand(name);
  }

  /** A subcommand that is added takes over those of its parent, and wants this call as well. */
  withOwnWords(): this {
    return this.exitOverride((error) => {
      throw error.exitCode === 0 ? error : new InputError(this.#problemOf(error));
    });
  }

  override parseOptions(argv: string[]): { operands: string[]; unknown: string[] } {
    this.#given = argv;
    const parsed = super.parseOptions(argv);
    this.#unknown = parsed.unknown;
    return parsed;
  }

  #problemOf(error: CommanderError): string {
    const verb = this.parent === null ? undefined : this.name();
    const page = verb === undefined ? 'clv --help' : `clv ${verb} --help`;
    const remedy = meant(error) ?? `see ${page}`;
    switch (error.code) {
      case 'commander.unknownOption': {
        const flag = shown(this.#unknown[0] ?? '');
        return verb === undefined
          ? `${flag} must stand behind a verb, got no verb; ${remedy}`
          : `${flag} is not a flag of clv ${verb}; ${remedy}`;
      }
      case 'commander.unknownCommand':
        return `${shown(this.args[0] ?? '')} is not a verb of clv; ${remedy}`;
      case 'commander.help':
        return `name a verb; ${remedy}`;
      case 'commander.optionMissingArgument': {
        const flag = this.#lastFlag();
        return `${flag} must have a value, got none; write ${flag} and then the value`;
      }
      case 'commander.missingArgument': {
        const next = this.registeredArguments[this.args.length];
        return `clv ${verb} must have its ${next?.name()} named, got none; ${remedy}`;
      }
      default:
        // No verb declares what the other codes are about.
        throw error;
    }
  }

  /** The flag that the command line ends with, perhaps as the last letter of several in one. */
  #lastFlag(): string {
    const last = this.#given.at(-1) ?? '';
    const names = new Set<string | undefined>([last, `-${last.at(-1)}`]);
    const option = this.options.find(({ long, short }) => names.has(long) || names.has(short));
    return option?.long ?? last;
  }
}

/** What commander takes a mistyped name for: which it has is in its sentence alone. */
function meant({ message }: CommanderError): string | undefined {
  const names = /\n\(Did you mean (?:one of )?(.*)\?\)$/.exec(message)?.[1];
  return names && `did you mean ${names.replaceAll(', ', ' or ')}?`;
}
