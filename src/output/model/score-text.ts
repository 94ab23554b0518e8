import { horizonCode, horizonText } from '../calculation/outlook-text.ts';
import type { Grid } from '../grid.ts';
import { gridText, notesText } from '../grid-text.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page } from '../style.ts';
import type { ScoreTotals } from './score-result.ts';
import { type ScoreWording, scoreWording } from './score-wording.ts';

/** What all scores come to, as a person reads it. */
export async function scoreText(
  format: TextFormat,
  totals: ScoreTotals,
  page: Page,
): Promise<string> {
  const words = scoreWording(page.language);
  const source = words.source(
    totals.model,
    totals.asOf,
    horizonText(totals.horizon, page.language),
  );
  return (
    notesText(format, [source], page) +
    (await gridText(format, totalsGrid(totals, words, page), page)) +
    notesText(format, notesOf(totals, words, page), page)
  );
}

function totalsGrid(totals: ScoreTotals, words: ScoreWording, { format }: Page): Grid {
  const count = (value: number) => format(Math.round(value), 'count');
  const line = (name: string, value: number | null, note = '') =>
    value === null ? [] : [[name, count(value), note]];
  const { interval, basis, margin, value } = totals;
  const share = interval && format(interval.share, 'share');
  const within =
    interval && words.interval(String(share), count(interval.low), count(interval.high));
  const based = basis === null ? '' : words.basis[basis];
  const kept = margin === null ? '' : `, ${words.margin(format(margin, 'share'))}`;
  return {
    numbers: [false, true, false],
    groups: [
      [
        ...line(words.customers, totals.customers),
        ...line(words.alive, totals.alive),
        ...line(words.buys, totals.buys),
        ...line(words.purchases, totals.purchases, within ?? ''),
        ...(totals.purchases === null ? line(words.discounted, totals.discountedPurchases) : []),
        ...(value === null ? [] : [[words.value, format(value, 'money'), based + kept]]),
      ],
    ],
  };
}

function notesOf(totals: ScoreTotals, words: ScoreWording, { format }: Page): string[] {
  const { modelError, discount, yearsBeyondData, withoutSpend, noValue } = totals;
  const years = (value: number) => format(value, 'years');
  const beyond =
    yearsBeyondData === null
      ? words.endless(years(totals.yearsOfData))
      : yearsBeyondData > 1e-8
        ? words.beyond(years(yearsBeyondData), years(yearsBeyondData + totals.yearsOfData))
        : words.observed(years(totals.yearsOfData));
  return [
    ...(totals.interval === null
      ? []
      : [
          modelError === null
            ? words.own
            : words.measured(
                format(Math.round(1000 * modelError.error) / 1000, 'share'),
                modelError.holdouts,
              ),
        ]),
    beyond,
    ...(noValue === null
      ? [discount === null ? words.noDiscount : words.discount(format(discount, 'share'))]
      : [words.noValue[noValue]]),
    ...(withoutSpend > 0 ? [words.withoutSpend(format(withoutSpend, 'count'))] : []),
    words.alive1,
    ...(totals.model === 'bg-nbd' ? [words.bgNbd] : []),
  ];
}

/** The same as one record of plain values. */
export function scoreRecord({
  horizon,
  interval,
  modelError,
  yearsOfData,
  ...totals
}: ScoreTotals): Readonly<Record<string, unknown>> {
  return {
    ...totals,
    horizon: horizonCode(horizon),
    interval: interval && interval.share,
    low: interval && interval.low,
    high: interval && interval.high,
    modelError: modelError && modelError.error,
    holdouts: modelError && modelError.holdouts,
    yearsOfData,
  };
}
