import type { StatementProgress } from '../../engines/engine.ts';
import { numberFormat } from '../../output/number-format.ts';
import type { Host } from './host.ts';

/** Milliseconds before anything is said, and between one saying and the next. */
const pause = 1000;

/** Takes the line of a terminal away. */
const clear = '\r\u001B[K';

/** How far work is. */
export interface Progress extends StatementProgress {
  /** What the whole of it is, in rows or in bytes. */
  readonly total?: number | undefined;
  readonly unit?: 'rows' | 'bytes';
  /** What is done; measuring, if absent. */
  readonly doing?: string;
}

/**
 * Tell on stderr how far work is that takes longer than a second, where a person watches.
 *
 * @returns what ends the telling and clears its line
 */
export function watched(host: Host, look: () => Progress): () => void {
  if (!host.isWatched()) return () => {};
  const start = performance.now();
  let step = { start, share: 0 };
  let told = false;
  const timer = setInterval(() => {
    const now = performance.now();
    const progress = look();
    const share = progress.share ?? 0;
    // The share begins anew with each statement.
    step = { start: share < step.share ? now - pause : step.start, share };
    host.warn(`${clear}${progressLine(progress, now - start, now - step.start)}`);
    told = true;
  }, pause);
  return () => {
    clearInterval(timer);
    if (told) host.warn(clear);
    told = false;
  };
}

/** Where to say something else meanwhile: in place of the line that tells how far work is. */
export function besideProgress(host: Host): Host {
  return host.isWatched() ? { ...host, warn: (text) => host.warn(`${clear}${text}`) } : host;
}

/** A step that is less done than this tells nothing of the time that it takes. */
const early = 0.02;

/**
 * How far work is, in a line: how much of it, how fast, and how long it goes on.
 *
 * @param all milliseconds since the start
 * @param inStep milliseconds since the start of the step that `share` is of
 */
export function progressLine(
  { share = 0, rows, splits, total, unit, doing = 'measuring' }: Progress,
  all: number,
  inStep: number,
): string {
  const format = numberFormat({ locale: 'en', currency: undefined });
  const seconds = (time: number) => `${format(Math.round(time / 1000), 'count')} s`;
  const read = rows === undefined ? '' : `, ${format(rows, 'count')} rows read`;
  const pieces = splits === undefined ? '' : `, ${splits.done} of ${splits.all} splits`;
  const start = `${doing}, ${seconds(all)}${read}${pieces}`;
  if (!(share >= early)) return start;
  const left = `about ${seconds((inStep * (1 - share)) / share)} left in this step`;
  if (total === undefined) return `${start}: ${Math.round(share * 100)}%, ${left}`;
  const [scale, name] = unit === 'bytes' ? [1e6, 'MB'] : [1, 'rows'];
  const amount = (value: number) => format(Math.round(value / scale), 'count');
  const done = share * total;
  return `${start}: ${amount(done)} of ${amount(total)} ${name}, ${amount((done / inStep) * 1000)} ${name}/s, ${left}`;
}
