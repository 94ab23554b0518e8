import { Chalk } from 'chalk';

const chalk = new Chalk({ level: 1 });

/** Bold, whatever chalk thinks of the terminal: the command line has decided. */
export const strong = (text: string): string => chalk.bold(text);
