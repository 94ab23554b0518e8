import type { Calculation } from '../../metrics/calculate.ts';
import {
  defaultConventions,
  type Language,
  type Period,
  quantities,
  type QuantityName,
  reasons,
  type Unit,
} from '../../quantities.ts';
import { perPeriodText } from '../period-text.ts';
import type { Style } from '../style.ts';
import { notAvailable, sentences } from './sentence.ts';

/** One number as a person reads it. */
export interface ReportLine {
  /** None for a label. */
  readonly name?: QuantityName;
  readonly label: string;
  readonly value: string;
  /** p5, p50 and p95 of the draws, where ranges move it. */
  readonly percentiles?: readonly string[];
  readonly note: string;
}

/** One calculation as a person reads it: what was given, what follows, what it means. */
export interface Report {
  readonly labels: readonly ReportLine[];
  readonly given: readonly ReportLine[];
  readonly found: readonly ReportLine[];
  readonly notes: readonly string[];
}

/** Word one calculation for a table. */
export function reportOf(
  calculation: Calculation,
  style: Style,
  labels: Readonly<Record<string, unknown>> = {},
): Report {
  return {
    labels: Object.entries(labels).map(([label, value]) => ({
      label,
      value: labelText(value),
      note: '',
    })),
    given: calculation.inputs.map((name) => lineOf(name, calculation, style, false)),
    found: calculation.metrics.map((name) => lineOf(name, calculation, style, true)),
    notes: sentences(calculation, style),
  };
}

function lineOf(
  name: QuantityName,
  calculation: Calculation,
  style: Style,
  found: boolean,
): ReportLine {
  const { label } = quantities[name];
  return {
    name,
    label: label[style.language],
    value: valueOf(name, calculation, style),
    note: noteOf(name, calculation, style.language, found),
  };
}

/** A label as text. */
export function labelText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A number, or `n/a` where it has no value. */
export function valueOf(name: QuantityName, { values }: Calculation, style: Style): string {
  return textOrNone(values[name] ?? null, quantities[name].unit, style);
}

/** A number as its unit asks, or `n/a` where there is none. */
export function textOrNone(value: number | null, unit: Unit, { format, language }: Style): string {
  return value === null ? notAvailable[language] : format(value, unit);
}

const bases = {
  revenue: { en: 'revenue basis', nl: 'op omzet' },
  margin: { en: 'margin basis', nl: 'op marge' },
} as const;

/** The unit and the basis of a number in words, or why it is missing. */
export function noteOf(
  name: QuantityName,
  { values, reasons: missing }: Calculation,
  language: Language,
  found: boolean,
): string {
  const reason = missing.get(name);
  if (reason !== undefined) return reasons[reason][language];
  const { unit, basis } = quantities[name];
  const parts = [
    unitNote(unit, values.period ?? 'year', values.months ?? defaultConventions.months)[language],
  ];
  if (found && basis !== undefined) {
    parts.push(bases[basis === 'best' ? (values.basis ?? 'revenue') : basis][language]);
  }
  return parts.filter((part) => part !== '').join(', ');
}

function unitNote(unit: Unit, period: Period, months: number): { en: string; nl: string } {
  const rounded = String(Number(months.toFixed(2)));
  switch (unit) {
    case 'perPeriod':
    case 'sharePerPeriod':
      return perPeriodText[period];
    case 'moneyPerYear':
    case 'sharePerYear':
    case 'countPerYear':
      return perPeriodText.year;
    case 'moneyCounted':
      return { en: `over ${rounded} months`, nl: `over ${rounded.replace('.', ',')} maanden` };
    case 'years':
      return { en: 'years', nl: 'jaar' };
    case 'months':
      return { en: 'months', nl: 'maanden' };
    case 'money':
    case 'share':
    case 'count':
    case 'ratio':
      return { en: '', nl: '' };
  }
}
