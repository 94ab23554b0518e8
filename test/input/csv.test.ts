import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readCsv } from '../../src/input/records/csv-records.ts';
import { bytesOf, cut, visitsOf } from './bytes.ts';

const read = async (...pieces: (string | Uint8Array)[]) => {
  const visits = await visitsOf((visitor) => readCsv(bytesOf(...pieces), visitor));
  // Rows have no prototype, which toEqual takes for a difference.
  return visits.map(([line, row]) => [
    line,
    typeof row === 'string' ? row : { ...(row as object) },
  ]);
};

describe('CSV', () => {
  test.each([
    ['commas', 'avg,freq,note\n50,4,a;b\n'],
    ['semicolons', 'avg;freq;note\n50;4;"a;b"\n'],
    ['tabs', 'avg\tfreq\tnote\n50\t4\ta;b\n'],
    ['lines that end as on Windows', 'avg,freq,note\r\n50,4,a;b\r\n'],
    ['a byte order mark', '\uFEFFavg,freq,note\r\n50,4,a;b'],
    ['spaces around names and numbers', ' avg , freq,note\n 50,4 ,a;b\n'],
    ['quotes around anything', '"avg","freq","note"\n"50","4","a;b"\n'],
  ])('may have %s', async (_, text) => {
    expect(await read(text)).toEqual([[2, { avg: '50', freq: '4', note: 'a;b' }]]);
  });

  test('may have blank lines anywhere, which count as lines', async () => {
    expect(await read('\n', '\r\navg;freq\n\n50;4\n\n')).toEqual([[5, { avg: '50', freq: '4' }]]);
  });

  test('with a header alone has no rows', async () => {
    expect(await read('avg,freq\n')).toEqual([]);
    expect(await read('')).toEqual([]);
  });

  test('keeps quotes, separators, line ends and spaces inside a label', async () => {
    expect(await read('avg,note\n50,"say ""hi"", \r\nbye\n "\n')).toEqual([
      [2, { avg: '50', note: 'say "hi", \r\nbye\n ' }],
    ]);
  });

  test.each([
    ['\n', 'avg,note\n1,"a\nb\n\nc"\n2,d\n\n3\n4,e\n'],
    ['\r\n', 'avg,note\r\n1,"a\r\nb\r\n\r\nc"\r\n2,d\r\n\r\n3\r\n4,e\r\n'],
  ])('counts the line that a row starts on, where lines end in %j', async (_, text) => {
    const visits = await read(text);
    expect(visits.map(([line]) => line)).toEqual([2, 6, 8, 9]);
  });

  test('counts the lines of a header of several lines', async () => {
    expect(await read('avg,"note\r\nof all"\r\n1,a\r\n')).toEqual([
      [3, { avg: '1', 'note\r\nof all': 'a' }],
    ]);
  });

  test('keeps a cell under an unknown name as the text that it is', async () => {
    expect(await read('frq,avg\n007,1\n 42% ,1\n12345678901234567890,1\n')).toEqual([
      [2, { frq: '007', avg: '1' }],
      [3, { frq: ' 42% ', avg: '1' }],
      [4, { frq: '12345678901234567890', avg: '1' }],
    ]);
  });

  test('may name a column after what every object has', async () => {
    const [visit] = await visitsOf((visitor) =>
      readCsv(bytesOf('avg,__proto__,constructor\n1,x,y\n'), visitor),
    );
    expect(Object.entries(visit?.[1] ?? {})).toEqual([
      ['avg', '1'],
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  test('refuses a row with too few or too many cells and reads on', async () => {
    expect(await read('avg,freq\n50\n50,4,3\n50,4\n')).toEqual([
      [2, 'the row must have 2 cells, as the header has, got 1'],
      [3, 'the row must have 2 cells, as the header has, got 3'],
      [4, { avg: '50', freq: '4' }],
    ]);
  });

  test.each([
    ['a name that stands twice', 'avg,freq, avg\n', 'the header must name avg once, got it twice'],
    ['an empty name', 'avg, ,freq\n', 'column 2 must have a name in the header, got none'],
    ['a name missing at its end', 'avg,\n', 'column 2 must have a name in the header, got none'],
  ])('refuses a header with %s', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(new InputError(message));
  });

  test.each([
    ['left open', 'avg,note\n1,"a\n', 'Quote Not Closed'],
    ['closed before the end of the cell', 'avg,note\n1,"a" b\n', 'Invalid Closing Quote'],
    ['opened in the middle of a cell', 'avg,note\n1,a"b\n', 'Invalid Opening Quote'],
  ])('refuses a quote %s', async (_, text, reason) => {
    await expect(read(text)).rejects.toThrow(InputError);
    await expect(read(text)).rejects.toThrow(`input must be CSV, got text that breaks: ${reason}`);
  });

  test('refuses bytes that are no UTF-8, also far into the text', async () => {
    await expect(
      read('avg,note\n', '1,a\n', Buffer.from([0x32, 0x2c, 0xe9, 0x0a])),
    ).rejects.toThrow(
      new InputError('input is not UTF-8 text; convert it, as with iconv -t utf-8'),
    );
  });

  test('stops reading where its visitor throws', async () => {
    let closed = false;
    async function* endless() {
      try {
        yield* bytesOf('avg\n');
        for (;;) yield* bytesOf('1\n'.repeat(1000));
      } finally {
        closed = true;
      }
    }
    const visitor = {
      value() {
        throw new Error('enough');
      },
      refuse() {},
    };
    await expect(readCsv(endless(), visitor)).rejects.toThrow('enough');
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(true);
  });

  test('gives back any cells that were written by RFC 4180, wherever the bytes are cut', async () => {
    const label = fc.string({ unit: fc.constantFrom('x', ' ', ',', ';', '"', '\n', 'é', '😀') });
    const table = fc.tuple(fc.array(label, { minLength: 1 }), fc.constantFrom('\n', '\r\n'));
    const written = table.map(([labels, end]) =>
      ['avg,note', ...labels.map((text) => `1,"${text.replaceAll('"', '""')}"`)].join(end),
    );
    await fc.assert(
      fc.asyncProperty(cut(written), async ({ text, pieces }) => {
        const whole = await read(text);
        expect(await read(...pieces)).toEqual(whole);
        const labels = whole.map(([, row]) => (row as { readonly note: string }).note);
        const end = text.startsWith('avg,note\r') ? '\r\n' : '\n';
        const again = labels.map((note) => `1,"${note.replaceAll('"', '""')}"`);
        expect(['avg,note', ...again].join(end)).toBe(text);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
