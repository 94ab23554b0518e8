import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { bin } from '../cli/clv.ts';

/** What one run took, in seconds. */
interface Took {
  readonly wall: number;
  readonly cpu: number;
  /** What came of it, where the run says so. */
  readonly result?: string;
}

/**
 * The environment of a measured run: NODE_EXTRA_CA_CERTS slows the start of a bare node, and so
 * would flatter every ratio to it.
 */
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

/** Run a shell command to its end; bash tells the time of the process and its children. */
function time(command: string): Took {
  const script = `TIMEFORMAT='%R %U %S'; time ${command}`;
  const { stderr, status } = spawnSync('bash', ['-c', script], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  const [wall = 0, user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { wall, cpu: user + system };
}

/** What a command says that its work took: its last line has wall, CPU seconds and the result. */
export function ownTime(command: string): Took {
  const { stdout, stderr, status } = spawnSync('bash', ['-c', command], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  const [wall, cpu, result = ''] = (stdout.trim().split('\n').at(-1) ?? '').split(' ');
  return { wall: Number(wall), cpu: Number(cpu), result };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** Whether a command can be run here at all. */
export function isInstalled(command: string): boolean {
  return spawnSync('bash', ['-c', command], { stdio: 'ignore', env }).status === 0;
}

/** The command that succeeds where the built clv has a verb. */
export function verbProbe(name: string): string {
  return `${process.execPath} ${bin} --help | grep -q '^  ${name} '`;
}

/**
 * Run commands in turns, and print the medians and their ratios to the first one.
 *
 * A single pair of times says little on a noisy machine: the turns put all commands through the
 * same noise.
 */
export function compare(
  title: string,
  commands: Readonly<Record<string, string>>,
  rounds: number,
  timing: (command: string) => Took = time,
): void {
  const names = Object.keys(commands);
  const took = new Map<string, Took[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) took.get(name)?.push(timing(command));
  }
  const middle = (name: string, key: 'wall' | 'cpu') =>
    median((took.get(name) ?? []).map((run) => run[key]));
  const [base = ''] = names;
  const rows = names.map((name) => ({
    command: name,
    'wall s': middle(name, 'wall').toFixed(3),
    'cpu s': middle(name, 'cpu').toFixed(3),
    'wall ratio': (middle(name, 'wall') / middle(base, 'wall')).toFixed(2),
    'cpu ratio': (middle(name, 'cpu') / middle(base, 'cpu')).toFixed(2),
    ...took.get(name)?.map(({ result }) => result && { result })[0],
  }));
  process.stdout.write(`\n${title}, medians of ${rounds}\n`);
  console.table(rows);
}

/** The most memory in MB that a node script holds while a reader takes its output, slowly or not. */
export async function peakMemory(args: readonly string[], pause: number): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  let peak = 0;
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(look, 20);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    if (pause > 0 && chunk.length > 0)
      await new Promise((resolve) => void setTimeout(resolve, pause));
  }
  clearInterval(timer);
  return peak;
}

/**
 * The most memory in MB that a shell command and its children hold, or undefined where GNU time
 * is not installed.
 */
export function peakOf(command: string): number | undefined {
  const meter = '/usr/bin/time';
  if (!isInstalled(`${meter} -f %M true`)) return undefined;
  const { stderr, status } = spawnSync(meter, ['-f', '%M', 'bash', '-c', command], {
    encoding: 'utf8',
    env,
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
}
