interface Identified {
  readonly id: string;
}

export interface Comparison<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly common: readonly { readonly before: T; readonly after: T }[];
  /** Whether the common items stand in another order. */
  readonly reordered: boolean;
}

/** Compares two lists whose items are told apart by id. */
export function compareById<T extends Identified>(before: readonly T[], after: readonly T[]): Comparison<T> {
  const old = new Map(before.map((item) => [item.id, item]));
  const current = new Map(after.map((item) => [item.id, item]));
  const common = [...current.values()].flatMap((item) => {
    const match = old.get(item.id);
    return match ? [{ before: match, after: item }] : [];
  });
  const kept = [...old.keys()].filter((id) => current.has(id));
  return {
    added: [...current.values()].filter(({ id }) => !old.has(id)),
    removed: [...old.values()].filter(({ id }) => !current.has(id)),
    common,
    reordered: common.some(({ after: item }, index) => item.id !== kept[index]),
  };
}
