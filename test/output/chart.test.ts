import { assert, array, constantFrom, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bar, barLines, seriesLines } from '../../src/output/chart.ts';

describe('a bar', () => {
  it('is as long as the value is of the most, to an eighth of a block', () => {
    expect(bar(1, 1, 4)).toBe('████');
    expect(bar(0.5, 1, 4)).toBe('██');
    // 3/4 of 3 blocks are 18 eighths.
    expect(bar(3, 4, 3)).toBe('██▎');
    expect(bar(0, 1, 4)).toBe('');
  });

  it('is seen where the value is small, and nothing where all are 0', () => {
    expect(bar(1, 1e9, 4)).toBe('▏');
    expect(bar(0, 0, 4)).toBe('');
    expect(bar(NaN, 1, 4)).toBe('');
  });
});

describe('series', () => {
  it('are on one scale, a column for each value', () => {
    const series = [
      { name: 'actual', values: [0, 1, 2, 4, 8] },
      { name: 'model', values: [8, 8, 4, 2, 1] },
    ];
    expect(seriesLines(series)).toEqual({
      lines: ['actual  ▁▂▄█', 'model  ██▄▂▁'],
      perColumn: 1,
    });
  });

  it('are summed where there are more values than columns', () => {
    const series = [{ name: 'a', values: [1, 1, 2, 2, 4, 4, 9] }];
    // The ninth would be a column of one value alone.
    expect(seriesLines(series, undefined, 6)).toEqual({ lines: ['a ▂▄█'], perColumn: 2 });
  });
});

it('a mark is below the last column before it, its text where there is room', () => {
  const series = [{ name: 'a', values: [4, 4, 8, 8] }];
  const marked = (text: string, width: number) =>
    seriesLines(series, { after: 2, text }, width).lines.at(-1);
  expect(marked('June', 60)).toBe('   ▲ June');
  expect(marked('6', 6)).toBe('   ▲ 6');
  expect(marked('June', 8)).toBe('Ju ▲');
});

const group = (label: string, actual: number, model: number) => ({
  label,
  bars: [
    { name: 'actual', value: actual, text: actual.toFixed(2) },
    { name: 'model', value: model, text: model.toFixed(2) },
  ],
});

it('bars of groups are under each other', () => {
  expect(barLines([group('0', 0.25, 0.5), group('7+', 6, 0)], 30)).toEqual([
    '0  actual 0.25 ▋',
    '   model  0.50 █▎',
    '7+ actual 6.00 ███████████████',
    '   model  0.00',
  ]);
});

it('no line is wider than the width, and none holds a colour', () => {
  const values = array(double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 300 });
  assert(
    property(
      values,
      integer({ min: 20, max: 100 }),
      constantFrom('actual', 'werkelijk'),
      (all, width, name) => {
        const mark = { after: all.length / 2, text: '2025-06-30' };
        const { lines, perColumn } = seriesLines([{ name, values: all }], mark, width);
        const bars = barLines(
          all.map((value) => ({ label: '7+', bars: [{ name, value, text: value.toFixed(0) }] })),
          width + 20,
        );
        expect(perColumn * (width - name.length - 1)).toBeGreaterThanOrEqual(all.length);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        for (const line of bars) expect(line.length).toBeLessThanOrEqual(width + 20);
        expect([...lines, ...bars].join('')).not.toContain('\u001B');
      },
    ),
  );
});
