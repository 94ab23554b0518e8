import type { Plan } from '../plan.ts';
import { columnOf } from './column-reading.ts';
import { spelledYearFirst } from './day-text.ts';

/** What days are counted by where the rows carry their offsets and no zone was asked for. */
const localDays = 'local';

/** The time zone that a day is a day in; `local` where a day is what the row itself calls one. */
export const dayZone = ({ reading, options: { zone } }: Plan): string =>
  zone ?? (reading.zoned ? localDays : 'UTC');

/** The day of a row. */
export function dayOf(plan: Plan): string {
  const { dialect, relation, mapping, reading } = plan;
  const { name, type } = columnOf(relation, mapping.date);
  const cell = dialect.identifier(name);
  const zone = plan.options.zone ?? 'UTC';
  if (type === 'date') return cell;
  if (type === 'timestamp') return dialect.dayOfTimestamp(cell);
  if (type === 'zoned') return dialect.dayOfZoned(cell, zone);
  const number = dialect.money(cell, type);
  const { dateFormat } = reading;
  if (dateFormat === 'excel') {
    return inRange(number, 200_000, dialect.dayAfter(dialect.date('1899-12-30'), number));
  }
  if (dateFormat === 'epoch') {
    return inRange(number, mostSeconds, dialect.dayOfEpoch(number, zone));
  }
  if (dateFormat === 'epoch-ms') {
    const seconds = `${dialect.double(number)} / 1000`;
    return inRange(number, mostSeconds * 1000, dialect.dayOfEpoch(seconds, zone));
  }
  return dayOfText(plan, type === 'text' ? dialect.trim(cell) : dialect.text(cell), name);
}

/** Seconds until well after the last day that counts, which every engine can hold. */
const mostSeconds = 10_000_000_000;

const inRange = (number: string, most: number, day: string): string =>
  `case when ${number} between ${-most} and ${most} then ${day} end`;

/** A time with its offset. */
const zonedTime = '^(.*:\\d\\d[.\\d]*)\\s*(Z|UTC|GMT|[+-]\\d\\d(:?\\d\\d)?)$';

function dayOfText(plan: Plan, text: string, column: string): string {
  const { dialect, reading } = plan;
  const { zone } = plan.options;
  const spelled = spelledYearFirst(plan, text);
  const day = dialect.dayOfText(spelled);
  if (reading.zoned) {
    if (zone === undefined) return dialect.dayOfText(dialect.replace(spelled, zonedTime, '\\1'));
    const inZone = dialect.dayOfZonedText(dialect.replace(spelled, '\\s*(UTC|GMT)$', 'Z'), zone);
    return `case when ${dialect.matches(spelled, zonedTime)} then ${inZone} else ${day} end`;
  }
  if (zone !== undefined && isUtc(column)) {
    const inZone = dialect.dayOfZonedText(`${spelled} || 'Z'`, zone);
    return `case when ${dialect.matches(spelled, ':\\d\\d')} then ${inZone} else ${day} end`;
  }
  const isPlain = reading.dateFormat === 'ymd' && !reading.monthNames && !reading.halfDays;
  // Most dates are written as the engine reads them: only the others are spelled anew.
  return isPlain ? `coalesce(${dialect.dayOfText(text)}, ${day})` : day;
}

/** Whether a column is called after UTC, as `Created (UTC)` and `date_created_gmt` are. */
const isUtc = (column: string): boolean => /\b(utc|gmt)\b/i.test(column.replaceAll('_', ' '));
