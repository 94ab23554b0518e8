import type { Host } from './host.ts';

/** Milliseconds before anything is said, and between one saying and the next. */
const pause = 1000;

/**
 * Tell on stderr how far work is that takes longer than a second, where a person watches.
 *
 * @param share the part of the running statement that is done, where it is known
 * @returns what ends the telling and clears its line
 */
export function watched(host: Host, share: () => number | undefined): () => void {
  if (!host.isWatched()) return () => {};
  const start = performance.now();
  let told = false;
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - start) / 1000);
    const part = share();
    const percent = part === undefined ? '' : `, ${Math.round(part * 100)} % of this step`;
    host.warn(`\r\u001B[Kmeasuring, ${seconds} s${percent}`);
    told = true;
  }, pause);
  return () => {
    clearInterval(timer);
    if (told) host.warn('\r\u001B[K');
  };
}
