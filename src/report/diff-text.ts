import type { AnswerPlace } from '../lens/comparison/lens-comparison.ts';
import { summariseComparison } from '../lens/comparison/summarise-comparison.ts';
import { excerptOf } from './diff-excerpt.ts';
import { type DiffLine, diffLines } from './diff-lines.ts';
import { changeCounts, type Diff, MEANING, titleOf } from './diff-report.ts';
import { printable } from './printable.ts';
import { type Colour, type Paint, unpainted } from './text-colour.ts';

const COLOUR_OF: Readonly<Record<DiffLine['mark'], Colour>> = {
  '@': 'bold',
  '-': 'red',
  '+': 'green',
  '~': 'yellow',
};

/** What changed between two lenses, for people at a terminal: consequences first, then every change. */
export function diffText(diff: Diff, paint: Paint = unpainted): string {
  const { change, lostAnswers, askedAnew, riskChanges, notes } = diff.comparison;
  const { old, current } = diff;
  const title = `${change.toUpperCase()}: ${MEANING[change]}`;
  if (change === 'none') return paint('bold', title);
  return [
    paint('dim', printable(`${old.name} → ${current.name}`)),
    paint('bold', title),
    `  ${changeCounts(summariseComparison(diff.comparison).changes)}`,
    ...notes.map(({ message }) => paint('yellow', `! ${printable(message)}`)),
    ...section(
      'Answers that reviews lose',
      lostAnswers.map((place) => paint('red', `  - ${placeText(diff, place, 'old')}`)),
    ),
    ...section(
      'Risks that change for the same answers',
      [...Map.groupBy(riskChanges, ({ questionId }) => questionId)].flatMap(([questionId, ofQuestion]) => [
        `  ${placeText(diff, { questionId }, 'current')}`,
        ...ofQuestion.map(({ sentence }) => paint('yellow', `    ${printable(sentence)}`)),
      ]),
      riskChanges.length,
    ),
    ...section(
      'Asked anew',
      askedAnew.map((place) => paint('green', `  + ${placeText(diff, place, 'current')}`)),
    ),
    ...section(
      'Changes',
      diffLines(diff).map((line) => paint(COLOUR_OF[line.mark], lineText(line))),
      diff.comparison.changes.length,
    ),
  ].join('\n');
}

function section(title: string, lines: readonly string[], count = lines.length): readonly string[] {
  return lines.length === 0 ? [] : ['', `${title} (${count})`, ...lines];
}

function lineText({ mark, text }: DiffLine): string {
  return mark === '@' ? `  ${text}` : `    ${mark} ${text}`;
}

function placeText(diff: Diff, place: AnswerPlace, from: 'old' | 'current'): string {
  const { questionId, choiceId } = place;
  const ids = choiceId === undefined ? questionId : `${questionId} / ${choiceId}`;
  return printable(`${ids}  ${excerptOf(titleOf(diff, place, from))}`);
}
