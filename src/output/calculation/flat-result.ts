import type { Row } from '../../metrics/calculate.ts';
import type { Language } from '../../quantities.ts';
import { readingText } from '../assumptions/note-wording.ts';
import { outlookJson } from './outlook-text.ts';
import type { Result, Uncertainty } from './result.ts';

/**
 * A result as one flat object: labels, inputs, metrics, conventions.
 *
 * Of a range the object has the point that its values rest on, so that it is all numbers: fed
 * back, it gives the same values without intervals. How the range was read is in `readings`.
 */
export function flatJson({ labels, calculation, uncertainty }: Result, language: Language): object {
  const values = flatValues(calculation.values);
  if (uncertainty !== undefined) return { ...labels, ...values, ...jsonOf(uncertainty, language) };
  return labels === undefined ? values : { ...labels, ...values };
}

/** The values of a calculation, with what is to be said of a model in place of it. */
function flatValues(values: Row): object {
  if (values.model === undefined) return values;
  const { model, ...others } = values;
  return { ...others, ...outlookJson(model.about) };
}

/** What ranges add to the JSON of a record. */
function jsonOf(
  { intervals, readings, misses, simulation }: Uncertainty,
  language: Language,
): object {
  const texts = Object.entries(readings).map(([name, reading]) => [
    name,
    readingText(reading)[language],
  ]);
  return {
    intervals,
    readings: Object.fromEntries(texts),
    ...(misses && { misses }),
    simulation,
  };
}

/** A result as the cells of a line of CSV, in which a range is its text: fed back, it is drawn again. */
export function flatCells(result: Result, language: Language): object {
  const { labels, calculation, uncertainty } = result;
  if (uncertainty === undefined) return flatJson(result, language);
  const { intervals, readings } = uncertainty;
  const ranges = Object.entries(readings).map(([name, { text }]) => [name, text]);
  return {
    ...labels,
    ...flatValues(calculation.values),
    ...Object.fromEntries(ranges),
    ...percentileCells(intervals),
    readings: readingTexts(uncertainty, language).join('; '),
  };
}

/** How the ranges of a record were read, in words. */
export function readingTexts({ readings }: Uncertainty, language: Language): string[] {
  return Object.values(readings).map((reading) => readingText(reading)[language]);
}

/** A column for each percentile of each metric, such as `clvP5`. */
function percentileCells(intervals: Uncertainty['intervals']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(intervals).flatMap(([name, { p5, p50, p95 }]) => [
      [`${name}P5`, p5],
      [`${name}P50`, p50],
      [`${name}P95`, p95],
    ]),
  );
}
