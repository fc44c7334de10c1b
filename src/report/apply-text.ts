import type { Outcome } from '../reconcile/outcome.ts';
import type { Notice } from '../reconcile/plan.ts';
import { unmetReason } from '../reconcile/unmet.ts';
import { actionText } from './action-text.ts';
import { counted } from './counted.ts';
import { noticeTextLines } from './notice-groups.ts';
import { type Fit, fitLines, type TextLine } from './text-lines.ts';

/** The most rejections and unmet requests that are listed. */
const LISTED = 20;

const WORDS: Readonly<Record<Outcome['outcome'], string>> = {
  applied: 'applied',
  'already-done': 'already done',
  rejected: 'rejected',
  deferred: 'deferred',
};

interface ApplyResult {
  readonly outcomes: readonly Outcome[];
  readonly notices: readonly Notice[];
  /** Notices that were shown with the plan. */
  readonly told?: readonly Notice[];
  /** The policy says mode: report. */
  readonly isReportOnly?: boolean;
  /** The user stopped the work in this process, or stopped following the worker. */
  readonly stopped: 'here' | 'following' | false;
}

/** The result of a plan: counts, rejections with their reasons, unmet requests, new notices and how to continue. */
export function applyText(
  { outcomes, notices, told = [], isReportOnly = false, stopped }: ApplyResult,
  fit: Fit = {},
): string {
  const counts = Map.groupBy(outcomes, ({ outcome }) => outcome);
  const rejected = counts.get('rejected') ?? [];
  const unmet = unmetTexts(notices);
  const isClean = rejected.length === 0 && !counts.has('deferred') && unmet.length === 0 && stopped === false;
  const messages = new Set(told.map(({ message }) => message));
  return fitLines(
    [
      { text: `Apply: ${countsText(counts, isReportOnly)}`, colour: isClean ? 'green' : 'bold' },
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
      ...(unmet.length === 0 ? [] : [{ text: `Not done: ${listed(unmet)}`, colour: 'red' } as const]),
      ...(stopped === 'here' ? [{ text: 'Stopped. `lenskeeper apply` continues from here' }] : []),
      ...(stopped === 'following'
        ? [{ text: 'Stopped following. The worker continues; `lenskeeper status` shows its progress' }]
        : []),
      ...noticeTextLines(
        notices.filter(({ message }) => !messages.has(message)),
        fit,
      ),
    ],
    fit,
  );
}

function countsText(
  counts: ReadonlyMap<Outcome['outcome'], readonly Outcome[]>,
  isReportOnly: boolean,
): string {
  if (isReportOnly) return 'nothing was applied, because mode: report allows no action';
  return [...counts].map(([outcome, of]) => `${of.length} ${WORDS[outcome]}`).join(', ') || 'nothing to do';
}

/** `lenses/a.json (rejected)`; only the reason where a notice has no subject. */
function unmetTexts(notices: readonly Notice[]): readonly string[] {
  const texts = notices.flatMap((notice) => {
    const reason = unmetReason(notice);
    if (reason === undefined) return [];
    return [notice.subject === undefined ? reason : `${notice.subject} (${reason})`];
  });
  return [...new Set(texts)];
}

function listed(texts: readonly string[]): string {
  const more = texts.length - LISTED;
  return `${texts.slice(0, LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
