import { dayNumber } from '../../calendar.ts';
import type { RuleForecast, ValidationFile } from '../../input/model/validation-file.ts';
import type { Aspect, Rival, Score } from '../../models/comparison.ts';
import type { Grid } from '../grid.ts';
import { gridText, notesText } from '../grid-text.ts';
import type { NumberFormat } from '../number-format.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page } from '../style.ts';
import { chartText } from './chart-text.ts';
import { classChart, trackingChart } from './validation-charts.ts';
import {
  fourPlacesText,
  shareText,
  type Shown,
  weeksText,
  roundedText,
} from './validation-shown.ts';
import { rivalText, validationWording } from './validation-wording.ts';

/** A validation as a person reads it: the verdict, all forecasts, and the best model in detail. */
export async function validationText(
  format: TextFormat,
  file: ValidationFile,
  page: Page,
): Promise<string> {
  const words = validationWording(page.language);
  const [origin] = file.origins;
  const model = origin?.models.find(({ model: name }) => name === file.comparison.bestModel);
  if (origin === undefined || model === undefined) throw new Error('nothing was validated');
  const shown: Shown = { file, origin, model, words, page };
  const part = async (title: string, grid: Grid) =>
    notesText(format, [title], page) + (await gridText(format, grid, page));
  const several = file.origins.length > 1;
  const parts = [
    notesText(format, [customersLine(shown), ...verdictLines(shown)], page),
    await gridText(format, forecastsGrid(shown), page),
    notesText(format, forecastNotes(shown), page),
    several ? await part(words.holdouts(model.model), holdoutsGrid(shown)) : '',
    several ? await part(words.overall(file.origins.length), overallGrid(shown)) : '',
    chartText(format, classChart(shown), page),
    await part(words.calibration(model.model), tenthsGrid(shown)),
    chartText(format, trackingChart(shown), page),
    notesText(format, seriesNotes(shown), page),
  ];
  return parts.filter((text) => text !== '').join('\n');
}

/** That a holdout is longer than what comes before it, if it is. */
export function longHoldoutLines(file: ValidationFile, { language, format }: Page): string[] {
  const { holdout, data, origins } = file;
  const words = validationWording(language);
  const shortest = origins.at(-1);
  if (shortest === undefined || data.first === null) return [];
  const calibration = (dayNumber(shortest.until) - dayNumber(data.first) + 1) / 7;
  return holdout > calibration
    ? [words.long(weeksText(holdout, format), weeksText(calibration, format))]
    : [];
}

function signedShare(forecast: number, actual: number, format: NumberFormat): string {
  if (actual === 0) return '';
  const share = forecast / actual - 1;
  return `${share > 0 ? '+' : ''}${shareText(share, format)}`;
}

function customersLine({ file, origin, words, page: { format } }: Shown): string {
  const weeks = weeksText(file.holdout, format);
  return words.customers(format(origin.customers, 'count'), origin.until, origin.to, weeks);
}

/** Who forecast best, and whether a model is worth it. */
function verdictLines({ file: { comparison }, words, page: { format } }: Shown): string[] {
  const { scores, best, bestRule } = comparison;
  const aspects = ['total', 'squared', 'ranking'] as const;
  const figureOf: Readonly<Record<Aspect, (score: Score) => string>> = {
    total: ({ totalError }) => shareText(totalError, format),
    squared: ({ rmse }) => fourPlacesText(rmse, format),
    ranking: ({ topTenth }) => shareText(topTenth, format),
  };
  const figure = (aspect: Aspect, rival: Rival) =>
    scores
      .filter(({ name }) => name === rival)
      .map(figureOf[aspect])
      .join('');
  const isRule = (aspect: Aspect) => best[aspect] === bestRule[aspect];
  const clauses = aspects.map((aspect) => {
    const own = words.found[aspect](figure(aspect, best[aspect]));
    const rule = rivalText(bestRule[aspect], words);
    const beside = isRule(aspect) ? own : `${own}; ${rule} ${figure(aspect, bestRule[aspect])}`;
    return words.by(words.aspects[aspect], rivalText(best[aspect], words), beside);
  });
  const named = (some: readonly Aspect[]) =>
    some.map((aspect) => words.aspects[aspect]).join(words.and);
  const [ruled, modelled] = [aspects.filter(isRule), aspects.filter((aspect) => !isRule(aspect))];
  const worth =
    ruled.length === 0
      ? words.all
      : modelled.length === 0
        ? words.none
        : words.some(named(ruled), named(modelled));
  return [words.best(clauses.join(', ')), worth];
}

function forecastsGrid({ origin, words, page: { format } }: Shown): Grid {
  const { actual, models, rules } = origin;
  const line = (name: string, forecast: Omit<RuleForecast, 'name'>) => [
    name,
    roundedText(forecast.total, format),
    signedShare(forecast.total, actual, format),
    fourPlacesText(forecast.mae, format),
    fourPlacesText(forecast.rmse, format),
    fourPlacesText(forecast.bias, format),
    shareText(forecast.topTenth, format),
  ];
  return {
    header: [
      words.forecast,
      words.purchases,
      words.off,
      words.mae,
      words.rmse,
      words.bias,
      words.top,
    ],
    numbers: [false, true, true, true, true, true, true],
    groups: [
      models.map(({ model, forecast }) => line(model, forecast)),
      rules.map((rule) => line(rivalText(rule.name, words), rule)),
      [[words.actual, format(actual, 'count'), '', '', '', '', '']],
    ],
  };
}

function forecastNotes({ file, origin, model, words, page: { format } }: Shown): string[] {
  const { low, high } = model.interval;
  const { actual } = origin;
  const says = actual >= low && actual <= high ? words.inside : words.outside;
  const share = format(file.interval, 'share');
  const error = file.modelErrors.find((each) => each.model === model.model)?.error ?? 0;
  const holdouts = file.origins.length;
  const money = (value: number) => format(value, 'money');
  const likeliest = origin.models.reduce((best, each) =>
    each.logLikelihood > best.logLikelihood ? each : best,
  ).model;
  return [
    says(
      model.model,
      roundedText(low, format),
      roundedText(high, format),
      share,
      format(actual, 'count'),
    ),
    words.error(model.model, shareText(error, format), holdouts),
    ...(holdouts === 1 ? [words.more] : []),
    ...(model.predictedAmount === null
      ? []
      : [words.amount(model.model, money(model.predictedAmount), money(origin.actualAmount))]),
    ...(likeliest === model.model ? [] : [words.taken(likeliest, model.model)]),
    words.explained(weeksText(file.holdout, format), format(origin.hiatusDays, 'count')),
    words.perCustomer,
  ];
}

function holdoutsGrid({ file, model, words, page: { format } }: Shown): Grid {
  const lines = file.origins.flatMap(({ until, to, actual, models }) =>
    models
      .filter((each) => each.model === model.model)
      .map(({ forecast, interval: { low, high } }) => [
        until,
        to,
        format(actual, 'count'),
        roundedText(forecast.total, format),
        signedShare(forecast.total, actual, format),
        `${roundedText(low, format)} – ${roundedText(high, format)}`,
      ]),
  );
  return {
    header: words.holdout,
    numbers: [false, false, true, true, true, true],
    groups: [lines],
  };
}

function overallGrid({ file, words, page: { format } }: Shown): Grid {
  return {
    header: words.overallHeader,
    numbers: [false, true, true, true],
    groups: [
      file.comparison.scores.map(({ name, totalError, rmse, topTenth }) => [
        rivalText(name, words),
        shareText(totalError, format),
        fourPlacesText(rmse, format),
        shareText(topTenth, format),
      ]),
    ],
  };
}

function tenthsGrid({ model, words, page: { format } }: Shown): Grid {
  return {
    header: words.tenth,
    numbers: [true, true, true],
    groups: [
      model.calibration.map(({ customers, predicted, actual }) => [
        format(customers, 'count'),
        shareText(predicted, format),
        shareText(actual, format),
      ]),
    ],
  };
}

/** What the series shows that no model here knows. */
function seriesNotes({ model, words }: Shown): string[] {
  return model.warnings.map(({ code }) => words[code](model.model));
}
