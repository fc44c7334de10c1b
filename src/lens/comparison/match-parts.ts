import { type Comparison, compareById, type Pair } from '../compare-by-id.ts';

export interface Matching<T> extends Comparison<T> {
  /** The same thing under another id; no longer among `added` and `removed`. */
  readonly renamed: readonly Pair<T>[];
}

/**
 * Matches two lists by id, and the rest by looks: one removed and one added item that look alike, when no other item
 * does, are one item with a new id.
 *
 * @param looks what people see of an item
 * @param idOf where the id alone does not tell items apart
 */
export function matchParts<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  looks: (item: T) => string,
  idOf?: (item: T) => string,
): Matching<T> {
  const found = compareById(before, after, idOf);
  const added = Map.groupBy(found.added, looks);
  const renamed = [...Map.groupBy(found.removed, looks)].flatMap(([look, [old, ...others]]): Pair<T>[] => {
    const [current, ...more] = added.get(look) ?? [];
    if (old === undefined || current === undefined || others.length > 0 || more.length > 0) return [];
    return [{ before: old, after: current }];
  });
  const gone = new Set(renamed.map((pair) => pair.before));
  const come = new Set(renamed.map((pair) => pair.after));
  return {
    ...found,
    added: found.added.filter((item) => !come.has(item)),
    removed: found.removed.filter((item) => !gone.has(item)),
    renamed,
  };
}

/** A text without what readers do not notice: case and the amount of white space. */
export function seen(text: string): string {
  return text.trim().replace(/\s+/gu, ' ').toLowerCase();
}
