import type { Outcome } from '../reconcile/outcome.ts';
import type { Notice } from '../reconcile/plan.ts';
import { actionText } from './action-text.ts';
import { counted } from './counted.ts';
import { noticeTextLines } from './notice-groups.ts';
import { type Fit, fitLines, type TextLine } from './text-lines.ts';

/** Of what did not work, so much is listed again at the end. */
const LISTED = 20;

const WORDS: Readonly<Record<Outcome['outcome'], string>> = {
  applied: 'applied',
  'already-done': 'done already',
  rejected: 'rejected',
  deferred: 'left for later',
};

/** What became of a plan: the counts, what was rejected and why, what was noticed, how to go on. */
export function applyText(
  {
    outcomes,
    notices,
    stopped,
  }: {
    readonly outcomes: readonly Outcome[];
    readonly notices: readonly Notice[];
    /** Somebody stopped the work here, or only stopped following the worker. */
    readonly stopped: 'here' | 'following' | false;
  },
  fit: Fit = {},
): string {
  const counts = Map.groupBy(outcomes, ({ outcome }) => outcome);
  const text = [...counts].map(([outcome, of]) => `${of.length} ${WORDS[outcome]}`).join(', ');
  const rejected = counts.get('rejected') ?? [];
  const isClean = rejected.length === 0 && !counts.has('deferred') && stopped === false;
  return fitLines(
    [
      { text: `Apply: ${text === '' ? 'nothing to do' : text}`, colour: isClean ? 'green' : 'bold' },
      ...rejected.slice(0, LISTED).map(
        ({ action, detail }): TextLine => ({
          depth: 1,
          mark: '!',
          colour: 'red',
          text: `${actionText(action)}: ${detail}`,
        }),
      ),
      ...(rejected.length > LISTED
        ? [{ depth: 1, text: `and ${counted(rejected.length - LISTED, 'rejection')} more` }]
        : []),
      ...(stopped === 'here' ? [{ text: 'Stopped; `lenskeeper apply` goes on where it ended' }] : []),
      ...(stopped === 'following'
        ? [{ text: 'Stopped following; the worker goes on by itself, see `lenskeeper status`' }]
        : []),
      ...noticeTextLines(notices, fit),
    ],
    fit,
  );
}
