import type { Language, Text } from '../quantities.ts';

/** The most readings of ranges that are listed. */
const mostNotes = 20;

const more: Readonly<Record<Language, (count: number) => string>> = {
  en: (count) => `and ${count} more of the kind`,
  nl: (count) => `en nog ${count} ${count === 1 ? 'zo’n regel' : 'van zulke regels'}`,
};

/** How ranges were read, a line each. */
export function noteLines(notes: readonly Text[], language: Language): string[] {
  const lines = notes.slice(0, mostNotes).map((note) => note[language]);
  const rest = notes.length - mostNotes;
  return rest > 0 ? [...lines, more[language](rest)] : lines;
}
