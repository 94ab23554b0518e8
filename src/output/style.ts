import type { Language } from '../quantities.ts';
import type { NumberFormat, NumberStyle } from './number-format.ts';

/** How results are worded. */
export interface Style {
  readonly language: Language;
  readonly format: NumberFormat;
}

/** How results are worded, and what the text is shown on. */
export interface Page extends Style, NumberStyle {
  /** The width of the terminal, in columns; undefined where there is none. */
  readonly width: number | undefined;
  readonly hasColor: boolean;
  /** Whether the result stands alone, without headings and notes. */
  readonly quiet: boolean;
}
