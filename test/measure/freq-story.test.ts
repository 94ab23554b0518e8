import { describe, expect, it } from 'vitest';
import { freqStoryOf } from '../../src/measure/figures/freq-story.ts';
import { fileOf, measure } from './run.ts';
import { ordersOf } from './steady-shop.ts';

const figure = (value: number, n = 100, half = 0.1) => ({
  value,
  low: value - half,
  high: value + half,
  n,
  method: '',
});
const customers = figure(100);

const story = (newcomers: number) =>
  freqStoryOf({ customers, freq: figure(4), newPerYear: figure(newcomers, newcomers) });
const isLow = (first: number, half = 0.1) =>
  freqStoryOf({ customers, freq: figure(4), firstYearOrders: figure(first, 100, half) })?.isLow;

describe('the story of a frequency', () => {
  it('is told from a fifth of new customers on', () => {
    expect(story(19)).toBeUndefined();
    expect(story(20)).toEqual({
      isLow: true,
      freq: 4,
      newShare: 0.2,
      firstYearOrders: undefined,
    });
  });

  it('is told where a first year is not the first order and an even rate', () => {
    // 4 a year and never gone: from 4 to 5 in the first year.
    expect([4, 4.5, 5, 5.1].map((first) => isLow(first))).toEqual(Array(4).fill(undefined));
    expect(isLow(5.3)).toBe(true);
    expect(isLow(3.7)).toBe(false);
    expect(isLow(3.7, 0.3)).toBeUndefined();
  });

  it('is not told without a frequency or an interval', () => {
    const single = { value: 9, n: 1, method: '' };
    expect(freqStoryOf({ customers, firstYearOrders: figure(9) })).toBeUndefined();
    expect(freqStoryOf({ customers, freq: figure(4), firstYearOrders: single })).toBeUndefined();
  });
});

// 100 customers a year at 4 orders a year, and each leaves after a year on average.
const shop = { customersPerYear: 100, ordersPerYear: 4, meanYears: 1 };
const leaving = fileOf(ordersOf(shop, 5, 1));
const said = async (...args: string[]) =>
  (await measure(leaving, '--keep-duplicates', '--json', ...args)).stderr;

describe('clv measure', () => {
  it('says which way freq is off, in either language', async () => {
    // By theory 1 of 1.8 buyers of a year is new, and orders 3.53 times in the first year.
    expect(await said()).toMatch(
      /\nfreq [23]\.\d+ is too low for what a customer orders in a year: 5\d% of the customers of the window were first seen in it, and a customer orders 3\.\d+ times in the first year; years × freq counts the time of lost customers twice\n/,
    );
    expect(await said('--lang', 'nl')).toMatch(
      /\nfreq [23],\d+ is te laag voor wat een klant in een jaar bestelt: 5\d% van de klanten van het venster is daarin voor het eerst gezien, en een klant bestelt 3,\d+ keer in het eerste jaar; years × freq telt de tijd van verloren klanten dubbel\n/,
    );
    expect(await said('-q')).toBe('');
  });

  it('says nothing of a shop whose customers stay and are old', async () => {
    const staying = fileOf(ordersOf({ ...shop, meanYears: undefined }, 8, 1));
    const { stderr } = await measure(staying, '--keep-duplicates', '--json');
    expect(stderr).not.toContain('freq');
  });
});
