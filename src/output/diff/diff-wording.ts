import type { CheckChange } from '../../analysis/check-changes.ts';
import type { ContentChange } from '../../analysis/contents.ts';
import type { Difference, Part } from '../../analysis/difference.ts';
import { isInputName, type Language, quantities } from '../../quantities.ts';
import { jsonText, markdownText, terminalLines } from '../escape.ts';
import { markdownTable } from '../markdown.ts';
import type { NumberFormat } from '../number-format.ts';
import type { Style } from '../style.ts';
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
interface DiffStyle extends Style {
  readonly oldFormat: NumberFormat;
}

/** The words of a report; names of inputs, metrics, scenarios and segments stay as they are. */
const words = {
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

/** The widest bar of a part, in characters. */
const widestBar = 20;

/** What differs, as JSON: keys that stay. */
export function diffJson({ differences, checks, contents }: DiffReport): string {
  const record = {
    results: differences.map(
      ({ metric, scenario, segment, old, new: now, change, parts, reason, isExact }) => ({
        metric,
        scenario,
        segment,
        old,
        new: now,
        change,
        parts,
        ...(reason !== undefined && { reason: reason.en }),
        ...(!isExact && { estimated: true }),
      }),
    ),
    checks: checks.map(({ change, check }) => ({ change, check })),
    contents,
  };
  return `${jsonText(record, 2)}\n`;
}

/** What differs, for a terminal. */
export function diffText(report: DiffReport, style: DiffStyle): string {
  const { alike } = words[style.language];
  const changed = report.differences.filter(isChanged);
  const blocks = changed.map((difference) => {
    const { parts } = difference;
    const largest = Math.max(...parts.map(({ part }) => Math.abs(part)));
    const rows = parts.map((part) => [
      part.name,
      moveText(part, style),
      signed(part.part, difference, style),
      '█'.repeat(Math.max(1, Math.round((Math.abs(part.part) / largest) * widestBar))),
    ]);
    const widths = [0, 1, 2].map((at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0)));
    const lines = rows.map((cells) =>
      `  ~ ${cells.map((cell, at) => (at === 2 ? cell.padStart(widths[2] ?? 0) : cell.padEnd(widths[at] ?? 0))).join('  ')}`.trimEnd(),
    );
    return [headText(difference, style), ...lines, `  ${closingText(difference, style)}`];
  });
  const same = report.differences.length - changed.length;
  if (same > 0) blocks.push([alike(same, changed.length === 0)]);
  if (report.contents.length > 0) {
    const marks = { added: '+', removed: '-', changed: '~' };
    blocks.push(
      report.contents.map((each) => `  ${marks[each.change]} ${contentText(each, style)}`),
    );
  }
  if (report.checks.length > 0) {
    blocks.push(report.checks.map((change) => `  ${checkText(change, style)}`));
  }
  return terminalLines([
    `clv diff ${report.old} ${report.new}`,
    ...blocks.flatMap((lines) => ['', ...lines]),
  ]);
}

/** What differs, for a comment on a pull request. */
export function diffMarkdown(report: DiffReport, style: DiffStyle): string {
  const { header, changes, ...titles } = words[style.language];
  const changed = report.differences.filter(isChanged);
  const blocks = changed.map((difference) => {
    const table = markdownTable({
      header,
      groups: [
        difference.parts.map((part) => [
          part.name,
          moveText(part, style),
          signed(part.part, difference, style),
        ]),
      ],
      numbers: [false, false, true],
    });
    return `**${markdownText(headText(difference, style))}**\n\n${difference.parts.length > 0 ? `${table}\n` : ''}${closingText(difference, style)}\n`;
  });
  const contents = report.contents
    .map((each) => `- ${changes[each.change]}: ${markdownText(contentText(each, style))}\n`)
    .join('');
  const checks = report.checks
    .map((change) => `- ${markdownText(checkText(change, style))}\n`)
    .join('');
  const same = changed.length === 0 ? `${titles.same}\n` : '';
  return `<!-- clv:diff -->\n${same}${blocks.join('\n')}${contents === '' ? '' : `\n**${titles.contents}**\n\n${contents}`}${checks === '' ? '' : `\n**${titles.checks}**\n\n${checks}`}`;
}

function isChanged(difference: Difference): boolean {
  return difference.isChanged;
}

/** `ltvCac, base, nl: 4.20 → 3.26, -0.94 (-22.27%)`. */
function headText(difference: Difference, style: DiffStyle): string {
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

function signed(value: number, { metric }: Difference, { format }: Style): string {
  return `${value < 0 ? '' : '+'}${format(value, quantities[metric].unit)}`;
}

function moveText({ name, old, new: now }: Part, { format, oldFormat }: DiffStyle): string {
  const input = name.replace(/^.*\./, '');
  const value = (part: Part['old'], as: NumberFormat) => {
    if (part === null) return '';
    return typeof part === 'number' && isInputName(input)
      ? as(part, quantities[input].unit)
      : String(part);
  };
  return old === null && now === null ? '' : `${value(old, oldFormat)} → ${value(now, format)}`;
}

function closingText(difference: Difference, style: Style): string {
  const { notShared, noChange, exact, estimated } = words[style.language];
  const { change, reason, isExact, parts } = difference;
  if (reason !== undefined) return `${notShared}: ${reason[style.language]}`;
  if (change === null || parts.length === 0) return noChange;
  const sum = signed(change, difference, style);
  return isExact ? exact(sum) : estimated(sum);
}

/** `range of avg: 45..55 → 40..60`. */
function contentText({ what, name, old, new: now }: ContentChange, { language }: Style): string {
  if (what === 'scenario' || what === 'segment') return `${what} ${name}`;
  const subject = name === null ? what : what === 'input' ? name : words[language].of(what, name);
  if (old === null || now === null) return `${subject}: ${old ?? now}`;
  return `${subject}: ${old} → ${now}`;
}

function checkText({ change, check, was }: CheckChange, { language }: Style): string {
  const { check: noun, changes } = words[language];
  const told = `${noun} ${changes[change]}: ${check}`;
  return was === undefined ? told : `${told} (was ${was})`;
}
