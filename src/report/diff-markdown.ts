import type { AnswerPlace } from '../lens/comparison/lens-comparison.ts';
import { riskSentence } from '../lens/comparison/risk-sentence.ts';
import { summariseComparison } from '../lens/comparison/summarise-comparison.ts';
import { excerptOf } from './diff-excerpt.ts';
import { type DiffLine, diffLines } from './diff-lines.ts';
import { changeCounts, type Diff, idsOf, MEANING, titleOf } from './diff-report.ts';
import { code, LONGEST_COMMENT } from './markdown.ts';

/** The most items of each list. */
const MOST_ITEMS = 50;

/**
 * A change log to paste into a pull request. Texts of the lens are formatted as code, so that they cannot make links,
 * mentions, images or tags.
 */
export function diffMarkdown(diff: Diff): string {
  const { lostAnswers, askedAnew, riskChanges, notes } = diff.comparison;
  const { verdict } = diff;
  const heading = `### ${code(diff.current.lens.name)}: ${verdict === 'none' ? 'no' : verdict} change`;
  if (verdict === 'none') return `${heading}\n\n${sentence(MEANING.none)}`;
  const consequences = [
    heading,
    `${sentence(MEANING[verdict])}: ${changeCounts(summariseComparison(diff.comparison).changes)}.`,
    ...notes.map(({ message }) => `> ${code(message)}`),
    ...section(
      'Answers that reviews lose',
      lostAnswers.map((place) => placeText(diff, place, 'old')),
    ),
    ...section(
      'Risks that change for the same answers',
      riskChanges.map((risk) => `${idsOf(risk).map(code).join(' / ')}: ${riskSentence(risk, code)}`),
    ),
    ...section(
      'Questions to answer again',
      askedAnew.map((place) => placeText(diff, place, 'current')),
    ),
  ].join('\n\n');
  return [
    consequences,
    `<details><summary>All ${diff.comparison.changes.length} changes</summary>`,
    listing(diffLines(diff), LONGEST_COMMENT - consequences.length),
    '</details>',
  ].join('\n\n');
}

function section(title: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length - MOST_ITEMS;
  const shown = items.slice(0, MOST_ITEMS).map((item) => `- ${item}`);
  return [`**${title}**`, [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')];
}

function placeText(diff: Diff, place: AnswerPlace, from: 'old' | 'current'): string {
  return `${idsOf(place).map(code).join(' / ')} ${code(excerptOf(titleOf(diff, place, from)))}`;
}

/**
 * A block that GitHub colours as a patch. Each line begins with its mark, so no line can end the block.
 *
 * @param longest the most characters; the number of further lines is printed
 */
function listing(lines: readonly DiffLine[], longest: number): string {
  const shown: string[] = [];
  let length = 0;
  for (const { mark, text } of lines) {
    const line = mark === '@' ? `@@ ${text} @@` : `${mark === '~' ? '!' : mark} ${text}`;
    length += line.length + 1;
    if (length > longest) break;
    shown.push(line);
  }
  const more = lines.length - shown.length;
  return ['```diff', ...shown, ...(more > 0 ? [`# and ${more} more lines`] : []), '```'].join('\n');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
