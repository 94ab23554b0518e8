import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, clv } from '../clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-streams-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shop = join(folder, 'shop.csv');
const model = join(folder, 'model.json');
clv(['demo', shop, '--customers', '200', '--quiet']);
clv(['fit', shop, '--model', 'bg-nbd', '-o', model]);

const assumptions = (limit: number, avg = 50) => `version: 1
inputs:
  avg: { value: ${avg}, range: 45..55 }
  freq: 4
  years: 3
  margin: 40%
  cac: 60
baseline: clv.baseline.json
checks:
  - ltvCac >= ${limit}
`;

const inputs: Readonly<Record<string, string>> = {
  'good.yaml': assumptions(3),
  'bad.yaml': assumptions(9),
  'other.yaml': assumptions(3, 52),
  'orders.csv': 'customer,date,amount\nann,2025-01-13,5\nbob,2025-02-13,7\nann,2025-03-13,6\n',
  'records.ndjson': '{"avg":5,"freq":4}\n{"avg":-1,"freq":4}\n{"avg":6,"freq":4}\n',
};

function freshFolder(): string {
  const own = mkdtempSync(join(folder, 'run-'));
  for (const [name, text] of Object.entries(inputs)) writeFileSync(join(own, name), text);
  return own;
}

/** A run of each verb, and where it has them, of each way that it ends and each file that it writes. */
const runs = [
  'calc --avg 50 --freq 4 --years 2..4',
  'calc --avg 50 --freq 4 -o found.json',
  'calc --input records.ndjson --keep-going',
  'calc --input records.ndjson --keep-going -o found.json',
  'average --revenue 100 --customers 4',
  'cac --acquisition-cost 100 --new-customers 4',
  'equity --customers 9 --avg 5 --freq 4 --years 2',
  'budget --revenue 100',
  'measure orders.csv --summary customers.csv --ledger ledger.csv -o measured.json',
  `fit ${shop} --model bg-nbd -o fitted.json`,
  `validate ${shop} --model bg-nbd --holdout 26w -o validation.json`,
  `score ${shop} --model ${model} --horizon 52w -o scores.csv`,
  `score ${shop} --model ${model} --horizon 52w`,
  'explain avg',
  'check good.yaml --reporter tty --reporter junit=junit.xml',
  'check bad.yaml --reporter tty --reporter junit=junit.xml --write-baseline',
  'check missing.yaml',
  'diff good.yaml other.yaml --exit-code',
  'diff good.yaml other.yaml -o found.txt',
  'solve good.yaml --target ltvCac=5 --for cac',
  'sensitivity good.yaml --metric ltvCac',
  'sweep good.yaml --metric ltvCac --freq 3..5:1',
  'init new.yaml --ci github',
  'demo demo.csv --customers 50 --truth truth.json',
  'demo - --customers 5000 --truth truth.json',
  'schema -o record.schema.json',
  'schema',
  'completion bash',
  'complete -- che',
  '--help',
  'check --help',
  '',
  'no-such-verb',
];

it('each verb has a run', () => {
  const verbs = clv([]).stdout.match(/(?<=^ {2})[a-z]+(?= {2})/gm);
  expect(verbs?.length).toBeGreaterThan(10);
  expect(verbs?.filter((name) => !runs.some((run) => run.startsWith(name)))).toEqual([]);
});

/** All files below a folder with what is in them. */
function filesIn(own: string): Record<string, string> {
  const names = readdirSync(own, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(own, name)).isFile()).toSorted();
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(own, name), 'latin1')]));
}

/** Run a line of clv on these descriptors of stdout and stderr. */
async function ran(line: string, stdout: number | 'pipe', stderr: number | 'pipe') {
  const cwd = freshFolder();
  const args = line === '' ? [] : line.split(' ');
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    stdio: ['ignore', stdout, stderr],
    env: { PATH: process.env['PATH'], TMPDIR: folder },
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (err += text.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const files = filesIn(cwd);
  rmSync(cwd, { recursive: true });
  return { out, err, code, files };
}

/** A pipe whose reader has left. */
function closedPipe(): number {
  const pipe = join(folder, 'pipe');
  rmSync(pipe, { force: true });
  execFileSync('mkfifo', [pipe]);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(pipe, constants.O_WRONLY);
  closeSync(reader);
  return writer;
}

describe.runIf(process.platform === 'linux')('whatever becomes of stdout and stderr', () => {
  let closed: number;
  let full: number;
  beforeAll(() => {
    closed = closedPipe();
    full = openSync('/dev/full', 'w');
  });
  afterAll(() => {
    closeSync(closed);
    closeSync(full);
  });

  it.each(runs)('clv %s does its work', async (line) => {
    const [whole, unreadOut, unreadErr, fullOut, fullErr] = await Promise.all([
      ran(line, 'pipe', 'pipe'),
      ran(line, closed, 'pipe'),
      ran(line, 'pipe', closed),
      ran(line, full, 'pipe'),
      ran(line, 'pipe', full),
    ]);
    expect(whole.code).not.toBe(70);
    expect(unreadOut).toEqual({ ...whole, out: '' });
    expect(unreadErr).toEqual({ ...whole, err: '' });
    // The result that explains the code is missing.
    const isLost = whole.out !== '';
    const said = 'stdout could not be written (ENOSPC); free the disk or write elsewhere\n';
    expect(fullOut).toEqual({
      out: '',
      err: whole.err + (isLost ? said : ''),
      code: isLost ? 2 : whole.code,
      files: whole.files,
    });
    // No success where something was not said, and no failed check where none failed.
    const code = whole.code === 0 && whole.err !== '' ? 2 : whole.code;
    expect(fullErr).toEqual({ ...whole, err: '', code });
  });
});

it('the sample has a check that fails, and one that passes', async () => {
  expect((await ran('check good.yaml', 'pipe', 'pipe')).code).toBe(0);
  expect((await ran('check bad.yaml', 'pipe', 'pipe')).code).toBe(1);
});
