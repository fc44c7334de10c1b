import type { Notice, NoticeKind } from '../reconcile/plan.ts';
import type { Colour } from './text-colour.ts';
import type { TextLine } from './text-lines.ts';

/** The title under which a notice is shown. */
type NoticeGroup = 'Failed' | 'Rejected' | 'Not managed' | 'Waiting' | 'Warnings';

const GROUP_OF: Readonly<Partial<Record<NoticeKind, NoticeGroup>>> = {
  'scope-failed': 'Failed',
  'gave-up': 'Failed',
  'lens-invalid': 'Rejected',
  'lens-rejected-before': 'Rejected',
  'name-clash': 'Rejected',
  'workload-invalid': 'Rejected',
  'lens-source-gone': 'Not managed',
  'lens-not-ours': 'Not managed',
  'draft-left': 'Not managed',
  'workload-not-ours': 'Not managed',
  'workload-duplicate': 'Not managed',
  waiting: 'Waiting',
};

const ORDER: readonly NoticeGroup[] = ['Failed', 'Rejected', 'Not managed', 'Waiting', 'Warnings'];

/** Groups notices by their meaning; all others (quotas, the guard, the policy) are warnings. */
export function groupNotices(
  notices: readonly Notice[],
): readonly { readonly title: NoticeGroup; readonly notices: readonly Notice[] }[] {
  const groups = Map.groupBy(notices, ({ kind }) => GROUP_OF[kind] ?? 'Warnings');
  return ORDER.flatMap((title) => {
    const ofGroup = groups.get(title);
    return ofGroup === undefined ? [] : [{ title, notices: ofGroup }];
  });
}

const COLOUR_OF: Readonly<Record<NoticeGroup, Colour>> = {
  Failed: 'red',
  Rejected: 'red',
  'Not managed': 'yellow',
  Waiting: 'dim',
  Warnings: 'yellow',
};

/** The most notices of a group that are listed; the number of the others is printed. */
const LISTED = 20;

/** The groups as lines for a terminal, each with its title. */
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
          colour: COLOUR_OF[title],
        }),
      ),
      ...(more > 0 ? [{ depth: 1, text: `and ${more} more; --verbose lists them` }] : []),
    ];
  });
}
