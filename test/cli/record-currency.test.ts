import { describe, expect, it } from 'vitest';
import { clvInProcess } from './clv.ts';

const record = (currency?: string) => ({
  ...(currency !== undefined && { currency }),
  customers: 10,
  avg: 50,
  freq: 4,
  years: 3,
});
const run = (verb: string, records: unknown, ...flags: string[]) =>
  clvInProcess([verb, '--json', ...flags], { stdin: JSON.stringify(records) });

describe('the currency of a record', () => {
  it.each([
    [[record('EUR'), record('USD')], 'currency EUR and USD'],
    [[record('EUR'), record()], 'currency EUR and none'],
  ])('that differs from another is not added by equity', async (records, got) => {
    const { code, stdout, stderr } = await run('equity', records);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `the segments must all be in one currency to be added, got ${got}; add up each currency by itself\n`,
    );
  });

  it.each(['equity', 'calc', 'budget'])(
    'is refused by %s where it is not that of --currency',
    async (verb) => {
      const records = [
        { ...record('EUR'), revenue: 90 },
        { ...record('USD'), revenue: 90 },
      ];
      const { code, stderr } = await run(verb, records, '--currency', 'EUR');
      expect(code).toBe(2);
      expect(stderr).toContain(
        'record 2: currency must be EUR as --currency says, got USD; leave --currency out, or convert the record\n',
      );
    },
  );

  it('may be the same, written or left to --currency', async () => {
    expect((await run('equity', [record('EUR'), record(' eur')])).code).toBe(0);
    expect((await run('equity', [record('EUR'), record()], '--currency', 'EUR')).code).toBe(0);
    expect((await run('calc', [record('EUR'), record('USD')])).code).toBe(0);
    expect((await run('equity', record('USD'))).code).toBe(0);
  });

  it('is known under its name in any case, as a spreadsheet has it', async () => {
    const stdin = 'Segment,Currency,customers,avg,freq,years\nnl,EUR,5,50,4,3\nus,USD,5,50,4,3\n';
    expect((await clvInProcess(['equity'], { stdin })).code).toBe(2);
    expect((await clvInProcess(['calc', '--currency', 'EUR'], { stdin })).code).toBe(2);
  });

  it('of a range is no exception', async () => {
    const ranged = { ...record('USD'), avg: '45..55' };
    expect((await run('calc', ranged, '--currency', 'EUR')).code).toBe(2);
  });
});
