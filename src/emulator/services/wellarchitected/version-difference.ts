import type { DifferenceStatus, PillarDifference } from '@aws-sdk/client-wellarchitected';
import type { LensContent } from './importer/lens-content.ts';
import { stableText } from './stable-text.ts';

/** The changes between two contents, by pillar and question, matched by id; equal items are left out. */
export function comparePillars(base: LensContent, target: LensContent): PillarDifference[] {
  return compareById(base.pillars, target.pillars).map(({ before, after, shown, status }) => ({
    PillarId: shown.id,
    PillarName: shown.name,
    DifferenceStatus: status,
    QuestionDifferences: compareById(before?.questions ?? [], after?.questions ?? []).map((question) => ({
      QuestionId: question.shown.id,
      QuestionTitle: question.shown.title,
      DifferenceStatus: question.status,
    })),
  }));
}

interface Difference<Item> {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** The item in the target or, when it was removed, in the base. */
  readonly shown: Item;
  readonly status: DifferenceStatus;
}

function compareById<Item extends { readonly id: string }>(
  base: readonly Item[],
  target: readonly Item[],
): Difference<Item>[] {
  const known = new Map(base.map((item) => [item.id, item]));
  const kept = new Set(target.map(({ id }) => id));
  const now = target.flatMap((after): Difference<Item>[] => {
    const before = known.get(after.id);
    if (before === undefined) return [{ before, after, shown: after, status: 'NEW' }];
    if (stableText(before) === stableText(after)) return [];
    return [{ before, after, shown: after, status: 'UPDATED' }];
  });
  const gone = base
    .filter(({ id }) => !kept.has(id))
    .map((before): Difference<Item> => ({ before, after: undefined, shown: before, status: 'DELETED' }));
  return [...now, ...gone];
}
