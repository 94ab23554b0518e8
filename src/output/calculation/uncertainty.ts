import { quantities, type QuantityName } from '../../quantities.ts';
import { readingTexts } from './flat-result.ts';
import type { Miss, Result, Simulation, Uncertainty } from './result.ts';
import { type Report, type ReportLine, textOrNone } from './report.ts';
import type { Style } from '../style.ts';

const percentileNames = ['p5', 'p50', 'p95'] as const;

/** A report with the percentiles of what the draws moved, and all that is to be said of them. */
export function withUncertainty(report: Report, uncertainty: Uncertainty, style: Style): Report {
  const line = (own: ReportLine): ReportLine => {
    const interval = own.name && uncertainty.intervals[own.name];
    if (own.name === undefined || interval === undefined) return own;
    const { unit } = quantities[own.name];
    return {
      ...own,
      percentiles: percentileNames.map((key) => textOrNone(interval[key], unit, style)),
    };
  };
  return {
    labels: report.labels,
    given: report.given.map(line),
    found: report.found.map(line),
    notes: [...report.notes, ...uncertaintyNotes([uncertainty], style)],
  };
}

/** The most readings that stand below a table of records. */
const mostReadings = 20;

/** What is to be said of the records that have ranges, each thing once. */
export function recordNotes(results: readonly Result[], style: Style): string[] {
  return uncertaintyNotes(
    results.flatMap(({ uncertainty }) => uncertainty ?? []),
    style,
  );
}

function uncertaintyNotes(all: readonly Uncertainty[], style: Style): string[] {
  const [first] = all;
  if (first === undefined) return [];
  const readings = [...new Set(all.flatMap((one) => readingTexts(one, style.language)))];
  const more = readings.length - mostReadings;
  const en = style.language === 'en';
  return [
    ...readings.slice(0, mostReadings).map((reading) => `${reading}.`),
    ...(more > 0 ? [en ? `And ${more} readings more.` : `En nog ${more} lezingen.`] : []),
    drawsSentence(first.simulation, style),
    ...(first.isOfModel ? [modelDraws[style.language]] : []),
    ...(all.length === 1 ? [...missSentences(first, style), ...withoutValue(first, style)] : []),
  ];
}

function drawsSentence({ draws, seed }: Simulation, { language, format }: Style): string {
  const count = format(draws, 'count');
  return language === 'en'
    ? `p5, p50 and p95 are of ${count} independent draws (seed ${seed}): what moves two inputs together is not in them.`
    : `p5, p50 en p95 komen uit ${count} onafhankelijke trekkingen (seed ${seed}): wat twee getallen samen beweegt, zit er niet in.`;
}

/** What the draws of a model hold. */
const modelDraws = {
  en: 'The parameters of the model are drawn together, by their covariance; that a model errs is not in the draws.',
  nl: 'De parameters van het model worden samen getrokken, volgens hun covariantie; dat een model ernaast kan zitten, zit niet in de trekkingen.',
};

function missSentences({ misses = {} }: Uncertainty, style: Style): string[] {
  const { ltvCac, netClv } = misses;
  const en = style.language === 'en';
  const share = ({ probability }: Miss) => style.format(probability, 'share');
  const found: string[] = [];
  if (ltvCac !== undefined) {
    const target = style.format(ltvCac.target, 'ratio');
    found.push(
      en
        ? `The probability that LTV:CAC misses ${target} is ${share(ltvCac)}.`
        : `De kans dat CLV:CAC ${target} niet haalt, is ${share(ltvCac)}.`,
    );
  }
  if (netClv !== undefined) {
    found.push(
      en
        ? `The probability that a customer costs more than the margin brings back is ${share(netClv)}.`
        : `De kans dat een klant meer kost dan de marge terugbrengt, is ${share(netClv)}.`,
    );
  }
  return found;
}

/** Where the draws without a value are counted. */
const ranks = {
  above: { en: 'above', nl: 'hoger dan' },
  below: { en: 'below', nl: 'lager dan' },
} as const;

function withoutValue({ intervals, simulation }: Uncertainty, { language, format }: Style) {
  return Object.entries(intervals).flatMap(([name, interval]) => {
    const label = quantities[name as QuantityName].label[language];
    const { withoutValue: all = 0, withoutValueBelow: below = 0 } = interval;
    return (
      [
        ['above', all - below],
        ['below', below],
      ] as const
    )
      .filter(([, count]) => count > 0)
      .map(([rank, count]) => {
        const share = format(count / simulation.draws, 'share');
        const where = ranks[rank][language];
        return language === 'en'
          ? `${label}: no value in ${share} of the draws, which count as ${where} all others.`
          : `${label}: geen waarde in ${share} van de trekkingen, die als ${where} alle andere tellen.`;
      });
  });
}
