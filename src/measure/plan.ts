import type { Dialect, Relation } from '../engines/engine.ts';
import type { Mapping, Rules } from './mapping.ts';
import type { MeasureOptions } from './options.ts';
import type { Reading } from './reading.ts';

/** All that the statements over the rows are made of. */
export interface Plan {
  readonly dialect: Dialect;
  readonly relation: Relation;
  readonly mapping: Mapping;
  readonly rules: Rules;
  readonly reading: Reading;
  readonly options: MeasureOptions;
}
