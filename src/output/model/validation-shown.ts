import type {
  ValidatedModel,
  ValidatedOrigin,
  ValidationFile,
} from '../../input/model/validation-file.ts';
import type { NumberFormat } from '../number-format.ts';
import type { Page } from '../style.ts';
import type { ValidationWording } from './validation-wording.ts';

/** What each part of the text is made of: the latest holdout, and the best model in it. */
export interface Shown {
  readonly file: ValidationFile;
  readonly origin: ValidatedOrigin;
  readonly model: ValidatedModel;
  readonly words: ValidationWording;
  readonly page: Page;
}

export const weeksText = (value: number, format: NumberFormat): string =>
  format(Math.round(10 * value) / 10, 'count');
export const shareText = (value: number, format: NumberFormat): string =>
  format(Math.round(1000 * value) / 1000, 'share');
export const fourPlacesText = (value: number, format: NumberFormat): string =>
  format(value, 'ratio', 4);
/** Expected numbers of purchases are not whole, and their hundredths say nothing. */
export const roundedText = (value: number, format: NumberFormat): string =>
  format(Math.round(value), 'count');
