import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, describe, it } from 'vitest';
import { measuredFile } from '../input/measured-file.ts';
import { clvInProcess } from './clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-init-from-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: readonly string[]) => clvInProcess(args, { cwd: folder });

/** A measured file with these changes, and where it is. */
function fileOf(changes: object, name = 'changed.json'): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify({ ...measuredFile(), ...changes }));
  return file;
}

describe('from orders to checked assumptions', () => {
  it('demo, measure, init --from, check and calc agree', async () => {
    const truth = ['--customers', '200', '--truth', 'truth.json', '--quiet'];
    expect((await run('demo', 'orders.csv', ...truth)).code).toBe(0);
    expect(await run('measure', 'orders.csv', '-o', 'measured.json', '--quiet')).toEqual({
      stdout: '',
      stderr: '',
      code: 0,
    });
    expect((await run('init', '--from', 'measured.json')).stderr).toBe(
      'clv.yaml is written\nclv check holds it against its checks\n',
    );
    const check = await run('check', '--json');
    expect([check.code, check.stderr]).toEqual([0, '']);
    const { revenue, customers, orders } = JSON.parse(
      readFileSync(join(folder, 'truth.json'), 'utf8'),
    ) as Record<string, number>;
    expect(
      await run('measure', 'orders.csv', '--window', 'all', '-o', 'all.json', '--quiet'),
    ).toMatchObject({ code: 0 });
    const calc = await run('calc', '--input', 'all.json', '--json');
    expect(JSON.parse(calc.stdout)).toMatchObject({ revenue, customers, orders });
    const table = (await run('calc', '--input', 'all.json', '--lang', 'nl')).stdout;
    expect(table).toContain('over 23,94 maanden');
  });

  it.each([
    [{ engine: 'postgres', table: 'shop.orders' }, 'shop.orders in postgres'],
    [{ engine: 'trino', querySha256: 'a'.repeat(64) }, 'a query in trino'],
  ])('names what was measured in an engine, %j', async (source, named) => {
    const file = join(folder, `${source.engine}.yaml`);
    const from = fileOf({ files: [], source }, `${source.engine}.json`);
    expect((await clvInProcess(['init', file, '--from', from])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain(
      `source: clv measure of ${named}, 2025-01-01 to 2025-12-31`,
    );
  });

  it('fills in where each number comes from', async () => {
    // The measured file is above the folder, and yet in the same checkout.
    mkdirSync(join(folder, '.git'));
    mkdirSync(join(folder, 'sub'));
    const file = join(folder, 'sub', 'own.yaml');
    const from = fileOf({}, 'it’s: measured.json');
    expect((await clvInProcess(['init', file, '--from', from])).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(`  freq:
    value: 2
    source: clv measure of orders.csv, 2025-01-01 to 2025-12-31
    reviewed: 2025-12-31
    measured: "../it’s: measured.json#freq"
`);
    expect(text).toContain(
      '  # Seen so far: from first to last purchase 0.3 years, a lower bound.',
    );
    expect(text).not.toMatch(/^ {2}(years|retention|revenue):/m);
    expect(text.match(/^ {2}- .*$/gm)).toEqual([
      '  - avg within 10% of measured',
      '  - freq within 10% of measured',
      '  - newPerYear within 10% of measured',
      '  - firstYearOrders within 10% of measured',
    ]);
    expect((await clvInProcess(['check', file, '--json'])).code).toBe(0);
  });

  it('leaves out what was not measured', async () => {
    const file = join(folder, 'few.yaml');
    const from = fileOf({ avg: { value: null }, freq: undefined, currency: null, files: [] });
    const none = /^ {2}(avg|freq):|(avg|freq) within|currency/m;
    expect((await clvInProcess(['init', file, '--from', from])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toMatch(none);
    expect((await clvInProcess(['check', file, '--json'])).code).toBe(0);
  });
});

describe('refused is', () => {
  it.each([
    ['no file', () => join(folder, 'none.json'), 'none.json does not exist'],
    [
      'a file of orders',
      () => {
        writeFileSync(join(folder, 'a.csv'), 'order,customer\n');
        return join(folder, 'a.csv');
      },
      'a.csv is not JSON: expected a value at column 1',
    ],
    [
      'another version',
      () => fileOf({ schema: 'clv.measured/9' }),
      'schema must be clv.measured/2',
    ],
    [
      'a figure that no input may be',
      () => fileOf({ revenue: { value: -1 }, averageValue: undefined, avg: { value: -0.125 } }),
      'avg must be at least 0; measure other orders',
    ],
    [
      'a file without figures',
      () =>
        fileOf({
          avg: undefined,
          freq: undefined,
          newPerYear: undefined,
          firstYearOrders: undefined,
        }),
      'must hold avg, freq, newPerYear or firstYearOrders, got none',
    ],
    ['a path that a reference cannot hold', () => fileOf({}, 'a#b.json'), 'must have no #'],
  ])('%s, and nothing is written', async (_, from, message) => {
    const file = join(folder, 'never.yaml');
    const { stdout, stderr, code } = await clvInProcess(['init', file, '--from', from()]);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toContain(message);
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });
});
