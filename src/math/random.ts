/** A source of whole numbers from 0 to 2^32 - 1. */
export type Random = () => number;

/**
 * A small seeded source of random numbers: sfc32, in integer arithmetic alone, so that a seed
 * gives the same numbers on every machine. Not for secrets.
 *
 * @param seed any whole number; its low 32 bits count
 * @param stream what the numbers are for: each name has numbers of its own
 * @see Doty-Humphrey, PractRand 0.95 (2018), RNG/sfc.cpp: its shifts, and 12 rounds to begin with
 * @example seededRandom(1, 'avg')() // 4047494010
 */
export function seededRandom(seed: number, stream: string): Random {
  let a = hash(stream, 0x811c9dc5);
  let b = hash(stream, a ^ 0x5bd1e995);
  let c = seed | 0;
  let counter = 1;
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** FNV-1a over the characters of a text. */
function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}
