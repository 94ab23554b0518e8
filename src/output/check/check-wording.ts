import type { Check } from '../../assumptions/rule.ts';
import type { Remedy } from '../../check/remedy.ts';
import type { CheckReport, CheckResult, Status, Target } from '../../check/check-report.ts';
import { type Language, quantities, type Unit } from '../../quantities.ts';
import { type NumberFormat, placesOf } from '../number-format.ts';
import type { Style } from '../style.ts';
import { absenceText } from '../assumptions/absence-text.ts';
import { notAvailable } from '../calculation/sentence.ts';

/** The words of a report; names of metrics, scenarios and segments stay as they are. */
const words = {
  en: {
    or: 'or',
    because: 'because',
    days: (days: string) => `${days} ${days === '1' ? 'day' : 'days'}`,
    skipped: 'skipped',
    noValue: (metric: string, reason: string, limit: string) =>
      `${metric} has no value, ${reason}; the limit is ${limit}`,
    found: (found: string) => `found ${found}`,
    against: (limit: string, distance: string) => `limit ${limit}, ${distance}`,
    sides: { under: 'under', over: 'over', on: 'which is not allowed itself' },
    now: 'now',
    alike: 'with its range moved along',
    remedy: 'one change that would pass',
    close: (draws: string) => `too close to the limit at ${draws} draws to be sure`,
    checks: (count: number) => `${count} ${count === 1 ? 'check' : 'checks'}`,
    counts: {
      passed: 'passed',
      failed: 'failed',
      warned: 'warned',
      noted: 'noted',
      skipped: 'skipped',
    },
  },
  nl: {
    or: 'of',
    because: 'reden',
    days: (days: string) => `${days} ${days === '1' ? 'dag' : 'dagen'}`,
    skipped: 'overgeslagen',
    noValue: (metric: string, reason: string, limit: string) =>
      `${metric} heeft geen waarde, ${reason}; de grens is ${limit}`,
    found: (found: string) => `gevonden ${found}`,
    against: (limit: string, distance: string) => `grens ${limit}, ${distance}`,
    sides: { under: 'eronder', over: 'erboven', on: 'die zelf niet mag' },
    now: 'nu',
    alike: 'en het bereik mee',
    remedy: 'één verandering waarmee het slaagt',
    close: (draws: string) => `te dicht bij de grens om met ${draws} trekkingen zeker te zijn`,
    checks: (count: number) => `${count} ${count === 1 ? 'controle' : 'controles'}`,
    counts: {
      passed: 'geslaagd',
      failed: 'mislukt',
      warned: 'met waarschuwing',
      noted: 'ter informatie',
      skipped: 'overgeslagen',
    },
  },
} as const satisfies Readonly<Record<Language, object>>;

/** The figure of a check as a person reads it. */
function figureText(
  value: number | null,
  check: Check,
  { format, language }: Style,
  places?: number,
): string {
  if (value === null) return notAvailable[language];
  if (check.aggregate === 'age') return words[language].days(format(value, 'count'));
  return format(value, quantities[check.metric].unit, places);
}

/** The most digits after the point that every node prints. */
const mostPlaces = 20;

/** The digits after the point that tell a number from 0, and two others apart where there are. */
function placesApart(
  value: number,
  unit: Unit,
  format: NumberFormat,
  [one, other]: readonly [number, number] = [value, 0],
): number {
  const isApart = (places: number) =>
    format(value, unit, places) !== format(0, unit, places) &&
    format(one, unit, places) !== format(other, unit, places);
  let places = 0;
  while (places < mostPlaces && !isApart(places)) places++;
  return places;
}

/** The digits with which the figures of a place are printed: more where it fails by very little. */
function placesIn({ found, limit, delta, passed, isAtLimit }: Target, check: Check, style: Style) {
  if (found === null || delta === null || passed || isAtLimit) return undefined;
  const { unit } = quantities[check.metric];
  return placesApart(Math.abs(delta), unit, style.format, [found, limit]);
}

/** Where a check looked, as in `be` or `churn-up be`; nothing where there is only one place. */
function placeText({ scenario, segment }: Target): string {
  return [scenario === 'base' ? undefined : scenario, segment ?? undefined]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** What was found in each place: `nl 4.20, be 3.08`. */
export function foundText({ check, targets }: CheckResult, style: Style): string {
  return targets
    .map((target) =>
      `${placeText(target)} ${figureText(target.found, check, style, placesIn(target, check, style))}`.trim(),
    )
    .join(', ');
}

/** Why there is no value in one place; nothing where there is one. */
export function withoutText({ absence }: Target, { language }: Style): string {
  return absence === undefined ? '' : absenceText(absence)[language];
}

/** The places that were let be, each with the reason. */
export function skippedTexts({ targets }: CheckResult, style: Style): string[] {
  const skipped = targets
    .filter(({ isSkipped }) => isSkipped)
    .map((target) => [placeText(target), withoutText(target, style)] as const);
  const isEvery = skipped.length === targets.length;
  const texts = skipped.map(([place, why]) => {
    const isPlaced = place !== '' && !(isEvery && why === skipped[0]?.[1]);
    return `${words[style.language].skipped}: ${isPlaced ? `${place}: ` : ''}${why}`;
  });
  return [...new Set(texts)];
}

/** Why a check did not pass in one place: found, limit and distance. */
export function failureText(target: Target, check: Check, style: Style): string {
  const { found, delta } = target;
  const { noValue, against, sides } = words[style.language];
  const places = placesIn(target, check, style);
  const limit = figureText(target.limit, check, style, places);
  const place = placeText(target);
  const subject = place === '' ? '' : `${place}: `;
  if (found === null || delta === null) {
    return subject + noValue(check.metric, withoutText(target, style), limit);
  }
  if (target.isAtLimit) {
    return `${subject}${passedText(target, check, style)}, ${against(limit, sides.on)}`;
  }
  const relative = Math.abs(delta / target.limit);
  const share =
    target.limit === 0
      ? ''
      : ` (${style.format(relative, 'share', placesApart(relative, 'share', style.format))})`;
  const distance = `${figureText(Math.abs(delta), check, style, places)} ${delta < 0 ? sides.under : sides.over}${share}`;
  return `${subject}${passedText(target, check, style)}, ${against(limit, distance)}`;
}

/** `found 4.20`. */
export function passedText(target: Target, check: Check, style: Style): string {
  const places = placesIn(target, check, style);
  return words[style.language].found(figureText(target.found, check, style, places));
}

/** The one change that would pass, of each input that could make it. */
export function remedyText(remedies: readonly Remedy[], style: Style): string | undefined {
  const changes = changesText(remedies, style);
  return changes === undefined ? undefined : `${words[style.language].remedy}: ${changes}`;
}

/** The changes of which each alone would pass, as in `cac ≤ 54 (now 60) or years ≥ 3.1 (now 3)`. */
export function changesText(
  remedies: readonly Remedy[],
  { format, language }: Style,
): string | undefined {
  if (remedies.length === 0) return undefined;
  const { now, alike, or } = words[language];
  const changes = remedies.map(({ name, current, value }) => {
    const { unit } = quantities[name];
    const sign = value > current ? '≥' : '≤';
    // Rounded, it might no longer pass.
    const places = placesOf(value, unit);
    const was = format(current, unit, Math.min(places, placesOf(current, unit)));
    return `${name} ${sign} ${format(value, unit, places)} (${now} ${was})`;
  });
  // A value outside a range that stays where it was would be refused.
  const along = remedies.some(({ isRanged }) => isRanged) ? `, ${alike}` : '';
  return changes.join(` ${or} `) + along;
}

/** Notes on a result: why the check is there, and what its figure rests on. */
export function checkNotes(
  { check, targets }: CheckResult,
  draws: number,
  { format, language }: Style,
): string[] {
  const notes = check.because === undefined ? [] : [becauseText(check.because, language)];
  const close = targets.filter(({ isClose }) => isClose).map(placeText);
  if (close.length > 0) {
    const places = close.filter((place) => place !== '').join(', ');
    const told = words[language].close(format(draws, 'count'));
    notes.push(places === '' ? told : `${told}: ${places}`);
  }
  return notes;
}

export function becauseText(because: string, language: Language): string {
  return `${words[language].because}: ${because.trim()}`;
}

export const marks: Readonly<Record<Status, string>> = {
  failed: '✗',
  warned: '!',
  noted: 'i',
  passed: '✓',
  skipped: '-',
};

/** `9 checks: 6 passed, 1 failed, 2 warned, 0 skipped`; what is noted is named where there is any. */
export function summaryText({ results, summary }: CheckReport, language: Language): string {
  const { checks, counts } = words[language];
  const all = ['passed', 'failed', 'warned', 'noted', 'skipped'] as const;
  const statuses = all.filter((status) => status !== 'noted' || summary.noted > 0);
  const told = statuses.map((status) => `${summary[status]} ${counts[status]}`);
  return `${checks(results.length)}: ${told.join(', ')}`;
}

/** The places where a check did not pass. */
export function failuresOf({ targets }: CheckResult): Target[] {
  return targets.filter(({ passed, isSkipped }) => !passed && !isSkipped);
}
