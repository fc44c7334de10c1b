import type { Notice, NoticeKind } from '../reconcile/plan.ts';
import type { TextLine } from './text-lines.ts';

/** What a reader has to do with a notice: mend it, know it, wait, or mind it. */
type NoticeGroup = 'Rejected' | 'Left alone' | 'Waiting' | 'To mind';

const GROUP_OF: Readonly<Partial<Record<NoticeKind, NoticeGroup>>> = {
  'lens-invalid': 'Rejected',
  'lens-rejected-before': 'Rejected',
  'name-clash': 'Rejected',
  'workload-invalid': 'Rejected',
  'lens-source-gone': 'Left alone',
  'lens-not-ours': 'Left alone',
  'draft-left': 'Left alone',
  'share-not-active': 'Left alone',
  'workload-not-ours': 'Left alone',
  'workload-duplicate': 'Left alone',
  'account-unknown': 'Left alone',
  waiting: 'Waiting',
};

const ORDER: readonly NoticeGroup[] = ['Rejected', 'Left alone', 'Waiting', 'To mind'];

/** Notices by what a reader has to do with them; the rest (quotas, the guard, the policy) is to be minded. */
export function groupNotices(
  notices: readonly Notice[],
): readonly { readonly title: NoticeGroup; readonly notices: readonly Notice[] }[] {
  const groups = Map.groupBy(notices, ({ kind }) => GROUP_OF[kind] ?? 'To mind');
  return ORDER.flatMap((title) => {
    const ofGroup = groups.get(title);
    return ofGroup === undefined ? [] : [{ title, notices: ofGroup }];
  });
}

/** How many notices of one group are listed before the rest is counted. */
const LISTED = 20;

/** The groups as lines for a terminal, each under its title. */
export function noticeTextLines(
  notices: readonly Notice[],
  { everything = false }: { readonly everything?: boolean | undefined } = {},
): readonly TextLine[] {
  return groupNotices(notices).flatMap(({ title, notices: ofGroup }): TextLine[] => {
    const listed = everything ? ofGroup : ofGroup.slice(0, LISTED);
    const more = ofGroup.length - listed.length;
    return [
      { text: '' },
      { text: `${title} (${ofGroup.length})`, colour: 'bold' },
      ...listed.map(
        ({ message }): TextLine => ({
          depth: 1,
          mark: '!',
          text: message,
          ...(title === 'Waiting' ? { colour: 'dim' } : { colour: title === 'Rejected' ? 'red' : 'yellow' }),
        }),
      ),
      ...(more > 0 ? [{ depth: 1, text: `and ${more} more; --verbose lists them` }] : []),
    ];
  });
}
