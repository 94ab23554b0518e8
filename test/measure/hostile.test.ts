import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../src/engines/duckdb/duckdb.ts';
import { filesAsRelation } from '../../src/engines/duckdb/file.ts';
import { bin, clv, clvInProcess } from '../cli/clv.ts';
import { fileOf, folder, measure, measured, named } from './run.ts';

const plain = 'customer,date,amount\na,2025-01-01,10.5\nb,2025-01-13,2.5\na,2025-02-01,3.25\n';
const many = `${plain}${Array.from({ length: 5000 }, (_, at) => `c${at},2025-03-01,${at}.5\n`).join('')}`;
const packed = gzipSync(many);

/** Rows of which one, or two, are replaced. */
const manyWith = (row: string, second = 30, count = 100): string =>
  `customer,date,amount\n${Array.from({ length: count }, (_, at) => (at === 30 || at === second ? row : `c${at},2025-03-01,${at}.5`)).join('\n')}\n`;

describe('a file that means harm, or is broken', () => {
  it.each(['orders[1].csv', '*.csv', "o'; drop table x; --.csv", 'year=2025.csv', '"🎉".csv'])(
    'is no pattern and no statement by its name: %s',
    async (name) => {
      fileOf('customer,date,amount\nz,2025-01-01,99\n', 'orders1.csv');
      expect((await measured(fileOf(plain, name))).revenue.value).toBe(16.25);
    },
  );

  it.each([
    ['an empty file', '', 'must hold orders, got an empty file'],
    ['a header alone', 'customer,date,amount\n', 'got a header without rows'],
    ['a formula', 'customer,date,amount\na,2025-01-13,=1+1\n', 'R_AMOUNT 1'],
    ['a day before 1900', 'customer,date,amount\na,1850-01-13,1\n', 'R_DATE 1'],
    ['a day after 2200', 'customer,date,amount\na,2300-01-13,1\n', 'R_DATE 1'],
    ['an amount of 1e300', 'customer,date,amount\na,2025-01-13,1e300\n', 'R_AMOUNT 1'],
    ['a long line', `${plain}${'x'.repeat(3_000_000)}\n`, 'R_SHAPE 1'],
    ['a header without an end', 'x'.repeat(3_000_000), 'characters without an end'],
    ['a quote at the end', 'customer,date,amount\n"a,2025-01-13,5\n', 'one in row 1 that takes'],
    ['a quote without an end', manyWith('c30,2025-03-01,"5'), 'one in row 31 that takes'],
    ['the same in gzip', gzipSync(manyWith('"c30,2025-03-01,5')), 'one in row 31 that takes'],
    ['a quote before another', manyWith('"c30,2025-03-01,5', 40), 'one in row 31 that takes'],
    ['bytes that are no text', Buffer.from([1, 0, 0, 2, 3]), 'in UTF-8, got other bytes'],
    ['UTF-16 that is cut off', Buffer.from([1, 0, 2, 0, 3]), 'must be whole UTF-16'],
    ['UTF-8 and then another', Buffer.from([...Buffer.from(`é\n`), 0xe9, 0x0a]), 'in one encoding'],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004xxxx'), 'must be text, got a ZIP file'],
    ['gzip that is cut off', packed.subarray(0, packed.length / 2), 'must be a whole gzip file'],
    ['gzip without its last bytes', packed.subarray(0, -4), 'must be a whole gzip file'],
    ['Parquet that is cut off', Buffer.from('PAR1xxxxxxxxxxxxxxxx'), 'must be readable'],
    ['JSON of numbers', '[1,2]', 'no column is known'],
    ['NDJSON that is cut off', '{"customer":"a","date":"2025-01-01","amount":1}\n{"c', 'must'],
  ])('is refused in one clear line: %s', async (_, content, message) => {
    const { stdout, stderr, code } = await measure(fileOf(content), '--quiet');
    expect(stderr).toContain(message);
    expect([stdout, code, stderr.trim().split('\n').length]).toEqual(['', 2, 1]);
  });

  it.each([
    ['a folder', folder, 'is a directory'],
    ['a file that is not there', join(folder, 'none.csv'), 'none.csv does not exist'],
  ])('is refused in one clear line: %s', async (_, file, message) => {
    const { stderr, code } = await measure(file);
    expect([code, stderr.includes(message)]).toEqual([2, true]);
  });

  it('is refused where it is named twice', async () => {
    const file = fileOf(plain);
    expect((await measure(file, file)).stderr).toBe(`${file} must be named once, got it twice\n`);
    expect((await measure('-', '-')).stderr).toBe('- must be named once, got it twice\n');
  });

  it('may have any names over its columns', async () => {
    const file = fileOf('"a""; drop table x; --","da\nte",amount,🎉\nx,2025-01-05,5,1\n');
    const flags = ['--customer', 'a"; drop table x; --', '--date', 'da\nte', '--amount', 'amount'];
    expect((await measured(file, ...flags)).revenue.value).toBe(5);
    expect((await measured(file, '--customer', '🎉', ...flags.slice(2))).customers.value).toBe(1);
  });
});

/** Rows of which one opens a quote, and one near the end closes it. */
const closing = (opens: string, closes: string, count: number) => {
  const rows = manyWith('x', 30, count).split('\n');
  rows[31] = opens;
  rows[count - 10] = closes;
  return fileOf(rows.join('\n'));
};

it('a line without end is refused, and not left out', async () => {
  // Beyond some buffers DuckDB passes over a line without a word.
  const file = fileOf(`${plain}${'x'.repeat(20_000_000)},2025-01-02,1\n`);
  const { stdout, stderr, code } = await measure(file);
  expect([stdout, code]).toEqual(['', 2]);
  expect(stderr).toContain(`${file} must have lines of at most 16 MB, got a longer one`);
});

describe('a quote that is not closed', () => {
  const lenient = ['--max-rejected', '100%', '--quiet'];

  it('is found where several threads read, whatever may be rejected', async () => {
    const file = fileOf(manyWith('"c30,2025-03-01,5', 30, 2_000_000));
    expect(await measure(file, ...lenient)).toEqual({
      code: 2,
      stdout: '',
      stderr: `${file} must close each quote that it opens, got one in row 31 that takes the rows after it; mend that row, or write a quote inside a cell as two\n`,
    });
  });

  it('is found where it closes rows later, as if all between were a cell', async () => {
    const [opens, closes] = ['"c30,2025-03-01,5', 'c9",2025-03-01,5'];
    for (const [file, message] of [
      // Beyond the longest line that DuckDB reads, and within it.
      [closing(opens, closes, 200_000), 'got one in row 31 that takes the rows after it'],
      [
        closing(opens, closes, 100),
        'the customer of a row must be on one line, got "c30,2025-03-01',
      ],
      [closing('c30,"2025-03-01,5', 'c9,2025-03-01",5', 100), 'the date of a row must be on one'],
      [closing('c30,2025-03-01,"5', 'c9,2025-03-01,5"', 100), 'the amount of a row must be on one'],
    ] as const) {
      const { stderr, code } = await measure(file, ...lenient, '--decimal', 'point');
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    }
  });

  it('names the file of several, and refuses a ledger and a summary as well', async () => {
    const [one, two] = [fileOf(plain), fileOf(manyWith('"c30,2025-03-01,5'))];
    const target = join(folder, 'quoted.csv');
    for (const flag of ['--summary', '--ledger']) {
      const run = await measure(one, two, ...lenient, flag, target);
      expect(run.stderr).toMatch(new RegExp(`^${two} must close each quote .* in row 31 `));
      expect([run.code, existsSync(target)]).toEqual([2, false]);
    }
  });

  it('is one row where it ends in its row, as a stray one does', async () => {
    const file = fileOf(manyWith('"c"30,2025-03-01,5'));
    const { ledger } = await measured(file, ...lenient);
    expect(ledger.rows).toMatchObject({ read: 100, used: 99, rejected: 1 });
  });

  it('may be closed on another line, and rows are counted as rows', async () => {
    const note = '"two\nlines ""of"" it"';
    const file = fileOf(`customer,date,amount,note\na,2025-01-13,5,${note}\nb,2025-01-14\n`);
    const ledger = join(folder, 'notes.csv');
    await measure(file, ...lenient, '--ledger', ledger);
    expect(readFileSync(ledger, 'utf8')).toMatch(/\n1,1,,USED.*\n1,2,,R_SHAPE/);
  });
});

describe('other ways to write the same rows', () => {
  it.each([
    ['semicolons', plain.replaceAll(',', ';')],
    ['tabs', plain.replaceAll(',', '\t')],
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${plain}`],
    ['gzip', gzipSync(plain)],
    [
      'NDJSON',
      '{"customer":"a","date":"2025-01-01","amount":10.5}\n{"customer":"b","date":"2025-01-13","amount":2.5}\n{"customer":"a","date":"2025-02-01","amount":3.25}\n',
    ],
    [
      'JSON',
      '[{"customer":"a","date":"2025-01-01","amount":10.5},{"customer":"b","date":"2025-01-13","amount":2.5},{"customer":"a","date":"2025-02-01","amount":3.25}]',
    ],
  ])('%s', async (_, content) => {
    const found = await measured(fileOf(content), ...named);
    expect(found).toMatchObject({ revenue: { value: 16.25 }, customers: { value: 2 } });
  });

  const accented = plain.replace('b,', 'Zoë – €,').replaceAll('a,', 'é,');
  it.each([
    ['UTF-16LE', Buffer.from(`\uFEFF${accented}`, 'utf16le')],
    ['UTF-16BE', Buffer.from(`\uFEFF${accented}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(accented.replace('–', '\u0096').replace('€', '\u0080'), 'latin1')],
  ])('%s, which is said, also in gzip', async (encoding, content) => {
    const summary = join(folder, 'accented.csv');
    for (const bytes of [content, gzipSync(content)]) {
      const file = fileOf(bytes, `o'[1]*${encoding}.csv`);
      const run = await measure(file, '--summary', summary, ...named);
      expect(run).toMatchObject({ code: 0, stdout: '' });
      expect(run.stderr.split('\n')[0]).toBe(`${file} read as ${encoding}`);
      expect(readFileSync(summary, 'utf8')).toMatch(/^customer.*\nZoë – €,0,.*\né,1,/);
      expect((await measure(file, '--json', '--quiet')).stderr).toBe('');
      expect((await measured(file)).files[0]?.sha256).toBe(
        createHash('sha256').update(bytes).digest('hex'),
      );
    }
  });

  it('several files, each with its part', async () => {
    const [one, two] = [fileOf(plain), fileOf('date;klant;customer;amount\n2025-03-01;x;c;1\n')];
    expect((await measured(one, two, ...named)).revenue.value).toBe(17.25);
  });
});

describe('what is piped in', () => {
  it.each([
    ['CSV', plain],
    ['gzip', gzipSync(plain)],
    ['Windows-1252', Buffer.from(plain.replaceAll('a,', 'é,'), 'latin1')],
    [
      'NDJSON',
      '{"customer":"a","date":"2025-01-01","amount":13}\n{"customer":"b","date":"2025-01-01","amount":3.25}\n',
    ],
  ])('%s is measured as a file is', async (_, stdin) => {
    const { stdout, code } = await clvInProcess(['measure', '-', '--json', '--small-cells'], {
      stdin,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ name: 'stdin', sha256: createHash('sha256').update(stdin).digest('hex') }],
      revenue: { value: 16.25 },
    });
  });

  it('leaves no folder', () => {
    const own = join(folder, 'piped');
    mkdirSync(own);
    const run = clv(['measure', '-', '--json', '--quiet'], { stdin: plain, env: { TMPDIR: own } });
    expect([run.code, run.stderr, readdirSync(own)]).toEqual([0, '', []]);
  });

  it('is refused where it is nothing, or damaged', async () => {
    expect(await clvInProcess(['measure', '-'])).toEqual({
      stdout: '',
      stderr: '- must have orders on stdin, got nothing; see whether what is piped in went well\n',
      code: 2,
    });
    const run = await clvInProcess(['measure', '-'], { stdin: packed.subarray(0, -4) });
    expect(run.stderr).toContain('stdin must be a whole gzip file, got unexpected end of file');
  });
});

describe('the engine', () => {
  it('reaches nothing but its folder once the files are named', async () => {
    const engine = await openDuckdb({ memory: undefined, progress: false, onInterrupt() {} });
    try {
      const other = fileOf('secret\n1\n');
      const path = fileOf(plain);
      const relation = await filesAsRelation(engine, [{ name: path, path, skip: 0 }], []);
      expect(await engine.query(`select * from ${relation.from}`)).toHaveLength(3);
      for (const statement of [
        `select * from read_csv('${other}')`,
        `copy (select 1) to '${join(folder, 'out.csv')}'`,
        `attach '${join(folder, 'a.db')}'`,
        'set enable_external_access = true',
        'install httpfs',
      ]) {
        await expect(engine.run(statement)).rejects.toThrow(/Permission|Cannot|disabled|locked/);
      }
    } finally {
      await engine.close();
    }
  });
});

describe('what is written', () => {
  const summary = join(folder, 'summary.csv');

  it('is the summary of the models, by the definitions of Fader and Hardie', async () => {
    const { stdout, code } = await measure(
      fileOf(plain),
      '--summary',
      summary,
      '--as-of',
      '2025-02-05',
    );
    expect([stdout, code]).toEqual(['', 0]);
    // a: 31 days from the first to the last purchase, 35 to the last day looked at.
    expect(readFileSync(summary, 'utf8')).toBe(
      `customer,x,t_x,T,spend\na,1,${31 / 7},5.0,3.25\nb,0,0.0,${23 / 7},0.0\n`,
    );
  });

  it('is nothing where the rows are refused, and no folder is left', () => {
    const own = join(folder, 'refused');
    mkdirSync(own);
    const bad = fileOf('customer,date,amount\na,x,1\n');
    const { code } = clv(['measure', bad, '--summary', join(folder, 'never.csv')], {
      env: { TMPDIR: own },
    });
    expect([code, readdirSync(own), existsSync(join(folder, 'never.csv'))]).toEqual([2, [], false]);
    expect(readdirSync(folder).filter((name) => name.endsWith('clv-part'))).toEqual([]);
  });

  it('is nothing after an interrupt, and no folder is left', async () => {
    const own = join(folder, 'interrupted');
    mkdirSync(own);
    const rows = Array.from({ length: 300_000 }, (_, at) => `c${at % 9999},2025-03-01,${at}.5\n`);
    const file = fileOf(plain + rows.join(''));
    const target = join(folder, 'interrupted.csv');
    const args = [bin, 'measure', file, '--summary', target];
    const child = spawn(process.execPath, args, { env: { TMPDIR: own }, stdio: 'ignore' });
    const ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? code));
    });
    while (readdirSync(own).length === 0) {
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    expect([readdirSync(own), existsSync(target)]).toEqual([[], false]);
    expect(readdirSync(folder).filter((name) => name.endsWith('clv-part'))).toEqual([]);
  });

  it('cannot be a folder', async () => {
    mkdirSync(join(folder, 'there.csv'));
    const { stderr, code } = await measure(fileOf(plain), '--summary', join(folder, 'there.csv'));
    expect([code, stderr.includes('--summary must be a file that can be written')]).toEqual([
      2,
      true,
    ]);
  });

  it('with --summary is the ledger alone, or with -o all of it beside the summary', async () => {
    const file = fileOf(plain);
    const [customers, all] = [join(folder, 'both.csv'), join(folder, 'both.json')];
    const alone = await clvInProcess(['measure', file, '--summary', customers]);
    expect(alone).toMatchObject({ code: 0, stdout: '' });
    expect(alone.stderr).toContain('rows 3 = used 3');
    expect((await clvInProcess(['measure', file, '--summary', customers, '-o', all])).code).toBe(0);
    expect(readFileSync(customers, 'utf8')).toMatch(/^customer,x,t_x,T,spend\n/);
    expect(JSON.parse(readFileSync(all, 'utf8'))).toMatchObject({ customers: { value: 2 } });
  });

  it('is a table, CSV and Markdown by the bundle as well', async () => {
    const file = fileOf(plain);
    const table = await clvInProcess(['measure', file]);
    expect([table.code, table.stdout.includes('rows 3 = used 3')]).toEqual([0, true]);
    for (const line of table.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(160);
    expect((await clvInProcess(['measure', file, '--format', 'csv'])).stdout).toContain(
      'customers,2,,,2,',
    );
    expect((await clvInProcess(['measure', file, '--format', 'markdown'])).stdout).toContain(
      '| Revenue | 16.25 |',
    );
  });
});
