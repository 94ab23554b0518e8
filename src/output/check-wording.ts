import type { Check } from '../check/check.ts';
import type { CheckResult, Status, Target } from '../check/evaluate.ts';
import type { Remedy } from '../check/remedy.ts';
import type { CheckReport } from '../check/report.ts';
import { quantities } from '../quantities.ts';
import type { NumberFormat } from './number.ts';

/** The figure of a check as a person reads it. */
export function figureText(value: number | null, check: Check, format: NumberFormat): string {
  if (value === null) return 'n/a';
  if (check.aggregate === 'age') return `${format(value, 'count')} days`;
  return format(value, quantities[check.metric].unit);
}

/** Where a check looked, as in `be` or `churn-up be`; nothing where there is only one place. */
function placeText({ scenario, segment }: Target): string {
  return [scenario === 'base' ? undefined : scenario, segment ?? undefined]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** What was found in each place: `nl 4.20, be 3.08`. */
export function foundText({ check, targets }: CheckResult, format: NumberFormat): string {
  return targets
    .map((target) => `${placeText(target)} ${figureText(target.found, check, format)}`.trim())
    .join(', ');
}

/** The places that were let be, each with the reason. */
export function skippedTexts({ targets }: CheckResult): string[] {
  const skipped = targets.filter(({ isSkipped }) => isSkipped);
  const isEvery = skipped.length === targets.length;
  const texts = skipped.map((target) => {
    const place = isEvery && target.reason === skipped[0]?.reason ? '' : placeText(target);
    return `skipped: ${place === '' ? '' : `${place}: `}${target.reason}`;
  });
  return [...new Set(texts)];
}

/** Why a check did not pass in one place: found, limit and distance. */
export function failureText(target: Target, check: Check, format: NumberFormat): string {
  const { found, limit, delta, reason } = target;
  const place = placeText(target);
  const subject = place === '' ? '' : `${place}: `;
  if (found === null || delta === null) {
    return `${subject}${check.metric} has no value, ${reason}; the limit is ${figureText(limit, check, format)}`;
  }
  const share = limit === 0 ? '' : ` (${format(Math.abs(delta / limit), 'share')})`;
  const distance = `${figureText(Math.abs(delta), check, format)} ${delta < 0 ? 'under' : 'over'}${share}`;
  return `${subject}found ${figureText(found, check, format)}, limit ${figureText(limit, check, format)}, ${delta === 0 ? 'which is not allowed itself' : distance}`;
}

/** The one change that would pass, of each input that could make it. */
export function remedyText(remedies: readonly Remedy[], format: NumberFormat): string | undefined {
  if (remedies.length === 0) return undefined;
  const changes = remedies.map(({ name, current, value }) => {
    const { unit } = quantities[name];
    const sign = value > current ? '≥' : '≤';
    return `${name} ${sign} ${format(value, unit)} (now ${format(current, unit)})`;
  });
  return `one change that would pass: ${changes.join(' or ')}`;
}

/** Notes on a result: why the check is there, and what its figure rests on. */
export function notesOf({ check, targets }: CheckResult, draws: number): string[] {
  const notes = check.because === undefined ? [] : [`because: ${check.because}`];
  const close = targets.filter(({ isClose }) => isClose).map(placeText);
  if (close.length > 0) {
    const places = close.filter((place) => place !== '').join(', ');
    notes.push(
      `too close to the limit at ${draws} draws to be sure${places === '' ? '' : `: ${places}`}`,
    );
  }
  return notes;
}

export const marks: Readonly<Record<Status, string>> = {
  failed: '✗',
  warned: '!',
  passed: '✓',
  skipped: '-',
};

/** `9 checks: 6 passed, 1 failed, 2 warned, 0 skipped`. */
export function summaryText({ results, summary }: CheckReport): string {
  const { passed, failed, warned, skipped } = summary;
  const count = `${results.length} ${results.length === 1 ? 'check' : 'checks'}`;
  return `${count}: ${passed} passed, ${failed} failed, ${warned} warned, ${skipped} skipped`;
}

/** The places of a result that did not pass, each with what would let it pass. */
export function failuresOf(
  report: CheckReport,
  index: number,
): { readonly target: Target; readonly remedies: readonly Remedy[] }[] {
  const targets = report.results[index]?.targets ?? [];
  return targets.flatMap((target, at) =>
    target.passed || target.isSkipped
      ? []
      : [{ target, remedies: report.remedies[index]?.[at] ?? [] }],
  );
}
