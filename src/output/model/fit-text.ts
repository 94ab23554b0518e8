import type { KeptSpend, ModelFile } from '../../input/model/model-file.ts';
import { barLines } from '../chart.ts';
import type { Grid } from '../grid.ts';
import { gridText, notesText } from '../grid-text.ts';
import type { NumberFormat } from '../number-format.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page } from '../style.ts';
import { type Chart, chartColumns, chartText } from './chart-text.ts';
import type { BuyersFitted, FitResult } from './fit-result.ts';
import { fitWarningText, type FitWording, fitWording, limitNote } from './fit-wording.ts';

/** A fit as a person reads it: models side by side, the spend, and what to know of them. */
export async function fitText(format: TextFormat, result: FitResult, page: Page): Promise<string> {
  const words = fitWording(page.language);
  const parts = [
    notesText(format, [customersLine(result, words, page)], page),
    await gridText(format, modelGrid(result, words, page), page),
    notesText(format, notesOf(result, words, page), page),
  ];
  if (result.kind === 'buyers')
    parts.push(chartText(format, spreadChart(result, words, page), page));
  if (result.kind === 'buyers' && result.file.spend !== undefined) {
    const { spend } = result.file;
    parts.push(
      notesText(format, [words.spendTitle], page),
      await gridText(format, spendGrid(spend, result.meanSpend, words, page), page),
      notesText(format, spendNotes(spend, words, page), page),
    );
  }
  return parts.filter((part) => part !== '').join('\n');
}

/** How the repeat purchases of the customers are spread, beside what the model says. */
function spreadChart({ file, classes }: BuyersFitted, words: FitWording, page: Page): Chart {
  const { format } = page;
  const bar = (name: string, value: number) => ({
    name,
    value,
    text: format(Math.round(value), 'count'),
  });
  const largest = classes.at(-1)?.x;
  const groups = classes.map(({ x, actual, expected }) => ({
    label: `${x}${x === largest ? '+' : ''}`,
    bars: [bar(words.actual, actual), bar(file.model, expected)],
  }));
  return {
    title: words.classes(file.model),
    lines: barLines(groups, chartColumns(page)),
    notes: [],
  };
}

/** A number of any size with so many digits that say something, and hundredths at least; no zeros at its end. */
function withDigits(digits: number, value: number, format: NumberFormat): string {
  const places = value === 0 ? 2 : digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  return format(value, 'count', Math.max(2, places));
}

const fourDigits = (value: number, format: NumberFormat): string => withDigits(4, value, format);

/** Of whom the fit is, and of which days. */
function customersLine(result: FitResult, words: FitWording, { format }: Page): string {
  const { customers, data } = result.file;
  const all = format(customers, 'count');
  const who =
    result.kind === 'buyers'
      ? words.customers(all, format(result.repeaters, 'count'))
      : words.rounds(all);
  const { first, asOf } = data;
  return first === null || asOf === null ? who : who + words.days(first, asOf);
}

/** The models side by side: parameters with their standard errors, and what they come to. */
function modelGrid(result: FitResult, words: FitWording, { format }: Page): Grid {
  const fits = result.kind === 'buyers' ? result.compared.map(({ fit }) => fit) : [result.file];
  const names = [...new Set(fits.flatMap(({ parameters }) => Object.keys(parameters)))];
  const lines = names.map((name) => [name, ...fits.map((fit) => estimate(fit, name, format))]);
  const ahead = result.kind === 'buyers' ? aheadLines(result, words, format) : [];
  const likelihood = fits.map((fit) => format(fit.logLikelihood, 'ratio'));
  return {
    header: ['', ...fits.map(({ model }) => model)],
    numbers: [false, ...fits.map(() => true)],
    groups: [lines, [[words.logLikelihood, ...likelihood], ...ahead]],
  };
}

/** A parameter and its standard error; empty where the model has none of this name. */
function estimate(
  { parameters, standardErrors }: Pick<ModelFile, 'parameters' | 'standardErrors'>,
  name: string,
  format: NumberFormat,
): string {
  const value = parameters[name];
  if (value === undefined) return '';
  return `${fourDigits(value, format)} (${withDigits(3, standardErrors[name] ?? 0, format)})`;
}

function aheadLines(
  { compared }: BuyersFitted,
  words: FitWording,
  format: NumberFormat,
): string[][] {
  return [
    [words.ahead(1), ...compared.map(({ oneYear }) => fourDigits(oneYear, format))],
    [words.ahead(5), ...compared.map(({ fiveYears }) => fourDigits(fiveYears, format))],
  ];
}

function notesOf(result: FitResult, words: FitWording, { format }: Page): string[] {
  const { file } = result;
  const notes: string[] = [file.timeUnit === 'week' ? words.weeks : words.errors];
  const fits = result.kind === 'buyers' ? result.compared.map(({ fit }) => fit) : [file];
  const digits = (value: number) => fourDigits(value, format);
  for (const { model, limit, warnings } of fits) {
    const name = fits.length > 1 ? `${model}: ` : '';
    if (limit !== undefined) notes.push(name + limitNote(limit, words));
    notes.push(...warnings.map((warning) => name + fitWarningText(warning, words, digits)));
  }
  if (result.kind === 'buyers') notes.push(...result.failures, words.newCustomer);
  if (fits.length > 1) notes.push(words.taken(file.model));
  if (fits.some(({ model }) => model === 'bg-nbd')) notes.push(words.alive);
  if (result.kind === 'buyers' && result.withoutSpend !== undefined) {
    notes.push(words.noSpend(result.withoutSpend));
  }
  return notes;
}

function spendGrid(spend: KeptSpend, mean: number, words: FitWording, { format }: Page): Grid {
  const names = Object.keys(spend.parameters);
  const money = (value: number) => format(value, 'money');
  const first = spend.firstPurchase;
  return {
    numbers: [false, true],
    groups: [
      names.map((name) => [name, estimate(spend, name, format)]),
      [
        [words.meanSpend, mean === Infinity ? words.noMean : money(mean)],
        ...(first === null ? [] : [[words.firstPurchase, money(first)]]),
        [words.fittedTo, format(spend.customers, 'count')],
        [words.correlation, fourDigits(spend.pearson, format)],
      ],
    ],
  };
}

function spendNotes(spend: KeptSpend, words: FitWording, { format }: Page): string[] {
  const digits = (value: number) => fourDigits(value, format);
  return [
    ...(spend.limit === undefined ? [] : [limitNote(spend.limit, words)]),
    ...spend.warnings.map((warning) => fitWarningText(warning, words, digits)),
    ...(spend.withoutSpend > 0 ? [words.withoutSpend(format(spend.withoutSpend, 'count'))] : []),
    ...(spend.grouped ? [words.grouped] : []),
  ];
}
