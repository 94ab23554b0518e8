import type { Host } from './process/host.ts';
import { type MeasureSource, openSource, type SourceOptions } from './measure-source.ts';
import { besideProgress, type Progress, watched } from './process/progress.ts';

/** What work on a source says while it goes on. */
export interface Watched {
  /** Where to say something else meanwhile. */
  readonly host: Host;
  /** Say how much there is to do, or what is done now. */
  tell(this: void, progress: Progress): void;
}

/**
 * Open where the rows are, work on them and close it again, however the work ends. How far it is, is
 * reported on stderr where a person watches.
 *
 * @throws what the work throws, or what that comes from
 */
export async function withSource<Result>(
  host: Host,
  options: SourceOptions,
  work: (source: MeasureSource, watching: Watched) => Promise<Result>,
): Promise<Result> {
  const source = await openSource(host, options);
  const { engine } = source;
  let known: Progress = {};
  const unwatch = watched(host, () => ({ ...known, ...engine.progress() }));
  const tell = (progress: Progress) => {
    known = { ...known, ...progress };
  };
  let result: Result;
  try {
    result = await work(source, { host: besideProgress(host), tell });
    unwatch();
  } catch (error) {
    unwatch();
    const cause = await source.causeOf(error);
    // The first failure is the one to report.
    await Promise.resolve(engine.close()).catch(() => undefined);
    throw cause;
  }
  await engine.close();
  return result;
}
