import type { Action } from '../reconcile/action.ts';
import { counted } from './counted.ts';

/** The work that people count. Imports and tags belong to a publication and are not counted separately. */
type WorkKind = 'create-lens' | 'share-lens' | 'create-workload' | 'publish-lens' | 'repair';

export interface WorkCount {
  readonly kind: WorkKind;
  readonly count: number;
}

type Words = readonly [singular: string, plural: string, verb: string];

/** Kinds with the same verb are neighbours, so that a sentence names the verb once. */
const WORDS: Readonly<Record<WorkKind, Words>> = {
  'create-lens': ['lens', 'lenses', 'create'],
  'share-lens': ['share', 'shares', 'create'],
  'create-workload': ['workload', 'workloads', 'create'],
  'publish-lens': ['lens', 'lenses', 'publish'],
  repair: ['thing', 'things', 'repair'],
};

/** Counts the work of a plan, for plan, status, report and console alike. Kinds without work are left out. */
export function countWork(actions: readonly Action[]): readonly WorkCount[] {
  const created = new Set<string>();
  const published = new Set<string>();
  for (const action of actions) {
    if (action.kind === 'import-lens' && action.over === 'new') created.add(action.lens);
    if (action.kind === 'import-lens' || action.kind === 'publish-lens') published.add(action.lens);
  }
  const counts: Readonly<Record<WorkKind, number>> = {
    'create-lens': created.size,
    'share-lens': actions.filter(({ kind }) => kind === 'share-lens').length,
    'create-workload': actions.filter(({ kind }) => kind === 'create-workload').length,
    'publish-lens': published.size - created.size,
    repair: countRepairs(actions, published),
  };
  return KINDS.flatMap((kind) => (counts[kind] > 0 ? [{ kind, count: counts[kind] }] : []));
}

const KINDS: readonly WorkKind[] = ['create-lens', 'share-lens', 'create-workload', 'publish-lens', 'repair'];

/** Workloads whose fields or lenses differ from the policy, and lenses whose tags are out of date. */
function countRepairs(actions: readonly Action[], published: ReadonlySet<string>): number {
  const repaired = actions.flatMap((action) => {
    if (action.kind === 'update-workload' || action.kind === 'associate-lenses') return [action.account];
    return action.kind === 'tag-lens' && !published.has(action.lens) ? [action.lens] : [];
  });
  return new Set(repaired).size;
}

/** A count of a report, which may have a kind that only an older version knew. */
interface ReportedCount {
  readonly kind: string;
  readonly count: number;
}

/**
 * `31 shares and 4 workloads to create, 1 lens to publish`; empty when there is no work.
 *
 * @param publication text after the lenses to publish
 */
export function workText(work: readonly ReportedCount[], publication = ''): string {
  return [...Map.groupBy(work, ({ kind }) => wordsOf(kind)[2])]
    .map(([verb, ofVerb]) => {
      const text = `${listed(ofVerb.map(countText))} to ${verb}`;
      return verb === 'publish' ? `${text}${publication}` : text;
    })
    .join(', ');
}

function countText({ kind, count }: ReportedCount): string {
  const [singular, plural] = wordsOf(kind);
  return counted(count, singular, plural);
}

/** An unknown kind is shown by its name. */
function wordsOf(kind: string): Words {
  return isWorkKind(kind) ? WORDS[kind] : [kind, kind, 'do'];
}

function isWorkKind(kind: string): kind is WorkKind {
  return Object.hasOwn(WORDS, kind);
}

/** `a`, `a and b`, `a, b and c`. */
function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
