import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bin, clvInProcess } from './clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const flow = '--customers 1000 --avg 50 --freq 4 --margin 40% --retention 80%'.split(' ');

describe('the longest horizon', () => {
  it('is printed as a table within the time of a test', async () => {
    const { stdout, code } = await clvInProcess([
      'equity',
      ...flow,
      '--horizon',
      '1000',
      '--quiet',
    ]);
    expect(code).toBe(0);
    // Seven inputs and metrics each, two frames, a heading of two lines, a line a year.
    expect(stdout.match(/^│ +\d+ │/gm)?.length).toBe(999);
    expect(stdout.match(/^├/gm)?.length).toBe(2);
  });
});

describe('a file to write', () => {
  const args = ['calc', '--avg', '5', '--freq', '4', '--json', '-o'];

  it('keeps its permissions, and stays what a link points to', async () => {
    const file = join(folder, 'private.json');
    writeFileSync(file, '', { mode: 0o600 });
    symlinkSync(file, join(folder, 'link.json'));
    await clvInProcess([...args, join(folder, 'link.json')]);
    expect(readFileSync(file, 'utf8')).toBe('{"avg":5,"freq":4,"customerValue":20}\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true);
  });

  it('may be a pipe, and - is stdout', async () => {
    const script = `mkfifo p; '${process.execPath}' '${bin}' ${args.join(' ')} p & cat p; wait; test -p p && echo still a pipe`;
    expect(execFileSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' })).toBe(
      '{"avg":5,"freq":4,"customerValue":20}\nstill a pipe\n',
    );
    expect((await clvInProcess([...args, '-'])).stdout).toBe(
      '{"avg":5,"freq":4,"customerValue":20}\n',
    );
  });

  it.runIf(process.platform === 'linux')('that is full is told, also when it is stdout', () => {
    const script = `'${process.execPath}' '${bin}' calc --avg 5 --freq 4 2>&1 >/dev/full; echo "exit $?"`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(
      'stdout could not be written (ENOSPC); free the disk or write elsewhere\nexit 2\n',
    );
  });
});

describe('flags that only derive an input', () => {
  it('are laid over the records that are piped in', async () => {
    const { stdout } = await clvInProcess(['calc', '--churn', '20%', '--json'], {
      stdin: '{"avg":50,"freq":4}\n',
    });
    expect(JSON.parse(stdout)).toMatchObject({ years: 5, clv: 1000 });
  });

  it('are an answer where there are no records', async () => {
    expect(JSON.parse((await clvInProcess(['calc', '--churn', '20%', '--json'])).stdout)).toEqual({
      churn: 0.2,
      years: 5,
    });
  });
});

const table = async (stdin: string) =>
  (await clvInProcess(['calc', '--format', 'table'], { stdin })).stdout;

describe('a table of records', () => {
  it('says why a number is missing, what was not used, and how it was discounted', async () => {
    const stdin =
      '[{"avg":50,"freq":4,"years":3,"margin":0.4,"cac":0,"discount":0.1},{"avg":5,"freq":4,"timing":"end"}]';
    const text = await table(stdin);
    expect(text).toContain('LTV:CAC ratio n/a: the CAC is 0.');
    expect(text).toContain('Given but not used: timing.');
    expect(text).toContain('Present value: 10% a year, cash at the start of each year');
  });

  it('keeps what turns a line round from the terminal', async () => {
    expect(await table('[{"avg":50,"freq":4,"name":"\u202eabc"}]')).not.toContain('\u202e');
  });

  it('shows the labels of a single record too', async () => {
    expect(
      (await clvInProcess(['calc'], { stdin: '{"avg":50,"freq":4,"naam":"x"}' })).stdout,
    ).toMatch(/│ naam +│ +x │/);
  });
});

describe('segments', () => {
  it('are not added when some are discounted and others are not', async () => {
    const stdin = 'customers,avg,freq,years,discount,timing\n9,5,4,3,0.1,end\n9,5,4,3,0.1,mid\n';
    const { stdout, stderr, code } = await clvInProcess(['equity'], { stdin });
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toMatch(
      /^the segments must all be discounted alike to be added, got timing end and mid;/,
    );
  });

  it('name the conventions of a horizon in CSV', async () => {
    const more = ['--discount', '10%', '--timing', 'end', '--horizon', '1', '--format', 'csv'];
    expect((await clvInProcess(['equity', ...flow, ...more])).stdout).toMatch(
      /^year,customers,kept,won,cashFlow,presentValue,equity,discount,timing,basis\n.*,0\.1,end,margin\n$/,
    );
  });
});

it.each([
  ['calc extra', 'unexpected argument extra; see clv calc --help'],
  ['completion', 'clv completion must have its shell named, got none; see clv completion --help'],
  ['clac', 'clac is not a verb of clv; did you mean cac or calc?'],
  ['--avg 5', '--avg must stand behind a verb, got no verb; see clv --help'],
  ['explain foo', 'explain must name a metric or an input, got foo; see clv explain for the list'],
  ['budget --revenue -100 --cac 5 --json', ''],
])('clv %s says %s', async (args, message) => {
  const { stderr, stdout } = await clvInProcess(args.split(' '));
  expect(stderr.trimEnd()).toBe(message);
  // No budget buys fewer than no customers.
  if (message === '') expect(JSON.parse(stdout)).toMatchObject({ budgetHoldCustomers: null });
});

it('the completion of bash works without the package bash-completion', () => {
  const script = `clv() { '${process.execPath}' '${bin}' "$@"; }
    source <(clv completion bash); COMP_WORDS=(clv calc --fr); COMP_CWORD=2
    COMP_LINE='clv calc --fr' COMP_POINT=13; $(complete -p clv | grep -o '__[a-z_]*'); echo "\${COMPREPLY[@]}"`;
  const out = execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  expect(out.trim()).toBe('--freq');
});
