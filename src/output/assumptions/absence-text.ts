import type { Absence } from '../../assumptions/absence.ts';
import { type Language, reasons, type Text } from '../../quantities.ts';

/** Why there is no number, in words that go on after `it has no value:`. */
export function absenceText(absence: Absence): Text {
  switch (absence.kind) {
    case 'undefined':
      return reasons[absence.reason];
    case 'restsOnNone':
      return { en: 'what it rests on has no value', nl: 'waar het op rust, heeft geen waarde' };
    case 'notGiven':
      return { en: 'it is not given', nl: 'het is niet gegeven' };
    case 'inputsMissing':
      return neededText(absence.inputs);
    case 'notReviewed':
      return {
        en: `${absence.name} has no reviewed`,
        nl: `${absence.name} heeft geen reviewed`,
      };
    case 'inSegment': {
      const { en, nl } = absenceText(absence.absence);
      return { en: `${absence.segment}: ${en}`, nl: `${absence.segment}: ${nl}` };
    }
    case 'mixedBases':
      return {
        en: 'some segments have a margin and some have none, and the two do not add up',
        nl: 'sommige segmenten hebben een marge en andere niet, en die twee zijn niet op te tellen',
      };
    case 'inDraws':
      return drawsText(absence);
    case 'notFinite':
      return { en: 'it is no number', nl: 'het is geen getal' };
  }
}

function neededText(inputs: readonly string[]): Text {
  return {
    en: `it needs ${inputs.join(' and ')}`,
    nl: `daarvoor ${inputs.length === 1 ? 'is' : 'zijn'} ${inputs.join(' en ')} nodig`,
  };
}

function drawsText({ without, draws }: Absence & { kind: 'inDraws' }): Text {
  const isOne = without === 1;
  const counts = (language: Language, of: string) =>
    `${without.toLocaleString(language)} ${of} ${draws.toLocaleString(language)}`;
  return {
    en: `${counts('en', 'of')} draws ${isOne ? 'has' : 'have'} no value`,
    nl: `${counts('nl', 'van')} trekkingen ${isOne ? 'heeft' : 'hebben'} geen waarde`,
  };
}
