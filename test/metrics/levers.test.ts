import { expect, test } from 'vitest';
import { levers } from '../../src/metrics/levers.ts';
import { isInputName } from '../../src/quantities.ts';

test('levers move inputs', () => {
  const names = Object.keys(levers);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !isInputName(name))).toEqual([]);
});

test.each(Object.entries(levers))('what moves %s is said in both languages', (_, texts) => {
  expect(texts.length).toBeGreaterThan(0);
  for (const { en, nl } of texts) {
    expect(en).toMatch(/^\S.*\S$/);
    expect(nl).toMatch(/^\S.*\S$/);
  }
});

test('ways to say one thing share their levers', () => {
  expect(levers.churn).toEqual(levers.years);
  expect(levers.retention).toEqual(levers.years);
  expect(levers.unitCost).toEqual(levers.margin);
  expect(levers.acquisitionCost).toEqual(levers.cac);
});
