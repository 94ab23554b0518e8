import { dirname, relative, resolve, sep } from 'node:path';
import { InputError } from '../errors.ts';
import { parseJson } from '../input/records/json-document.ts';
import { type Measured, readMeasured } from '../input/measured/measured-schema.ts';
import { jsonText } from '../output/escape.ts';
import { brokenRule, defaultConventions } from '../quantities.ts';
import { readDocument } from './files/open.ts';
import { referencesFrom } from './files/reference.ts';

/** The inputs that orders tell of themselves. */
const told = ['avg', 'freq', 'customers'] as const;

/**
 * A file of assumptions that starts from measured figures, each with where it comes from.
 *
 * @param from the file of `clv measure`
 * @param file where the assumptions will be, since they name the measured file from there
 * @param isOpen whether they may name a file that is not below their checkout or folder
 * @throws InputError when it is no such file, or holds nothing that can be assumed
 */
export function measuredStarter(from: string, file: string, isOpen: boolean): string {
  const measured = measuredOf(from);
  referencesFrom(dirname(resolve(file)), isOpen)(resolve(from), `--from ${from}`);
  const path = relative(dirname(resolve(file)), resolve(from))
    .split(sep)
    .join('/');
  if (path.includes('#')) {
    throw new InputError(`--from must have no # in its path, got ${path}; rename it`);
  }
  const { window, currency } = measured;
  const span = `${window.from ?? ''} to ${window.to ?? ''}`;
  const source = scalar(`clv measure of ${originOf(measured)}, ${span}`);
  const inputs = told.flatMap((name) => {
    const { value, low, high } = measured[name] ?? { value: null };
    if (value === null) return [];
    const rule = brokenRule(name, value);
    if (rule !== undefined) {
      throw new InputError(`--from ${from}: ${name} ${rule}; measure other orders`);
    }
    const interval =
      typeof low === 'number' && typeof high === 'number'
        ? ` # 95 % interval ${short(low)} to ${short(high)}`
        : '';
    const lines = [
      `  ${name}:${interval}`,
      `    value: ${name === 'customers' ? value : short(value)}`,
      `    source: ${source}`,
      ...(window.asOf === null ? [] : [`    reviewed: ${window.asOf}`]),
      `    measured: ${scalar(`${path}#${name}`)}`,
    ];
    return [{ name, text: lines.join('\n') }];
  });
  if (inputs.length === 0) {
    throw new InputError(
      `--from ${from} must hold ${told.join(', ')}, got none; measure the orders anew`,
    );
  }
  return `# What clv measured in orders; clv check holds it against the checks below.
# clv schema assumptions -o clv.schema.json makes a schema that editors complete from:
# yaml-language-server: $schema=clv.schema.json
version: 1
${/^[A-Z]{3}$/.test(currency ?? '') ? `currency: ${currency}\n` : ''}
inputs:
${inputs.map(({ text }) => text).join('\n')}
${monthsLine(window.months)}  # Orders do not tell how long a customer will stay, nor what one costs; these are yours to say.
${observed(measured)}  # years: { value: 3, range: 2..4 }
  # margin: { value: 42%, range: 38%..46% }
  # cac: { value: 60, range: 50..80 }

checks:
${inputs.map(({ name }) => `  - ${name} within 10% of measured\n`).join('')}  # - ltvCac >= 3
`;
}

/** The months that customers were counted over, where they are not the usual twelve. */
const monthsLine = (months: number): string =>
  months === defaultConventions.months ? '' : `  months: ${months}\n`;

/** What is seen of lifespan and retention, which end where the orders do. */
function observed({ years, retention }: Measured): string {
  const lines: string[] = [];
  if (typeof years?.value === 'number') {
    lines.push(`from first to last purchase ${short(years.value)} years, a lower bound`);
  }
  if (typeof retention?.value === 'number') {
    lines.push(`bought again in the next period ${short(retention.value * 100)}%`);
  }
  return lines.map((line) => `  # Seen so far: ${line}.\n`).join('');
}

function measuredOf(from: string): Measured {
  const value = parseJson(readDocument(from, `--from ${from || "''"}`), `--from ${from}`);
  try {
    return readMeasured(value);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.problems.map((problem) => `--from ${from}: ${problem}`));
  }
}

/** Six digits: more are no better known. */
const short = (value: number): number => Number(value.toPrecision(6));

/** A text as YAML, in quotes where it might be read as something else. */
const scalar = (text: string): string =>
  /^[A-Za-z.][\w ./,-]*(#\w+)?$/.test(text) && !text.endsWith(' ') ? text : jsonText(text);

/** Where the orders came from: the names of the files, or the table or query of an engine. */
function originOf({ files, source }: Measured): string {
  if (source) return `${source.table ?? 'a query'} in ${source.engine}`;
  const names = files.slice(0, 3).map(({ name }) => name);
  const more = files.length > 3 ? [`${files.length - 3} more`] : [];
  return [...names, ...more].join(', ');
}
