import type { Engine, TableFormat } from '../../engines/engine.ts';
import { UnwritableFile } from '../../engines/unwritable-file.ts';
import { InputError, shown } from '../../errors.ts';
import { wordingOf } from '../../output/measure/measure-wording.ts';
import type { Language } from '../../quantities.ts';
import { type Aside, openAside, outputPlace, unwritable } from '../process/aside.ts';
import type { Host } from '../process/host.ts';
import type { OutputError } from '../process/output-error.ts';

/** A file that the engine writes. */
export interface TableFile extends Aside {
  readonly name: string;
  readonly language: Language;
  readonly format: TableFormat;
  unwritable(this: void, reason: string): OutputError;
}

/** @throws InputError when it is a stream, and no file that the engine can write */
export function tableFileOf(
  host: Host,
  flag: string,
  name: string | undefined,
  language: Language,
): TableFile | undefined {
  if (name === undefined) return undefined;
  const place = outputPlace(flag, name);
  if (place.isStream) {
    throw new InputError(`${flag} must be a file that can be written, got ${name}`);
  }
  return {
    ...openAside(host, flag, place),
    name,
    language,
    format: tableFormatOf(name),
    unwritable: (reason) => unwritable(flag, name, reason),
  };
}

/** @param ids the column of ids that are as they were given, of which a spreadsheet may run one */
export async function copyTo(
  file: TableFile,
  engine: Engine,
  select: string,
  ids: string | undefined,
): Promise<readonly string[]> {
  try {
    const formulas = await engine.copy(select, file.path, file.format, ids);
    return formulas === 0 ? [] : [wordingOf(file.language).formulas(formulas, shown(file.name))];
  } catch (error) {
    throw error instanceof UnwritableFile ? file.unwritable(error.reason) : error;
  }
}

function tableFormatOf(file: string): TableFormat {
  return /\.parquet$/i.test(file) ? 'parquet' : 'csv';
}
