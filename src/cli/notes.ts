import type { Host } from './host.ts';

/** The most readings of ranges that are told. */
const mostNotes = 20;

/** How ranges were read; on stderr, as the result is what goes on. */
export function tellNotes(host: Host, notes: readonly string[]): void {
  for (const note of notes.slice(0, mostNotes)) host.warn(`${note}\n`);
  const more = notes.length - mostNotes;
  if (more > 0) host.warn(`and ${more} more of the kind\n`);
}
