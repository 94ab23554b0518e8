import { expect, it } from 'vitest';
import { type Absence, isLacking } from '../../src/assumptions/absence.ts';
import { absenceText } from '../../src/output/assumptions/absence-text.ts';
import { unsharedText } from '../../src/output/diff/diff-wording.ts';

const zero: Absence = { kind: 'undefined', reason: 'cacIsZero' };
const needed: Absence = { kind: 'inputsMissing', inputs: ['cac'] };

it.each<[Absence, string, string, boolean]>([
  [zero, 'the CAC is 0', 'de wervingskosten zijn 0', false],
  [
    { kind: 'restsOnNone' },
    'what it rests on has no value',
    'waar het op rust, heeft geen waarde',
    false,
  ],
  [{ kind: 'notGiven' }, 'it is not given', 'het is niet gegeven', true],
  [needed, 'it needs cac', 'daarvoor is cac nodig', true],
  [
    { kind: 'inputsMissing', inputs: ['cac', 'margin'] },
    'it needs cac and margin',
    'daarvoor zijn cac en margin nodig',
    true,
  ],
  [{ kind: 'notReviewed', name: 'avg' }, 'avg has no reviewed', 'avg heeft geen reviewed', true],
  // A total lacks what one of its segments lacks.
  [
    { kind: 'inSegment', segment: 'be', absence: needed },
    'be: it needs cac',
    'be: daarvoor is cac nodig',
    true,
  ],
  [
    { kind: 'inSegment', segment: 'be', absence: zero },
    'be: the CAC is 0',
    'be: de wervingskosten zijn 0',
    false,
  ],
  [
    { kind: 'inDraws', without: 1234, draws: 10000 },
    '1,234 of 10,000 draws have no value',
    '1.234 van 10.000 trekkingen hebben geen waarde',
    false,
  ],
])('%j is said as %s', (absence, en, nl, lacks) => {
  expect(absenceText(absence)).toEqual({ en, nl });
  expect(isLacking(absence)).toBe(lacks);
  expect(unsharedText(absence)).toEqual({ en, nl });
});

it('says of a difference which currencies it is between', () => {
  expect(unsharedText({ kind: 'otherCurrency', old: 'EUR', new: 'USD' })).toEqual({
    en: 'the old file is in EUR, the new one in USD',
    nl: 'het oude bestand is in EUR, het nieuwe in USD',
  });
});
