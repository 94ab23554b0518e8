import { barLines, seriesLines } from '../chart.ts';
import { type Chart, chartColumns } from './chart-text.ts';
import { type Shown, roundedText } from './validation-shown.ts';

export function classChart({ model, words, page }: Shown): Chart {
  const { format } = page;
  const largest = model.classes.at(-1)?.x;
  const groups = model.classes.map(({ x, customers, actual, predicted }) => ({
    label: `${x}${x === largest ? '+' : ''} (${format(customers, 'count')})`,
    bars: [
      { name: words.actual, value: actual, text: format(actual, 'ratio') },
      { name: model.model, value: predicted, text: format(predicted, 'ratio') },
    ],
  }));
  return {
    title: words.classes(model.model),
    lines: barLines(groups, chartColumns(page)),
    notes: [words.classNote(`${largest}+`)],
  };
}

export function trackingChart({ file, origin, model, words, page }: Shown): Chart {
  const { format } = page;
  const { tracking } = model;
  const steps = (of: 'actual' | 'expected') =>
    tracking.map((track, at) => track[of] - (tracking[at - 1]?.[of] ?? 0));
  const series = [
    { name: words.actual, values: steps('actual') },
    { name: model.model, values: steps('expected') },
  ];
  const calibration = Math.max(0, tracking.length - Math.round(file.holdout));
  const mark = { after: calibration, text: origin.until };
  const { lines, perColumn } = seriesLines(series, mark, chartColumns(page));
  const ends = [
    { day: origin.until, track: tracking[calibration - 1] },
    { day: origin.to, track: tracking.at(-1) },
  ];
  return {
    title: words.tracking(model.model, perColumn),
    lines,
    notes: ends.flatMap(({ day, track }) =>
      track === undefined
        ? []
        : [words.tracked(day, format(track.actual, 'count'), roundedText(track.expected, format))],
    ),
  };
}
