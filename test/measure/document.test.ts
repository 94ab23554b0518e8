import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { measuredJsonSchema, readMeasured } from '../../src/input/measured/measured-schema.ts';
import { fileOf, measure, measured } from './run.ts';

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}.csv`, import.meta.url));

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** The paths of a value that its schema does not name. */
function unnamed(value: unknown, schema: Schema, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const whole = schema.anyOf?.find(({ properties, items }) => properties ?? items) ?? schema;
  if (Array.isArray(value)) {
    return value.flatMap((each) => unnamed(each, whole.items ?? {}, `${path}[]`));
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = whole.properties?.[key];
    const place = `${path}.${key}`;
    return known === undefined ? [place] : unnamed(inner, known, place);
  });
}

describe('measured.json', () => {
  it.each([
    ['a shop', [fixture('shopify')]],
    ['invoices', [fixture('generic')]],
    ['one order', [fileOf('customer,date,amount\na,2025-01-13,5\n')]],
    [
      'refunds above the purchases',
      [fileOf('customer,date,amount\na,2025-01-13,5\na,2025-01-14,-9\n')],
    ],
  ])('is what its schema says, and no more: %s', async (_, files) => {
    const [file = '', ...more] = files;
    const found = await measured(file, ...more);
    expect(readMeasured(found)).toEqual(found);
    expect([...new Set(unnamed(found, measuredJsonSchema() as Schema))]).toEqual([]);
  });

  it('tells the rows of each file, those that could not be read too', async () => {
    const header = 'customer,date,amount\n';
    const one = fileOf(`${header}a,2025-01-13,5\nb,2025-01-13\na,2025-01-14,7\n`);
    const two = fileOf(`${header}c,2025-01-15,5\n`);
    const lenient = ['--max-rejected', '50%'];
    const rows = async (...files: readonly [string, ...string[]]) =>
      (await measured(...files, ...lenient)).files.map((file) => file.rows);
    expect(await rows(one)).toEqual([3]);
    expect(await rows(one, two)).toEqual([3, 1]);
    expect(await rows(two, one)).toEqual([1, 3]);
  });
});

describe('in Dutch', () => {
  it('are labels, reasons and notes; codes and keys stay as they are', async () => {
    const { stdout, code } = await measure(fixture('stripe'), '--lang', 'nl');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Regels\nregels 8 = gebruikt 3 \+ samengevoegd 0 \+ verrekend 1 \+/);
    expect(stdout).toContain('  X_STATUS 3 EUR: geannuleerd, mislukt of nooit betaald\n');
    expect(stdout).toContain('│ Omzet ');
    expect(stdout).toContain('│ Aandeel terugkerende klanten ');
    expect(stdout).toContain('Cohorten per maand: klanten');
    expect(stdout).toContain('cohort   aantal');
    expect(stdout).not.toMatch(/\b(the|of the|customers|refunds|revenue)\b/);
    const [dutch, english] = await Promise.all([
      measure(fixture('stripe'), '--lang', 'nl', '--json'),
      measure(fixture('stripe'), '--json'),
    ]);
    expect(dutch.stdout).toBe(english.stdout);
  });
});
