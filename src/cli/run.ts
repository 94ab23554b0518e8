import { type Host, hostOf } from './process/host.ts';
import { say } from './process/say.ts';
import { programOf } from './program.ts';
import { codeOf, linesOf } from './usage.ts';

/** Run the command line in this process. */
export async function run(process: NodeJS.Process): Promise<void> {
  const host = hostOf(process);
  // What is thrown outside of the work, as by a driver, would end in 1, which a failed check does.
  process.on('uncaughtException', (error) => process.exit(failed(error, host)));
  process.exitCode = await runIn(host);
}

/**
 * Run the command line.
 *
 * @returns 0 done, 1 a check failed, 2 refused or not written, 70 a bug in clv
 */
export async function runIn(host: Host): Promise<number> {
  try {
    const argv = withHelp(host.argv);
    await (await programOf({ ...host, argv })).parseAsync(argv, { from: 'user' });
    return ended(0, host);
  } catch (error) {
    return failed(error, host);
  }
}

/** `clv help calc` asks for what `clv calc --help` does. */
function withHelp(argv: readonly string[]): readonly string[] {
  return argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
}

function failed(error: unknown, host: Host): number {
  say(host, ...linesOf(error));
  return ended(codeOf(error), host);
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
