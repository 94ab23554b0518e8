import type { Assumptions } from '../../assumptions/assumptions.ts';
import type { Text } from '../../quantities.ts';

/** Which ranges move all segments together, and which move one alone; nothing without segments. */
export function sharingTexts({ cases, segments }: Assumptions): Text[] {
  if (segments.length < 2) return [];
  const ranged = cases.flatMap(({ segment, ranges }) =>
    Object.entries(ranges).map(([name, { stream }]) => ({ name, segment, stream })),
  );
  const shared = ranged.filter(({ stream }) => stream === undefined).map(({ name }) => name);
  const own = ranged
    .filter(({ stream }) => stream !== undefined)
    .map(({ name, segment }) => `${segment}.${name}`);
  return [
    ...listed(shared, {
      en: 'ranges that the segments share, drawn once for all:',
      nl: 'bereiken die de segmenten delen, één keer getrokken voor alle:',
    }),
    ...listed(own, {
      en: 'ranges of one segment, drawn independently:',
      nl: 'bereiken van één segment, onafhankelijk getrokken:',
    }),
  ];
}

function listed(names: readonly string[], { en, nl }: Text): Text[] {
  const list = [...new Set(names)].join(', ');
  return list === '' ? [] : [{ en: `${en} ${list}`, nl: `${nl} ${list}` }];
}
