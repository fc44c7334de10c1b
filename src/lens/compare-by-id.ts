interface Identified {
  readonly id: string;
}

/** One thing as it was and as it is. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

export interface Comparison<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  /** In the order of what is. */
  readonly common: readonly Pair<T>[];
  /** Whether the common items stand in another order. */
  readonly reordered: boolean;
}

/**
 * Compares two lists whose items are told apart by id. The second item of one id is matched with the second.
 *
 * @param idOf where the id alone does not tell items apart
 */
export function compareById<T extends Identified>(
  before: readonly T[],
  after: readonly T[],
  idOf: (item: T) => string = ({ id }) => id,
): Comparison<T> {
  const old = keyed(before, idOf);
  const current = keyed(after, idOf);
  const kept = [...old.keys()].filter((key) => current.has(key));
  const common = [...current].flatMap(([key, item]) => {
    const match = old.get(key);
    return match === undefined ? [] : [{ key, before: match, after: item }];
  });
  return {
    added: [...current].flatMap(([key, item]) => (old.has(key) ? [] : [item])),
    removed: [...old].flatMap(([key, item]) => (current.has(key) ? [] : [item])),
    common: common.map((pair) => ({ before: pair.before, after: pair.after })),
    reordered: common.some(({ key }, index) => key !== kept[index]),
  };
}

function keyed<T>(items: readonly T[], idOf: (item: T) => string): Map<string, T> {
  const map = new Map<string, T>();
  for (const item of items) {
    let key = idOf(item);
    while (map.has(key)) key += '\n';
    map.set(key, item);
  }
  return map;
}
