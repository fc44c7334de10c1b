import type { ComparisonSummary } from '../lens/comparison/summarise-comparison.ts';
import { counted } from './counted.ts';
import { changeCounts, idsOf } from './diff-report.ts';

/**
 * Summarises in a few lines what the publication of a lens changes.
 *
 * @param major whether it is published as major; the policy can override the comparison
 */
export function summaryLines(
  { change, changes, lostAnswers, riskChanges, askedAnew, notes = [] }: ComparisonSummary,
  major: boolean,
): readonly string[] {
  const lost = lostAnswers.first.map((place) => idsOf(place).join(' / '));
  const anew = askedAnew.first.map((place) => idsOf(place).join(' / '));
  return [
    changeCounts(changes),
    ...(major === (change === 'major')
      ? []
      : [`the content is a ${change} change, and is published as ${major ? 'major' : 'minor'}`]),
    ...(lost.length === 0
      ? []
      : [`reviews lose ${counted(lostAnswers.count, 'answer')}: ${listed(lost, lostAnswers.count)}`]),
    ...riskChanges.first.map(({ sentence, ...place }) => `${idsOf(place).join(' / ')}: ${sentence}`),
    ...(riskChanges.count > riskChanges.first.length
      ? [`and ${counted(riskChanges.count - riskChanges.first.length, 'other risk change')}`]
      : []),
    ...(anew.length === 0
      ? []
      : [
          `reviewers have ${counted(askedAnew.count, 'question')} to answer again: ${listed(anew, askedAnew.count)}`,
        ]),
    ...notes,
  ];
}

function listed(first: readonly string[], count: number): string {
  const more = count - first.length;
  return `${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
