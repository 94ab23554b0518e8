import { type Command, Option } from 'commander';
import { InputError, shown } from '../errors.ts';

/** What a verb declares its arguments and flags with. */
export interface Setup {
  readonly command: Command;
  /** Put the flags that follow under a heading of the help. */
  heading(this: void, text: string): void;
  /** Add a flag with a value, which may be given once and be one of the choices if there are any. */
  value(this: void, flags: string, help: string, choices?: readonly string[]): void;
  /** Add a flag with a value that may be given several times; its verb finds a list. */
  values(this: void, flags: string, help: string): void;
  /** Add a flag without a value. */
  toggle(this: void, flags: string, help: string): void;
}

/** The flags of a command, for a verb to add to. */
export function setupOf(command: Command): Setup {
  const add = (flags: string, help: string): Option => {
    const option = new Option(flags, help);
    command.addOption(option);
    return option;
  };
  return {
    command,
    heading: (text) => void command.optionsGroup(text),
    value: (flags, help, choices) => onceOnly(add(flags, help), command, choices),
    values: (flags, help) => collecting(add(flags, help), command),
    toggle: (flags, help) => void add(flags, help),
  };
}

/** Keep the values of a flag that may be given several times. */
function collecting(option: Option, command: Command): void {
  option.argParser((text: string, previous: readonly string[] | undefined) => {
    assertValue(text, option, command);
    return [...(previous ?? []), text];
  });
}

/** Make a flag that is given twice, or with a value that is no choice, an error. */
function onceOnly(option: Option, command: Command, choices: readonly string[] | undefined): void {
  if (choices !== undefined) option.choices(choices);
  // It is false where the flag's own --no- came before.
  option.argParser((text: string, previous: string | false | undefined) => {
    assertValue(text, option, command);
    if (previous !== undefined && previous !== false) {
      throw new InputError(
        `${option.long} must be given once, got ${shown(previous)} and ${shown(text)}`,
      );
    }
    if (choices !== undefined && !choices.includes(text)) {
      throw new InputError(
        `${option.long} must be one of ${choices.join(', ')}, got ${shown(text)}`,
      );
    }
    return text;
  });
}

/** @throws InputError where a flag is followed by another flag instead of its value */
function assertValue(text: string, option: Option, { options }: Command): void {
  if (!options.some(({ long, short }) => text === long || text === short)) return;
  throw new InputError(
    `${option.long} needs a value, got the flag ${text}; write the value behind ${option.long}`,
  );
}
