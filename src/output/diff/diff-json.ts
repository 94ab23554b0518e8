import type { Part } from '../../analysis/difference.ts';
import { outlookName } from '../calculation/outlook-text.ts';
import { jsonText } from '../escape.ts';
import { contentName, type DiffReport, partName, unsharedText } from './diff-wording.ts';

/** A number or a word; of a model, which it is. */
function partJson(value: Part['old']): number | string | null {
  return typeof value === 'object' && value !== null ? outlookName(value, 'en') : value;
}

/** What differs, as JSON: keys that stay. */
export function diffJson({ differences, checks, contents }: DiffReport): string {
  const record = {
    results: differences.map(
      ({ metric, scenario, segment, old, new: now, change, parts, unshared, isExact }) => ({
        metric,
        scenario,
        segment,
        old,
        new: now,
        change,
        parts: parts.map((part) => ({
          name: partName(part),
          old: partJson(part.old),
          new: partJson(part.new),
          part: part.part,
        })),
        ...(unshared !== undefined && { reason: unsharedText(unshared).en }),
        ...(!isExact && { estimated: true }),
      }),
    ),
    checks: checks.map(({ change, check }) => ({ change, check })),
    contents: contents.map((each) => ({
      change: each.change,
      what: each.what,
      name: contentName(each),
      old: partJson(each.old),
      new: partJson(each.new),
    })),
  };
  return `${jsonText(record, 2)}\n`;
}
