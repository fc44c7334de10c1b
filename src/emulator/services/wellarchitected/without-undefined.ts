/** A copy without undefined members, so that spreading it does not change other members. */
export function withoutUndefined<T extends object>(value: T): Partial<T> {
  const copy = { ...value };
  for (const key in copy) {
    if (copy[key] === undefined) delete copy[key];
  }
  return copy;
}
