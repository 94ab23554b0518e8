import { InputError, shown } from '../../errors.ts';
import { isOrderDay } from '../../calendar.ts';
import type { AskedWindow } from '../../measure/measure-options.ts';

// The values of the flags of orders; each throws an InputError for a text that is none.

export function readDay(flag: string, text: string | undefined): string | undefined {
  if (text === undefined || isOrderDay(text)) return text;
  throw new InputError(`${flag} must be a date such as 2026-03-31, got ${shown(text)}`);
}

export function readWindow(text: string | undefined): AskedWindow | undefined {
  if (text === undefined || text === 'all') return text;
  if (isOrderDay(`${text}-01-01`)) return { from: `${text}-01-01`, to: `${text}-12-31` };
  const [from = '', to = '', ...rest] = text.split('..');
  if (rest.length === 0 && isOrderDay(from) && isOrderDay(to) && from <= to) return { from, to };
  throw new InputError(
    `--window must be a year such as 2025, two dates in order such as 2025-04-01..2026-03-31, or all, got ${shown(text)}`,
  );
}

export function readZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new InputError(`--tz must be a time zone such as Europe/Amsterdam, got ${shown(zone)}`);
  }
}

export function readShare(text: string): number {
  const [, digits, sign] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const share = digits === undefined ? NaN : Number(digits) / (sign === '%' ? 100 : 1);
  if (share >= 0 && share <= 1) return share;
  throw new InputError(`--max-rejected must be a share such as 0.5%, got ${shown(text)}`);
}

export function readTableFile(flag: string, file: string | undefined): string | undefined {
  if (file === undefined || /\.(csv|parquet)$/i.test(file)) return file;
  throw new InputError(`${flag} must be a file that ends in .csv or .parquet, got ${shown(file)}`);
}

export function readMemory(text: string | undefined): string | undefined {
  if (text === undefined || /^\d+(\.\d+)?\s*[KMGT]i?B$/i.test(text)) return text;
  throw new InputError(`--memory must be a size such as 2GB, got ${shown(text)}`);
}
