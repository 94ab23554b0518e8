import { numberFormat } from '../output/number-format.ts';
import type { Page } from '../output/style.ts';
import type { OutputOptions } from './flags/result-flags.ts';
import type { Host } from './process/host.ts';

/** How a result is worded, and what it is shown on. */
export function pageOf(options: OutputOptions, host: Host): Page {
  const { language, locale, currency, quiet, output } = options;
  const terminal = output === undefined ? host.terminal() : undefined;
  return {
    language,
    locale,
    currency,
    format: numberFormat(options),
    width: terminal?.columns,
    hasColor: output === undefined && isColored(options, host),
    quiet,
  };
}

/** Whether there is colour: NO_COLOR and --no-color win over FORCE_COLOR, and that over the terminal. */
function isColored({ color }: OutputOptions, host: Host): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = host.env;
  if (color === false || (NO_COLOR ?? '') !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return host.terminal() !== undefined && TERM !== 'dumb';
}
