import type { Action } from '../reconcile/action.ts';
import { counted } from './counted.ts';

/** The work that people count. Imports and tags belong to a publication and are not counted beside it. */
type WorkKind = 'create-lens' | 'publish-lens' | 'share-lens' | 'create-workload' | 'repair';

export interface WorkCount {
  readonly kind: WorkKind;
  readonly count: number;
}

type Words = readonly [singular: string, plural: string, verb: string];

const WORDS: Readonly<Record<WorkKind, Words>> = {
  'create-lens': ['lens', 'lenses', 'create'],
  'publish-lens': ['lens', 'lenses', 'publish'],
  'share-lens': ['share', 'shares', 'add'],
  'create-workload': ['workload', 'workloads', 'create'],
  repair: ['thing', 'things', 'repair'],
};

/** What a plan has to do: plan, status, report and console all count by this function. Kinds without work are left out. */
export function countWork(actions: readonly Action[]): readonly WorkCount[] {
  const created = new Set<string>();
  const published = new Set<string>();
  for (const action of actions) {
    if (action.kind === 'import-lens' && action.over === 'new') created.add(action.lens);
    if (action.kind === 'import-lens' || action.kind === 'publish-lens') published.add(action.lens);
  }
  const counts: Readonly<Record<WorkKind, number>> = {
    'create-lens': created.size,
    'publish-lens': published.size - created.size,
    'share-lens': actions.filter(({ kind }) => kind === 'share-lens').length,
    'create-workload': actions.filter(({ kind }) => kind === 'create-workload').length,
    repair: countRepairs(actions, published),
  };
  return KINDS.flatMap((kind) => (counts[kind] > 0 ? [{ kind, count: counts[kind] }] : []));
}

const KINDS: readonly WorkKind[] = ['create-lens', 'publish-lens', 'share-lens', 'create-workload', 'repair'];

/** Workloads with other fields or too few lenses than the policy asks for, and tags that lag behind their lens. */
function countRepairs(actions: readonly Action[], published: ReadonlySet<string>): number {
  const repaired = actions.flatMap((action) => {
    if (action.kind === 'update-workload' || action.kind === 'associate-lenses') return [action.account];
    return action.kind === 'tag-lens' && !published.has(action.lens) ? [action.lens] : [];
  });
  return new Set(repaired).size;
}

/** `3 lenses to create`. A kind that an older report counted is shown by its name. */
export function workText({ kind, count }: { readonly kind: string; readonly count: number }): string {
  const [singular, plural, verb] = isWorkKind(kind) ? WORDS[kind] : ([kind, kind, 'do'] satisfies Words);
  return `${counted(count, singular, plural)} to ${verb}`;
}

function isWorkKind(kind: string): kind is WorkKind {
  return Object.hasOwn(WORDS, kind);
}
