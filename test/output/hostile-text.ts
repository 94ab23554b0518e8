import * as fc from 'fast-check';

/** Pieces that a terminal, a runner, a spreadsheet or a page would take for more than text. */
const pieces = [
  '::error::x',
  '::',
  ':',
  '##[group]',
  '##vso[task.complete]',
  '##teamcity[x]',
  '#',
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u001B[2J',
  '\u0007',
  '\u007F',
  '\u0085',
  '\u009B',
  '\u202E',
  '\u2066',
  '\u200B',
  '\u2028',
  '\u2029',
  '\uFEFF',
  '\uD800',
  '\uFFFF',
  '\u{E0041}',
  '=1+1',
  '-',
  '＝',
  ';',
  ',',
  '"',
  "'",
  ' ',
  '|',
  '\\',
  '<img src=x>',
  '&amp;',
  '![x](y)',
  '`',
  '%',
  'a',
  'é',
];

export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

/** What in an output would be taken for a command or a control, with what is around it. */
export function hazardIn(output: string, isCommandAllowed = false): string | undefined {
  const hazards = [
    /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u200B\u2060\uFEFF\u{E0000}-\u{E007F}]/u,
    /##(?:\[|vso\[|teamcity\[)/i,
    ...(isCommandAllowed ? [] : [/^\s*::/m]),
  ];
  for (const hazard of hazards) {
    const found = hazard.exec(output);
    if (found !== null)
      return JSON.stringify(output.slice(Math.max(0, found.index - 20), found.index + 40));
  }
  return undefined;
}
