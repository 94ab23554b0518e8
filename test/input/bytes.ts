import * as fc from 'fast-check';
import type { Visitor } from '../../src/input/records/ndjson.ts';
import type { Bytes } from '../../src/input/records/text.ts';

/** Pieces of text as a file or a pipe gives them: in one buffer that is read into again and again. */
export async function* bytesOf(...pieces: readonly (string | Uint8Array)[]): Bytes {
  for (const piece of pieces) {
    const buffer = Uint8Array.from(typeof piece === 'string' ? Buffer.from(piece) : piece);
    yield await Promise.resolve(buffer);
    buffer.fill(0x3f);
  }
}

/** The bytes of a text, cut anywhere. */
export function cut(
  text: fc.Arbitrary<string>,
): fc.Arbitrary<{ text: string; pieces: Uint8Array[] }> {
  return fc
    .tuple(text, fc.array(fc.nat({ max: 200 }), { maxLength: 12 }))
    .map(([whole, places]) => {
      const bytes = Buffer.from(whole);
      const ends = [...places, bytes.length].map((at) => Math.min(at, bytes.length));
      ends.sort((a, b) => a - b);
      return {
        text: whole,
        pieces: ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)),
      };
    });
}

/** What a reader hands over, each with its place: values as they are, refusals as their message. */
export async function visitsOf(
  read: (visitor: Visitor) => Promise<void>,
): Promise<[place: number, seen: unknown][]> {
  const visits: [number, unknown][] = [];
  await read({
    value: (value, place) => void visits.push([place, value]),
    refuse: (problem, place) => void visits.push([place, problem.message]),
  });
  return visits;
}
