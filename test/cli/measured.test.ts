import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { measuredFile } from '../input/measured-file.ts';
import { clvInProcess } from './clv.ts';

const folder = mkdtempSync(join(tmpdir(), 'clv-measured-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'measured.json');
const record =
  '{"currency":"EUR","revenue":400,"customers":4,"orders":8,"averageValue":100,"avg":50,"freq":2,"customerValue":100,"budgetHold":20,"budgetGrow":40}\n';

describe('clv calc --input measured.json', () => {
  it.each([
    ['on one line', JSON.stringify(measuredFile())],
    ['on many lines', JSON.stringify(measuredFile(), null, 2)],
  ])('computes from the totals of a file %s', async (_, text) => {
    writeFileSync(file, text);
    const run = await clvInProcess(['calc', '--input', file, '--json']);
    expect(run.stderr).toBe('');
    const values = JSON.parse(run.stdout) as Record<string, unknown>;
    expect(values).toMatchObject(JSON.parse(record) as object);
    expect(values).not.toHaveProperty('years');
    expect(await clvInProcess(['calc', '--json'], { stdin: text })).toEqual(run);
    expect(
      (await clvInProcess(['calc', '--json', '--input-format', 'ndjson', '--input', file])).code,
    ).toBe(text.includes('\n') ? 2 : 0);
  });

  it('takes a lifespan and a margin beside it', async () => {
    writeFileSync(file, JSON.stringify(measuredFile()));
    const args = ['calc', '--input', file, '--retention', '80%', '--margin', '40%', '--json'];
    expect(JSON.parse((await clvInProcess(args)).stdout)).toMatchObject({
      avg: 50,
      freq: 2,
      equity: 800,
    });
  });

  it('is enough for the equity, with a lifespan beside it', async () => {
    writeFileSync(file, JSON.stringify(measuredFile()));
    const args = ['--input', file, '--years', '3', '--margin', '40%', '--json'];
    const { stdout, stderr } = await clvInProcess(['equity', ...args]);
    expect(stderr).toBe('');
    const { equity } = JSON.parse((await clvInProcess(['calc', ...args])).stdout) as {
      equity: number;
    };
    expect(JSON.parse(stdout)).toMatchObject({ equity });
  });

  it('says what is wrong, and where', async () => {
    writeFileSync(file, JSON.stringify({ ...measuredFile(), schema: 'clv.measured/9' }));
    expect(await clvInProcess(['calc', '--input', file])).toEqual({
      stdout: '',
      stderr: `${file}: schema must be clv.measured/2; measure the orders again with this clv\n`,
      code: 2,
    });
    const none = { ...measuredFile(), customers: { value: 0 } };
    writeFileSync(file, JSON.stringify(none));
    expect((await clvInProcess(['calc', '--input', file])).stderr).toBe(
      `${file}: customers.value must be above 0; measure other orders\n`,
    );
  });
});

describe('clv schema', () => {
  it('prints the schema of a measured file', async () => {
    const run = await clvInProcess(['schema', 'measured']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toHaveProperty('properties.window.properties.months');
  });

  it('prints the schema of a model', async () => {
    const run = await clvInProcess(['schema', 'model']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toHaveProperty('oneOf.0.properties.covariance');
  });

  it('knows no other', async () => {
    expect(await clvInProcess(['schema', 'orders'])).toEqual({
      stdout: '',
      stderr:
        'schema must be one of record, assumptions, measured, model, validation, got orders\n',
      code: 2,
    });
  });
});
