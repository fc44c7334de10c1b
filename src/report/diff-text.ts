import type { AnswerPlace } from '../lens/comparison/lens-comparison.ts';
import { summariseComparison } from '../lens/comparison/summarise-comparison.ts';
import { excerptOf } from './diff-excerpt.ts';
import { type DiffLine, diffLines } from './diff-lines.ts';
import { changeCounts, type Diff, idsOf, MEANING, titleOf } from './diff-report.ts';
import type { Colour } from './text-colour.ts';
import { type Fit, fitLines, type TextLine } from './text-lines.ts';

const COLOUR_OF: Readonly<Record<DiffLine['mark'], Colour>> = {
  '@': 'bold',
  '-': 'red',
  '+': 'green',
  '~': 'yellow',
};

/** The differences of two lenses for a terminal: consequences first, then every change. */
export function diffText(diff: Diff, fit: Fit = {}): string {
  const { lostAnswers, askedAnew, riskChanges, notes } = diff.comparison;
  const { old, current, verdict } = diff;
  const title: TextLine = { text: `${verdict.toUpperCase()}: ${MEANING[verdict]}`, colour: 'bold' };
  if (verdict === 'none') return fitLines([title], fit);
  const lines: readonly TextLine[] = [
    { text: `${old.name} → ${current.name}`, colour: 'dim' },
    title,
    { depth: 1, text: changeCounts(summariseComparison(diff.comparison).changes) },
    ...notes.map(({ message }): TextLine => ({ mark: '!', text: message, colour: 'yellow' })),
    ...section(
      'Answers that reviews lose',
      lostAnswers.map((place) => ({
        depth: 1,
        mark: '-',
        text: placeText(diff, place, 'old'),
        colour: 'red',
      })),
    ),
    ...section(
      'Risks that change for the same answers',
      [...Map.groupBy(riskChanges, (change) => placeText(diff, change, 'current'))].flatMap(
        ([text, ofQuestion]) => [
          { depth: 1, text },
          ...ofQuestion.map(({ sentence }): TextLine => ({ depth: 2, text: sentence, colour: 'yellow' })),
        ],
      ),
      riskChanges.length,
    ),
    ...section(
      'Questions to answer again',
      askedAnew.map((place) => ({
        depth: 1,
        mark: '+',
        text: placeText(diff, place, 'current'),
        colour: 'green',
      })),
    ),
    ...section('Changes', diffLines(diff).map(changeLine), diff.comparison.changes.length),
  ];
  return fitLines(lines, fit);
}

function section(title: string, lines: readonly TextLine[], count = lines.length): readonly TextLine[] {
  return lines.length === 0 ? [] : [{ text: '' }, { text: `${title} (${count})` }, ...lines];
}

function changeLine({ mark, text }: DiffLine): TextLine {
  const colour = COLOUR_OF[mark];
  return mark === '@' ? { depth: 1, text, colour } : { depth: 2, mark, text, colour };
}

function placeText(diff: Diff, place: AnswerPlace, from: 'old' | 'current'): string {
  return `${idsOf(place).join(' / ')}  ${excerptOf(titleOf(diff, place, from))}`;
}
