import type { LensChange } from '../lens/comparison/lens-comparison.ts';
import { excerptOf, excerptsOf } from './diff-excerpt.ts';
import { type ChangeGroup, type Diff, groupsOf, titleOf } from './diff-report.ts';
import { printable } from './printable.ts';

/** One printable line; the mark says whether it is a heading, an addition, a removal or a change. */
export interface DiffLine {
  readonly mark: '@' | '-' | '+' | '~';
  readonly text: string;
}

/** Every change in the form of a patch: a heading for each question, then the old and the new lines. */
export function diffLines(diff: Diff): readonly DiffLine[] {
  return groupsOf(diff.comparison.changes).flatMap((group) => [
    { mark: '@', text: printable(headingOf(diff, group)) } as const,
    ...group.changes.flatMap((change) => linesOf(change, labelOf(change, group))),
  ]);
}

function headingOf(diff: Diff, { path }: ChangeGroup): string {
  const [, pillarId, , questionId] = path.split('/');
  if (questionId === undefined) return path === '' ? 'The lens' : path;
  const place = { ...(pillarId !== undefined && { pillarId }), questionId };
  const title = titleOf(diff, place, 'current') || titleOf(diff, place, 'old');
  return `${path}  ${excerptOf(oneLine(title))}`;
}

/** The path within the group, or the kind of the change where the group itself changed. */
function labelOf({ kind, path }: LensChange, group: ChangeGroup): string {
  const label = group.path === '' ? path : path.slice(group.path.length + 1);
  return label === '' ? kind : label;
}

function linesOf({ how, kind, before, after }: LensChange, label: string): DiffLine[] {
  if (how === 'renamed' || how === 'moved') {
    return [line('~', `${label} ${how}: ${oneLine(before ?? '')} → ${oneLine(after ?? '')}`)];
  }
  const order = kind === 'order' ? ' order' : '';
  const shown =
    before !== undefined && after !== undefined
      ? excerptsOf(oneLine(before), oneLine(after))
      : { before: excerptOf(oneLine(before ?? '')), after: excerptOf(oneLine(after ?? '')) };
  return [
    ...(before === undefined ? [] : [line('-', `${label}${order}: ${shown.before}`)]),
    ...(after === undefined ? [] : [line('+', `${label}${order}: ${shown.after}`)]),
  ];
}

function line(mark: DiffLine['mark'], text: string): DiffLine {
  return { mark, text: printable(text) };
}

function oneLine(text: string): string {
  return text.replace(/\r\n|[\r\n]/g, '⏎');
}
