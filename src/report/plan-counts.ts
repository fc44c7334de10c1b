import type { Action } from '../reconcile/action.ts';
import { counted } from './counted.ts';

/** `3 lenses to create, 1 to publish (1 major, 4 answers lost), 42 shares to add, 8 workloads to create`. */
export function planCounts(actions: readonly Action[]): string {
  const imported = actions.filter((action) => action.kind === 'import-lens');
  const created = imported.filter(({ over }) => over === 'new');
  const published = actions.filter(
    (action) => action.kind === 'publish-lens' && !created.some(({ lens }) => lens === action.lens),
  );
  const shares = actions.filter(({ kind }) => kind === 'share-lens');
  const workloads = actions.filter(({ kind }) => kind === 'create-workload');
  const counts = [
    count(created.length, 'lens', 'lenses', 'create'),
    count(published.length, 'lens', 'lenses', 'publish', publicationText(published)),
    count(shares.length, 'share', 'shares', 'add'),
    count(workloads.length, 'workload', 'workloads', 'create'),
    count(countRepairs(actions), 'thing', 'things', 'repair'),
  ].filter((text) => text !== undefined);
  return counts.length === 0 ? 'no changes' : counts.join(', ');
}

function count(
  number: number,
  singular: string,
  plural: string,
  verb: string,
  remark = '',
): string | undefined {
  return number === 0 ? undefined : `${counted(number, singular, plural)} to ${verb}${remark}`;
}

function publicationText(published: readonly Action[]): string {
  const publications = published.filter((action) => action.kind === 'publish-lens');
  const majors = publications.filter(({ major }) => major).length;
  const lost = publications.reduce((sum, { summary }) => sum + (summary?.lostAnswers.count ?? 0), 0);
  const parts = [
    ...(majors > 0 ? [`${majors} major`] : []),
    ...(publications.length > majors ? [`${publications.length - majors} minor`] : []),
    ...(lost > 0 ? [`${counted(lost, 'answer')} lost`] : []),
  ];
  return ` (${parts.join(', ')})`;
}

/** What is there and not as wanted: workloads with other fields or too few lenses, and tags that lag behind. */
function countRepairs(actions: readonly Action[]): number {
  const published = new Set(
    actions.flatMap((action) => (action.kind === 'publish-lens' ? [action.lens] : [])),
  );
  const repaired = actions.flatMap((action) => {
    if (action.kind === 'update-workload' || action.kind === 'associate-lenses') return [action.account];
    return action.kind === 'tag-lens' && !published.has(action.lens) ? [action.lens] : [];
  });
  return new Set(repaired).size;
}
