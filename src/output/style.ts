import type { Language } from '../quantities.ts';
import type { NumberFormat } from './number-format.ts';

/** How results are worded and written. */
export interface Style {
  readonly language: Language;
  readonly format: NumberFormat;
}
