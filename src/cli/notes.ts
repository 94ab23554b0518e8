import type { Language, Text } from '../quantities.ts';
import type { Host } from './process/host.ts';
import { say } from './process/say.ts';

/** The most readings of ranges that are told. */
const mostNotes = 20;

/** How ranges were read; on stderr, as the result is what goes on. */
export function tellNotes(host: Host, notes: readonly Text[], language: Language): void {
  for (const note of notes.slice(0, mostNotes)) say(host, note[language]);
  const more = notes.length - mostNotes;
  const rest = {
    en: `and ${more} more of the kind`,
    nl: `en nog ${more} ${more === 1 ? 'zo’n regel' : 'van zulke regels'}`,
  };
  if (more > 0) say(host, rest[language]);
}
