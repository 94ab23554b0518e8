import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { clvInProcess } from './clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Refused: what stderr says, nothing on stdout, exit 2, no stack. */
async function refusal(args: string[], stdin?: string): Promise<string> {
  const { stdout, stderr, code } = await clvInProcess(args, {
    cwd: folder,
    ...(stdin !== undefined && { stdin }),
  });
  expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr.endsWith('\n')).toBe(true);
  return stderr.trimEnd();
}

describe('a flag is refused', () => {
  const other = ['--freq', '4', '--years', '3'];

  it.each([
    [['--avg', '-3'], '--avg must be at least 0, got -3'],
    [['--avg', 'fifty'], '--avg must be a number such as 1234.5, got fifty'],
    [['--avg', ''], "--avg must be a number such as 1234.5, got ''"],
    [['--avg', 'NaN'], '--avg must be a number such as 1234.5, got NaN'],
    [['--avg', 'Infinity'], '--avg must be a number such as 1234.5, got Infinity'],
    [['--avg', '0x10'], '--avg must be a number such as 1234.5, got 0x10'],
    [['--avg', '50%'], '--avg must be a number without a percent sign, got 50%'],
    [
      ['--avg', '1e999'],
      '--avg must be a number that a double carries exactly, at most 9007199254740991 either way, got 1e999',
    ],
    [
      ['--avg', '9007199254740993'],
      '--avg must be a number that a double carries exactly, at most 9007199254740991 either way, got 9007199254740993',
    ],
    [
      ['--avg', '50,5'],
      '--avg must be a number with a decimal point, got 50,5; write 50.5, or read commas with --locale nl',
    ],
    [
      ['--avg', '1,234'],
      '--avg must be a number with a decimal point, got 1,234; write 1234 if the comma groups thousands, 1.234 if it is a decimal sign, or read commas with --locale nl',
    ],
    [
      ['--avg', '1.234', '--locale', 'nl'],
      '--avg must be unambiguous, got 1.234; write 1234 or 1,234',
    ],
    [['--avg', '5', '--margin', '40'], '--margin must be at most 1, got 40; write 40% or 0.4'],
    [['--avg', '5', '--avg', '6'], '--avg must be given once, got 5 and 6'],
    [['--avg'], '--avg must have a value, got none; write --avg and then the value'],
    [['--avgg', '5'], '--avgg is not a flag of clv calc; did you mean --avg?'],
    [['-qo'], '--output must have a value, got none; write --output and then the value'],
    // What commander's sentence has in quotes may hold one itself.
    [["--it's", '5'], '"--it\'s" is not a flag of clv calc; see clv calc --help'],
    [['--avg', '5', '--timing', 'noon'], '--timing must be one of start, mid, end, got noon'],
    [
      ['--avg', '5', '--locale', 'xx-1'],
      '--locale must be a language tag such as en or nl-NL, got xx-1',
    ],
    [
      ['--avg', '5', '--currency', 'XYZ'],
      '--currency must be a code of ISO 4217 such as EUR, got XYZ',
    ],
    [
      ['--avg', '5', '--json', '--format', 'csv'],
      '--format must agree with --json, got csv; drop one of them',
    ],
    [
      ['--avg', '5', '--churn', '20%'],
      '--years must agree with --churn, got 3 where it gives 5; drop --years or drop --churn',
    ],
  ])('%j', async (flags, message) => {
    expect(await refusal(['calc', ...other, ...flags])).toBe(message);
  });

  it('with all that is wrong at once', async () => {
    expect(
      (await refusal(['calc', '--avg', '-3', '--freq', 'x', '--margin', '2'])).split('\n'),
    ).toEqual([
      '--avg must be at least 0, got -3',
      '--freq must be a number such as 1234.5, got x',
      '--margin must be at most 1, got 2; write 2% or 0.02',
    ]);
  });

  it('when it is missing, with what would help', async () => {
    expect(await refusal(['calc', '--avg', '5', '--input', '-'], '{"name":"x"}')).toBe(
      '--avg alone is not enough; add freq',
    );
  });

  it('when a result is beyond a double', async () => {
    const huge = ['--avg', '1e15', '--freq', '1e15', '--years', '1', '--margin', '1'];
    expect(await refusal(['calc', ...huge, '--target-ratio', '1e-300'])).toBe(
      'maxCac is beyond what a double can carry; give smaller numbers',
    );
  });
});

describe('a record is refused', () => {
  const unlike =
    'must be a number that a double carries exactly, at most 9007199254740991 either way';

  it.each([
    ['{"avg":-3,"freq":4}', 'avg must be at least 0, got -3'],
    ['{"avg":"","freq":4}', "avg must be a number such as 1234.5, got ''"],
    ['{"avg":null,"freq":4}', 'avg must be a number, got null; leave the key out'],
    ['{"avg":true,"freq":4}', 'avg must be a number, got true'],
    ['{"avg":1e400,"freq":4}', `avg ${unlike}, got a number beyond 1.8e308`],
    ['{"avg":9007199254740993,"freq":4}', `avg ${unlike}, got 9007199254740992`],
    [
      '{"frq":4,"avg":5,"freq":4}',
      'frq is not a name that clv knows, got 4; did you mean freq?; --allow-unknown carries it through',
    ],
    ['{"__proto__":4,"avg":5,"freq":4}', '__proto__ must not be the name of a key; rename it'],
    [
      '{"avg":5,"freq":4,"avg":6}',
      'line 1: the line has a key twice in one object, the second time at column 19',
    ],
    ['{"avg":5', 'input is not JSON: expected a comma or } at column 9'],
    ['[{"avg":5,"freq":4},7]', 'record 2: a record must be a JSON object, got 7'],
    ['avg,freq\n5,\n', "line 2: freq must be a number such as 1234.5, got ''"],
    ['avg,freq\n5,4,3\n', 'line 2: the row must have 2 cells, as the header has, got 3'],
    ['avg,avg\n5,4\n', 'the header must name avg once, got it twice'],
    ['42', /^input must be JSON objects, NDJSON, or CSV .*, got 42$/],
    ['', /^stdin must hold at least one record, got none/],
    ['avg,freq\n', /^stdin must hold at least one record, got none/],
    ['[]', /^stdin must hold at least one record, got none/],
  ])('%j', async (stdin, message) => {
    const said = await refusal(['calc', '--json'], stdin);
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
  });

  it('and nothing of an array is printed when its last record is bad', async () => {
    const records = [...Array.from({ length: 5_000 }, () => ({ avg: 5, freq: 4 })), { avg: 'x' }];
    expect(await refusal(['calc', '--json'], JSON.stringify(records))).toBe(
      'record 5001: avg must be a number such as 1234.5, got x',
    );
  });

  it('unless unknown numbers are allowed, which are carried through as they stand', async () => {
    const stdin = 'id,avg,freq\n007,5,4\n';
    expect(
      (await clvInProcess(['calc', '--format', 'csv', '--allow-unknown'], { stdin })).stdout,
    ).toBe('id,avg,freq,customerValue\n007,5,4,20\n');
    expect(await refusal(['calc'], stdin)).toMatch(
      /^line 2: id is not a name that clv knows, got 007;/,
    );
  });

  it('unless unknown numbers are allowed', async () => {
    const { stdout } = await clvInProcess(['calc', '--json', '--allow-unknown'], {
      stdin: '{"id":7,"avg":5,"freq":4}',
    });
    expect(stdout).toBe('{"id":7,"avg":5,"freq":4,"customerValue":20}\n');
  });
});

describe('a bad record in a stream', () => {
  const stdin =
    '{"avg":5,"freq":4}\n{"avg":5}\n{"avg":-1,"freq":4}\nnonsense\n{"avg":6,"freq":4}\n';

  it('stops it, and the records before it stand', async () => {
    expect(await clvInProcess(['calc'], { stdin })).toEqual({
      stdout: '{"avg":5,"freq":4,"customerValue":20}\n',
      stderr: 'line 2: avg alone is not enough; add freq\n',
      code: 2,
    });
  });

  it('is told and passed over with --keep-going', async () => {
    const { stdout, stderr, code } = await clvInProcess(['calc', '--keep-going', '--json'], {
      stdin,
    });
    expect(JSON.parse(stdout)).toHaveLength(2);
    const lines = stderr.trimEnd().split('\n');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'line 2',
      'line 3',
      'line 4',
      '3 of 5 records were refused',
    ]);
    expect(code).toBe(2);
  });
});

describe('a file is refused', () => {
  it('when it is missing, a directory, or cannot be written', async () => {
    expect(await refusal(['calc', '--input', 'nope.json'])).toBe(
      '--input nope.json does not exist',
    );
    expect(await refusal(['calc', '--input', '.'])).toBe('--input . is a directory');
    expect(await refusal(['calc', '--avg', '5', '--freq', '4', '-o', 'no/such/out.json'])).toBe(
      '--output must be a file that can be written, got no/such/out.json (ENOENT)',
    );
  });

  it('with the line that is wrong, and leaves no half-written file', async () => {
    writeFileSync(join(folder, 'in.ndjson'), '{"avg":5,"freq":4}\n{"avg":5,"freq":-4}\n');
    expect(await refusal(['calc', '--input', 'in.ndjson', '-o', 'out.ndjson'])).toBe(
      'in.ndjson:2: freq must be at least 0, got -4',
    );
    expect(readdirSync(folder)).toEqual(['in.ndjson']);
  });
});
