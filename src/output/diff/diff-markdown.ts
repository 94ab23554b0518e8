import { markdownText } from '../escape.ts';
import { markdownTable } from '../markdown.ts';
import {
  checkChangeText,
  closingText,
  contentText,
  type DiffReport,
  type DiffStyle,
  diffWords,
  headText,
  moveText,
  partName,
  signed,
} from './diff-wording.ts';

/** What differs, for a comment on a pull request. */
export function diffMarkdown(report: DiffReport, style: DiffStyle): string {
  const { header, changes, ...titles } = diffWords[style.language];
  const changed = report.differences.filter(({ isChanged }) => isChanged);
  const blocks = changed.map((difference) => {
    const table = markdownTable({
      header,
      groups: [
        difference.parts.map((part) => [
          partName(part),
          moveText(part, style),
          signed(part.part, difference, style),
        ]),
      ],
      numbers: [false, false, true],
    });
    return `**${markdownText(headText(difference, style))}**\n\n${difference.parts.length > 0 ? `${table}\n` : ''}${closingText(difference, style)}\n`;
  });
  const contents = report.contents
    .map((each) => `- ${changes[each.change]}: ${markdownText(contentText(each, style))}\n`)
    .join('');
  const checks = report.checks
    .map((change) => `- ${markdownText(checkChangeText(change, style))}\n`)
    .join('');
  const same = changed.length === 0 ? `${titles.same}\n` : '';
  return `<!-- clv:diff -->\n${same}${blocks.join('\n')}${contents === '' ? '' : `\n**${titles.contents}**\n\n${contents}`}${checks === '' ? '' : `\n**${titles.checks}**\n\n${checks}`}`;
}
