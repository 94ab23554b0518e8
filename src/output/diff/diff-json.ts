import { jsonText } from '../escape.ts';
import { contentName, type DiffReport, partName, unsharedText } from './diff-wording.ts';

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
          old: part.old,
          new: part.new,
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
      old: each.old,
      new: each.new,
    })),
  };
  return `${jsonText(record, 2)}\n`;
}
