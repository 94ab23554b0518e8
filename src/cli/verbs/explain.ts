import { InputError, shown } from '../../errors.ts';
import { suggestion } from '../../input/suggestion.ts';
import { metrics } from '../../metrics/index.ts';
import { levers } from '../../metrics/levers.ts';
import { csvLine } from '../../output/csv.ts';
import { jsonText } from '../../output/escape.ts';
import { jsonLine } from '../../output/json.ts';
import type { Grid } from '../../output/markdown.ts';
import {
  defaultConventions,
  type Domain,
  inputNames,
  isInputName,
  isQuantityName,
  type Language,
  periods,
  quantities,
  quantityNames,
  type QuantityName,
  timings,
} from '../../quantities.ts';
import { destinationOf } from '../process/destination.ts';
import { flagOf, type FlagTexts } from '../flags/quantity-flags.ts';
import type { Host } from '../process/host.ts';
import {
  addOutputOptions,
  type OutputFormat,
  type OutputOptions,
  readOutputOptions,
} from '../flags/result-flags.ts';
import type { Verb } from '../verb.ts';
import { gridText } from '../tables.ts';

export const explain: Verb = {
  examples: ['clv explain', 'clv explain clvPresent', 'clv explain retention --lang nl'],
  configure(setup) {
    setup.command.argument('[name]', 'a metric or an input; all of them if absent');
    addOutputOptions(setup);
    setup.command.action((name: string | undefined, texts: FlagTexts) =>
      runExplain(setup.host, name, texts),
    );
  },
};

async function runExplain(host: Host, name: string | undefined, texts: FlagTexts): Promise<void> {
  const options = readOutputOptions(texts);
  const text =
    name === undefined
      ? await overview(options, host)
      : await explanation(
          conventions.get(name) ?? factsOf(checkedName(name), options.language),
          options,
          host,
        );
  const destination = await destinationOf(host, options.output);
  await destination.write(text);
  await destination.finish();
}

function checkedName(name: string): QuantityName {
  if (isQuantityName(name)) return name;
  const near = suggestion(name, [...quantityNames, ...conventions.keys()]);
  throw new InputError(
    `explain must name a metric or an input, got ${shown(name)}${near || '; see clv explain for the list'}`,
  );
}

/** The conventions that are no numbers. */
const conventions: ReadonlyMap<string, Facts> = new Map<string, Facts>(
  Object.entries({
    timing: {
      name: 'timing',
      meaning: 'when the cash of a period is booked; used with discount only',
      flag: '--timing',
      valid: `${timings.join(', ')}; ${defaultConventions.timing} if not given, and printed`,
    },
    period: {
      name: 'period',
      meaning: 'what freq, churn and retention are counted over; sums over time run on it',
      flag: '--period',
      valid: `${periods.join(', ')}; ${defaultConventions.period} if not given`,
    },
    basis: {
      name: 'basis',
      meaning: 'whether a value is counted before costs (revenue) or after them (margin)',
      valid: 'margin where a margin or a unit cost is given, else revenue; never given',
    },
  }),
);

/** What there is to say of a quantity, each under a heading. */
type Facts = Readonly<Partial<Record<keyof typeof headings, string>>>;

const headings = {
  name: { en: 'Name', nl: 'Naam' },
  label: { en: 'Label', nl: 'Benaming' },
  meaning: { en: 'Meaning', nl: 'Betekenis' },
  flag: { en: 'Flag', nl: 'Vlag' },
  valid: { en: 'Valid', nl: 'Geldig' },
  unit: { en: 'Unit', nl: 'Eenheid' },
  basis: { en: 'Basis', nl: 'Basis' },
  formula: { en: 'Formula', nl: 'Formule' },
  inputs: { en: 'Computed from', nl: 'Berekend uit' },
  source: { en: 'Source', nl: 'Bron' },
  example: { en: 'Example', nl: 'Voorbeeld' },
  levers: { en: 'Levers', nl: 'Knoppen om aan te draaien' },
} as const;

function factsOf(name: QuantityName, language: Language): Facts {
  const { label, help, unit, basis, valid } = quantities[name];
  const facts: Facts = { name, label: label[language], meaning: help, unit: words(unit) };
  const metric = metrics.find((candidate) => candidate.name === name);
  return {
    ...facts,
    ...(basis && { basis: basis === 'best' ? 'margin where it is known, else revenue' : basis }),
    ...(valid && { flag: flagOf(name), valid: domainText(valid) }),
    ...(metric && {
      formula: metric.formula,
      inputs: metric.inputs.map((names) => names.join(', ')).join('; or '),
      source: metric.source,
      example: `${valuesText(metric.example.inputs)} gives ${metric.example.result} (${metric.example.from})`,
    }),
    ...leversOf(name, language),
  };
}

/** The levers of an input, or for a metric those of each input that it rests on. */
function leversOf(name: QuantityName, language: Language): { levers?: string } {
  const own = isInputName(name) ? levers[name] : undefined;
  if (own !== undefined) return { levers: own.map((lever) => lever[language]).join('; ') };
  const lines = inputsBehind(name).flatMap((input) => {
    const texts = leversOf(input, language).levers;
    return texts === undefined ? [] : [`${input}: ${texts}`];
  });
  return lines.length === 0 ? {} : { levers: lines.join('. ') };
}

/** The inputs that a metric rests on in the end. */
function inputsBehind(name: string): QuantityName[] {
  const names = metrics
    .filter((metric) => metric.name === name)
    .flatMap((metric) => metric.inputs.flat())
    .flatMap((input) => (isInputName(input) ? [input] : inputsBehind(input)));
  return [...new Set(names)];
}

/** `moneyPerYear` as `money per year`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function domainText({ min, max, above, below }: Domain): string {
  const bounds = [
    min === undefined ? [] : [`at least ${min}`],
    above === undefined ? [] : [`above ${above}`],
    max === undefined ? [] : [`at most ${max}`],
    below === undefined ? [] : [`below ${below}`],
  ].flat();
  return bounds.length === 0 ? 'any number' : bounds.join(', ');
}

function valuesText(values: object): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

async function explanation(facts: Facts, options: OutputOptions, host: Host): Promise<string> {
  const keys = Object.keys(facts) as (keyof Facts)[];
  const format = options.format ?? 'table';
  if (format === 'json' || format === 'ndjson') return jsonLine(facts);
  if (format === 'csv') return csvLine(keys) + csvLine(keys.map((key) => facts[key]));
  const lines = keys.flatMap((key) =>
    wrapped([headings[key][options.language], facts[key] ?? ''], format),
  );
  return gridText(format, { groups: [lines], numbers: [false, false] }, options, host);
}

/** Where the last cell of a table is broken into lines, so that it fits most terminals. */
const cellWidth = 60;

/** A line of cells as several where its last cell is long; Markdown breaks lines by itself. */
function wrapped(cells: readonly string[], format: OutputFormat): string[][] {
  const last = cells.at(-1) ?? '';
  if (format === 'markdown') return [[...cells]];
  const parts: string[] = [''];
  for (const word of last.split(' ')) {
    const line = parts.at(-1) ?? '';
    if (line === '') parts[parts.length - 1] = word;
    else if (line.length + word.length < cellWidth) parts[parts.length - 1] = `${line} ${word}`;
    else parts.push(word);
  }
  return parts.map((part, at) => [
    ...cells.slice(0, -1).map((cell) => (at === 0 ? cell : '')),
    part,
  ]);
}

/** All metrics with their formulas, and all inputs with their levers. */
async function overview(options: OutputOptions, host: Host): Promise<string> {
  const { language } = options;
  const format = options.format ?? 'table';
  const all = quantityNames.map((name) => factsOf(name, language));
  if (format === 'json') return `[\n${all.map((facts) => jsonText(facts)).join(',\n')}\n]\n`;
  if (format === 'ndjson') return all.map(jsonLine).join('');
  if (format === 'csv') {
    const keys = Object.keys(headings) as (keyof Facts)[];
    return [keys, ...all.map((facts) => keys.map((key) => facts[key]))].map(csvLine).join('');
  }
  const grid = (names: readonly QuantityName[], columns: readonly (keyof Facts)[]): Grid => ({
    header: columns.map((column) => headings[column][language]),
    groups: [names.map((name) => columns.map((column) => factsOf(name, language)[column] ?? ''))],
    numbers: columns.map(() => false),
  });
  const found = grid(
    metrics.map(({ name }) => name),
    ['name', 'label', 'formula'],
  );
  const given = grid(inputNames, ['name', 'meaning', 'levers']);
  return `${await gridText(format, found, options, host)}\n${await gridText(format, given, options, host)}`;
}
