/** A copy that has only the members that were given, so that spreading it leaves the others as they are. */
export function withoutUndefined<T extends object>(value: T): Partial<T> {
  const copy = { ...value };
  for (const key in copy) {
    if (copy[key] === undefined) delete copy[key];
  }
  return copy;
}
