import type { CheckChange } from '../../analysis/check-changes.ts';
import type { ContentChange } from '../../analysis/contents.ts';
import type { Difference, Part, Unshared } from '../../analysis/difference.ts';
import { isInputName, type Language, quantities, type Text } from '../../quantities.ts';
import { absenceText } from '../assumptions/absence-text.ts';
import type { NumberFormat } from '../number-format.ts';
import type { Style } from '../style.ts';
import { outlookName } from '../calculation/outlook-text.ts';
import { notAvailable } from '../calculation/sentence.ts';

/** Everything that differs between two files. */
export interface DiffReport {
  readonly old: string;
  readonly new: string;
  readonly differences: readonly Difference[];
  readonly checks: readonly CheckChange[];
  readonly contents: readonly ContentChange[];
}

/** How a difference is worded: amounts of each file in its own currency. */
export interface DiffStyle extends Style {
  readonly oldFormat: NumberFormat;
}

/** The words of a report; names of inputs, metrics, scenarios and segments stay as they are. */
export const diffWords = {
  en: {
    header: ['Input', 'Change', 'Part'],
    contents: 'Contents',
    checks: 'Checks',
    same: 'No figure differs.',
    alike: (count: number, isAll: boolean) =>
      `${count} ${isAll ? '' : 'more '}${count === 1 ? 'figure is' : 'figures are'} the same`,
    notShared: 'not shared out',
    noChange: 'no input of it changed',
    exact: (sum: string) => `exact: before rounding, the parts add up to ${sum}`,
    estimated: (sum: string) =>
      `estimated from random orders, as more than 12 inputs changed: before rounding, the parts add up to ${sum}`,
    of: (what: string, name: string) => `${what} of ${name}`,
    check: 'check',
    changes: {
      added: 'added',
      removed: 'removed',
      changed: 'changed',
      loosened: 'loosened',
      tightened: 'tightened',
    },
  },
  nl: {
    header: ['Invoer', 'Verandering', 'Deel'],
    contents: 'Inhoud',
    checks: 'Controles',
    same: 'Geen cijfer verschilt.',
    alike: (count: number, isAll: boolean) =>
      count === 1
        ? `1 ${isAll ? '' : 'ander '}cijfer is gelijk`
        : `${count} ${isAll ? '' : 'andere '}cijfers zijn gelijk`,
    notShared: 'niet verdeeld',
    noChange: 'geen invoer ervan is veranderd',
    exact: (sum: string) => `exact: voor afronding tellen de delen op tot ${sum}`,
    estimated: (sum: string) =>
      `geschat uit willekeurige volgordes, omdat meer dan 12 invoerwaarden veranderden: voor afronding tellen de delen op tot ${sum}`,
    of: (what: string, name: string) => `${what} van ${name}`,
    check: 'controle',
    changes: {
      added: 'toegevoegd',
      removed: 'verwijderd',
      changed: 'veranderd',
      loosened: 'versoepeld',
      tightened: 'aangescherpt',
    },
  },
} as const satisfies Readonly<Record<Language, object>>;

/** `years`, or `be.cac` where it changed in one segment alone; `segment be` where that came or went. */
export function partName({ inputs, segment }: Part): string {
  if (inputs.length === 0) return `segment ${segment ?? 'all'}`;
  return `${segment === null ? '' : `${segment}.`}${inputs.join(' + ')}`;
}

/** `be.years`, or the name of a scenario or a segment; null for what a file has once. */
export function contentName({ scenario, segment, input }: ContentChange): string | null {
  const parts = [scenario, segment, input].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('.');
}

/** `ltvCac, base, nl: 4.20 → 3.26, -0.94 (-22.27%)`. */
export function headText(difference: Difference, style: DiffStyle): string {
  const { format, oldFormat, language } = style;
  const { metric, scenario, segment, old, new: now, change } = difference;
  const place = [metric, scenario, segment ?? undefined].filter((part) => part !== undefined);
  const value = (number: number | null, as: NumberFormat) =>
    number === null ? notAvailable[language] : as(number, quantities[metric].unit);
  const share =
    change === null || old === null || old === 0
      ? ''
      : ` (${change < 0 ? '-' : '+'}${format(Math.abs(change / old), 'share')})`;
  const moved = change === null ? '' : `, ${signed(change, difference, style)}${share}`;
  return `${place.join(', ')}: ${value(old, oldFormat)} → ${value(now, format)}${moved}`;
}

export function signed(value: number, { metric }: Difference, { format }: Style): string {
  return `${value < 0 ? '' : '+'}${format(value, quantities[metric].unit)}`;
}

export function moveText(
  { inputs, old, new: now }: Part,
  { format, oldFormat, language }: DiffStyle,
): string {
  const [input = ''] = inputs;
  const value = (part: Part['old'], as: NumberFormat) => {
    if (part === null) return '';
    if (typeof part === 'object') return outlookName(part, language);
    return typeof part === 'number' && isInputName(input)
      ? as(part, quantities[input].unit)
      : String(part);
  };
  return old === null && now === null ? '' : `${value(old, oldFormat)} → ${value(now, format)}`;
}

export function closingText(difference: Difference, style: Style): string {
  const { notShared, noChange, exact, estimated } = diffWords[style.language];
  const { change, unshared, isExact, parts } = difference;
  if (unshared !== undefined) return `${notShared}: ${unsharedText(unshared)[style.language]}`;
  if (change === null || parts.length === 0) return noChange;
  const sum = signed(change, difference, style);
  return isExact ? exact(sum) : estimated(sum);
}

/** Why a difference is not shared out, in words that go on after `not shared out:`. */
export function unsharedText(unshared: Unshared): Text {
  if (unshared.kind === 'otherCurrency') {
    return {
      en: `the old file is in ${unshared.old}, the new one in ${unshared.new}`,
      nl: `het oude bestand is in ${unshared.old}, het nieuwe in ${unshared.new}`,
    };
  }
  if (unshared.kind === 'noValueBetween') {
    return {
      en: 'between the two it has no value for some of the changes alone',
      nl: 'ertussenin heeft het bij sommige veranderingen los van de andere geen waarde',
    };
  }
  return absenceText(unshared);
}

/** `range of avg: 45..55 → 40..60`. */
export function contentText(content: ContentChange, { language }: Style): string {
  const { what, old, new: now } = content;
  const name = contentName(content);
  if (what === 'scenario' || what === 'segment') return `${what} ${name}`;
  const subject =
    name === null ? what : what === 'input' ? name : diffWords[language].of(what, name);
  const [before, after] = [old, now].map((value) =>
    typeof value === 'object' && value !== null ? outlookName(value, language) : value,
  );
  if (before === null || after === null) return `${subject}: ${before ?? after}`;
  return `${subject}: ${before} → ${after}`;
}

export function checkChangeText({ change, check, was }: CheckChange, { language }: Style): string {
  const { check: noun, changes } = diffWords[language];
  const told = `${noun} ${changes[change]}: ${check}`;
  return was === undefined ? told : `${told} (was ${was})`;
}
