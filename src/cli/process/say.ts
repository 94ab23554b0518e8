import { terminalLines } from '../../output/escape.ts';
import type { Host } from './host.ts';

/** Say something to the person who runs clv, a line each: on stderr, as stdout is for results. */
export function say(host: Host, ...lines: readonly string[]): void {
  if (lines.length > 0) host.warn(terminalLines(lines));
}
