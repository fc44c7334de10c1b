import type { Action } from '../reconcile/action.ts';
import { counted } from './counted.ts';
import { countWork, workText } from './work-counts.ts';

/** `3 lenses, 42 shares and 8 workloads to create, 1 lens to publish (1 major, 4 answers lost)`. */
export function planCounts(actions: readonly Action[]): string {
  const counts = countWork(actions);
  if (counts.length === 0) return 'no changes';
  return workText(counts, publicationText(actions));
}

function publicationText(actions: readonly Action[]): string {
  const created = new Set(
    actions.flatMap((action) =>
      action.kind === 'import-lens' && action.over === 'new' ? [action.lens] : [],
    ),
  );
  const publications = actions.flatMap((action) =>
    action.kind === 'publish-lens' && !created.has(action.lens) ? [action] : [],
  );
  const majors = publications.filter(({ major }) => major).length;
  const lost = publications.reduce((sum, { summary }) => sum + (summary?.lostAnswers.count ?? 0), 0);
  const parts = [
    ...(majors > 0 ? [`${majors} major`] : []),
    ...(publications.length > majors ? [`${publications.length - majors} minor`] : []),
    ...(lost > 0 ? [`${counted(lost, 'answer')} lost`] : []),
  ];
  return ` (${parts.join(', ')})`;
}
