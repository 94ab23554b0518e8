import { expect, test } from 'vitest';
import { noteText } from '../../src/output/assumptions/note-wording.ts';

test('a note of an override names where it is, both numbers and what became of the range', () => {
  const override = { kind: 'override', name: 'avg', written: '900', from: 50, to: 900 } as const;
  expect(noteText({ ...override, scenario: null, segment: 'be', factor: 18 })).toEqual({
    en: 'be: avg 900: 50 becomes 900, its range scaled by 18',
    nl: 'be: avg 900: 50 wordt 900, het bereik ervan geschaald met 18',
  });
  const at = { scenario: 'up', segment: 'be', factor: undefined };
  expect(noteText({ ...override, ...at, written: '+0.5', to: 50.5 })).toEqual({
    en: 'up be: avg +0.5: 50 becomes 50.5',
    nl: 'up be: avg +0.5: 50 wordt 50,5',
  });
});
