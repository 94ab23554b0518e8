import { describe, expect, it } from 'vitest';
import { readCheck } from '../../src/cli/verbs/check.ts';
import { readDemo } from '../../src/cli/verbs/demo.ts';
import { readDiff } from '../../src/cli/verbs/diff.ts';
import { readEquity } from '../../src/cli/verbs/equity.ts';
import { readMeasure } from '../../src/cli/verbs/measure.ts';
import { readSensitivity } from '../../src/cli/verbs/sensitivity.ts';
import { readSolve } from '../../src/cli/verbs/solve.ts';
import { readSweep } from '../../src/cli/verbs/sweep.ts';
import { wholeNumber } from '../../src/cli/flags/whole-number.ts';

// What a verb reads of its flags, without a run: nothing is opened here.

const output = {
  format: undefined,
  output: undefined,
  language: 'en',
  locale: 'en',
  currency: undefined,
  quiet: false,
  decimal: 'point',
  color: undefined,
};
const sampling = { seed: 1, draws: 10_000, interval: 0.9 };

describe('without flags', () => {
  it('check reads clv.yaml and reports to the terminal', () => {
    expect(readCheck({}, [])).toEqual({
      file: 'clv.yaml',
      selection: {},
      maxWarnings: undefined,
      now: undefined,
      isBaselineWritten: false,
      isOpen: false,
      sampling,
      reports: [{ reporter: 'tty', file: undefined }],
      output,
    });
  });

  it('demo writes 2000 customers of seed 1', () => {
    expect(readDemo({}, ['a.csv'])).toEqual({
      file: 'a.csv',
      customers: 2000,
      seed: 1,
      truthFile: undefined,
      force: false,
      quiet: false,
    });
  });

  it('diff compares the base scenario, and differences are no failure', () => {
    const { scenario, isVerdict, metrics } = readDiff({}, ['old.yaml', 'new.yaml']);
    expect([scenario, isVerdict]).toEqual(['base', false]);
    expect(metrics).toContain('ltvCac');
  });

  it('measure writes the measurement', () => {
    expect(readMeasure({}, [['orders.csv']], {})).toMatchObject({
      names: ['orders.csv'],
      target: undefined,
      preset: 'auto',
      named: {},
      isWritten: true,
      measure: { zone: undefined, maxRejected: 0.005, period: 'month', keepZero: false },
    });
  });
});

describe('flags', () => {
  it('of check', () => {
    const { reports, maxWarnings, selection, ...rest } = readCheck(
      { reporter: ['tty', 'junit=a=b.xml'], json: true, maxWarnings: '0', segment: 'be' },
      ['-'],
    );
    expect(reports).toEqual([
      { reporter: 'tty', file: undefined },
      { reporter: 'junit', file: 'a=b.xml' },
      { reporter: 'json', file: undefined },
    ]);
    expect([maxWarnings, selection.segment, rest.file]).toEqual([0, 'be', '-']);
  });

  it('of equity: the years of the horizon in order, each once', async () => {
    const { horizon, given } = await readEquity({ horizon: '5, 1,5', avg: '45..55', freq: '4' });
    expect(horizon).toEqual([1, 5]);
    expect(given.inputs).toEqual({ avg: 50, freq: 4 });
    expect(Object.keys(given.ranges ?? {})).toEqual(['avg']);
  });

  it('of solve: a share as a percentage, and the decimal sign of the locale', async () => {
    const { target, wanted } = await readSolve(
      { target: 'margin=42,5%', lang: 'nl', for: 'cac' },
      [],
    );
    expect(target).toEqual({ metric: 'margin', value: 0.425 });
    expect(wanted).toBe('cac');
  });

  it('of sweep: what has steps is an axis, and no number of the case', async () => {
    const { rows, columns, assumed } = await readSweep(
      { freq: '3..4:0.5', years: '2..4:1', avg: '50' },
      ['a.yaml'],
    );
    expect(rows).toEqual({ name: 'freq', values: [3, 3.5, 4] });
    expect(columns).toEqual({ name: 'years', values: [2, 3, 4] });
    expect(assumed).toMatchObject({ file: 'a.yaml', given: { inputs: { avg: 50 } } });
  });

  it('of sensitivity: the interval is a share', async () => {
    const { metric, assumed } = await readSensitivity({ interval: '80' }, []);
    expect([metric, assumed.interval]).toEqual(['ltvCac', 0.8]);
  });

  it('of measure: a summary alone leaves the measurement out, unless that is asked for', () => {
    const flags = { summary: 's.csv' };
    expect(readMeasure(flags, [['a.csv']], {}).isWritten).toBe(false);
    expect(readMeasure({ ...flags, json: true }, [['a.csv']], {}).isWritten).toBe(true);
    expect(readMeasure({ ...flags, output: 'm.json' }, [['a.csv']], {}).isWritten).toBe(true);
  });

  it('of measure: an engine, with a password from the environment', () => {
    const { target } = readMeasure(
      { engine: 'postgres://ann:$SECRET@db/shop', table: 'shop."my.orders"', timeout: '60' },
      [[]],
      { SECRET: 'x' },
    );
    expect(target).toMatchObject({
      address: { kind: 'postgres', host: 'db', user: 'ann', password: 'x' },
      rows: { table: ['shop', 'my.orders'] },
      timeoutSeconds: 60,
    });
  });
});

describe('a whole number', () => {
  it.each([
    ['0', 0],
    ['12', 12],
    ['1_000', 1000],
    ['1e3', 1000],
  ])('%s is read', (text, value) => {
    expect(wholeNumber('--n', text, { least: 0, most: 1000 })).toBe(value);
  });

  it.each(['', ' ', '-1', '1.5', '5%', '1001', 'x', 'Infinity', '0x10', '1,000'])(
    '%j is refused',
    (text) => {
      expect(() => wholeNumber('--n', text, { least: 0, most: 1000 })).toThrow(
        '--n must be a whole number from 0 to 1000, got ',
      );
    },
  );

  it('may have no upper end', () => {
    expect(wholeNumber('--n', '1e12', { least: 0 })).toBe(1e12);
    expect(() => wholeNumber('--n', 'x', { least: 0 })).toThrow(
      '--n must be a whole number of at least 0, got x',
    );
  });
});
