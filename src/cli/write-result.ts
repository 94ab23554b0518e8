import { type Texts, textIn } from '../output/texts.ts';
import type { OutputOptions } from './flags/result-flags.ts';
import { writeOut } from './process/destination.ts';
import type { Host } from './process/host.ts';

/** Write a result in the format that was asked for, to where it was asked for. */
export async function writeResult(
  host: Host,
  { format, output }: Pick<OutputOptions, 'format' | 'output'>,
  texts: Texts,
): Promise<void> {
  await writeOut(host, output, await textIn(format, texts));
}
