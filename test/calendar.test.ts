import { assert, integer, property } from 'fast-check';
import { expect, it } from 'vitest';
import { dayAfter, dayNumber } from '../src/calendar.ts';

it('counts days over ends of months and years, leap days and centuries', () => {
  expect(dayAfter('2026-03-31', 1)).toBe('2026-04-01');
  expect(dayAfter('2024-02-28', 1)).toBe('2024-02-29');
  // 1900 was no leap year, 2000 was one.
  expect(dayAfter('1900-02-28', 1)).toBe('1900-03-01');
  expect(dayAfter('2000-03-01', -1)).toBe('2000-02-29');
  expect(dayAfter('2026-01-01', -1)).toBe('2025-12-31');
  expect(dayAfter('1998-06-30', -273)).toBe('1997-09-30');
});

it('gives the days that Date gives, and dayNumber finds back', () => {
  assert(
    property(integer({ min: -60_000, max: 90_000 }), (days) => {
      const day = new Date(Date.UTC(2000, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
      expect(dayAfter('2000-01-01', days)).toBe(day);
      expect(dayNumber(day) - dayNumber('2000-01-01')).toBe(days);
    }),
  );
});
