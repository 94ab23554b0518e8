import type { Language, Text } from '../quantities.ts';
import type { Host } from './process/host.ts';

/** The most readings of ranges that are told. */
const mostNotes = 20;

/** How ranges were read; on stderr, as the result is what goes on. */
export function tellNotes(host: Host, notes: readonly Text[], language: Language): void {
  for (const note of notes.slice(0, mostNotes)) host.warn(`${note[language]}\n`);
  const more = notes.length - mostNotes;
  const rest = {
    en: `and ${more} more of the kind`,
    nl: `en nog ${more} ${more === 1 ? 'zo’n regel' : 'van zulke regels'}`,
  };
  if (more > 0) host.warn(`${rest[language]}\n`);
}
