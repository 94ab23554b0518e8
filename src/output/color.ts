import { Chalk } from 'chalk';

const chalk = new Chalk({ level: 1 });

/** Bold, whatever chalk thinks of the terminal: the command line has decided. */
export const strong = (text: string): string => chalk.bold(text);

const grounds = [
  chalk.bgBlackBright,
  chalk.bgBlue,
  chalk.bgCyan.black,
  chalk.bgGreen.black,
  chalk.bgYellow.black,
];

/** A text on a ground for its share, in five steps of a fifth of the highest that is usual. */
export function shade(text: string, share: number): string {
  if (share === 0) return text;
  const step = Math.min(grounds.length - 1, Math.floor(share * 2 * grounds.length));
  return grounds[step]?.(text) ?? text;
}
