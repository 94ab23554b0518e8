import { Command, type CommanderError } from 'commander';
import { InputError, shown } from '../errors.ts';
import { isInputName, quantitiesCalled } from '../quantities.ts';
import { flagOf } from './flags/quantity-flags.ts';

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

  #problemOf(error: CommanderError): string | readonly string[] {
    const verb = this.parent === null ? undefined : this.name();
    const page = verb === undefined ? 'clv --help' : `clv ${verb} --help`;
    const remedy = meant(error) ?? `see ${page}`;
    switch (error.code) {
      case 'commander.unknownOption': {
        const flags = flagsAmong(this.#unknown);
        if (verb === undefined) {
          return `${shown(flags[0] ?? '')} must stand behind a verb, got no verb; ${remedy}`;
        }
        return flags.map((flag, index) => {
          const hint = this.#synonymHint(flag) ?? (index === 0 ? remedy : `see ${page}`);
          return `${shown(flag)} is not a flag of clv ${verb}; ${hint}`;
        });
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

  /** What a flag means that is named as others call a number, if the command knows that number. */
  #synonymHint(flag: string): string | undefined {
    const meantNames = quantitiesCalled(flag);
    const flags = meantNames
      .map(flagOf)
      .filter((name) => this.options.some(({ long }) => long === name));
    if (flags.length > 0) return `did you mean ${flags.join(' or ')}?`;
    const result = meantNames.find((name) => !isInputName(name));
    return result && `it is a result, ${result}: see clv explain ${result}`;
  }

  /** The flag that the command line ends with, perhaps as the last letter of several in one. */
  #lastFlag(): string {
    const last = this.#given.at(-1) ?? '';
    const names = new Set<string | undefined>([last, `-${last.at(-1)}`]);
    const option = this.options.find(({ long, short }) => names.has(long) || names.has(short));
    return option?.long ?? last;
  }
}

/** The flags among what commander did not know, without their values. */
function flagsAmong(unknown: readonly string[]): readonly string[] {
  const flags = unknown.filter((text) => /^--?[a-z]/i.test(text));
  return [...new Set(flags.map((flag) => flag.replace(/=.*$/s, '')))];
}

/** What commander takes a mistyped name for: which it has is in its sentence alone. */
function meant({ message }: CommanderError): string | undefined {
  const names = /\n\(Did you mean (?:one of )?(.*)\?\)$/.exec(message)?.[1];
  return names && `did you mean ${names.replaceAll(', ', ' or ')}?`;
}
