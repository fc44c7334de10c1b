import type { AnswerPlace } from '../lens/comparison/lens-comparison.ts';
import type { ComparisonSummary } from '../lens/comparison/summarise-comparison.ts';
import { counted } from './counted.ts';
import { changeCounts } from './diff-report.ts';

/**
 * What publishing a lens changes, in a few lines for under its action.
 *
 * @param major how it is published, which a policy can decide against the comparison
 */
export function summaryLines(
  { change, changes, lostAnswers, riskChanges, askedAnew, notes = [] }: ComparisonSummary,
  major: boolean,
): readonly string[] {
  const lost = lostAnswers.first.map(placeText);
  const anew = askedAnew.first.map(placeText);
  return [
    changeCounts(changes),
    ...(major === (change === 'major')
      ? []
      : [`the content is a ${change} change, and is published as ${major ? 'major' : 'minor'}`]),
    ...(lost.length === 0
      ? []
      : [`reviews lose ${counted(lostAnswers.count, 'answer')}: ${listed(lost, lostAnswers.count)}`]),
    ...riskChanges.first.map(({ questionId, sentence }) => `${questionId}: ${sentence}`),
    ...(riskChanges.count > riskChanges.first.length
      ? [`and ${counted(riskChanges.count - riskChanges.first.length, 'other risk change')}`]
      : []),
    ...(anew.length === 0
      ? []
      : [`reviewers are asked ${askedAnew.count} anew: ${listed(anew, askedAnew.count)}`]),
    ...notes,
  ];
}

function listed(first: readonly string[], count: number): string {
  const more = count - first.length;
  return `${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function placeText({ questionId, choiceId }: AnswerPlace): string {
  return choiceId === undefined ? questionId : `${questionId} / ${choiceId}`;
}
