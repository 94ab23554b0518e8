import { chartWidth } from '../chart.ts';
import { notesText } from '../grid-text.ts';
import type { TextFormat } from '../output-format.ts';
import type { Page } from '../style.ts';

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

/** The columns that a chart may take. */
export const chartColumns = ({ width = chartWidth }: Page): number => Math.min(chartWidth, width);
