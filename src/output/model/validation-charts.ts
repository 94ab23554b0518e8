import { barLines, chartWidth, seriesLines } from '../chart.ts';
import { notesText } from '../grid-text.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page } from '../style.ts';
import { type Shown, roundedText } from './validation-shown.ts';

/** A chart under its title, as wide as the terminal is, and no wider than charts are. */
export interface Chart {
  readonly title: string;
  readonly lines: readonly string[];
  readonly notes: readonly string[];
}

export function chartText(format: TextFormat, { title, lines, notes }: Chart, page: Page): string {
  const drawn = lines.map((line) => `${line}\n`).join('');
  const block = format === 'markdown' ? `\n\`\`\`text\n${drawn}\`\`\`\n` : drawn;
  return notesText(format, [title], page) + block + notesText(format, notes, page);
}

const widthOf = ({ width = chartWidth }: Page): number => Math.min(chartWidth, width);

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
    lines: barLines(groups, widthOf(page)),
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
  const { lines, perColumn } = seriesLines(series, mark, widthOf(page));
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
