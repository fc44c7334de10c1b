/** Calls of WA Tool and Organizations by operation. */
export type CallCounts = ReadonlyMap<string, number>;

export function totalOf(counts: CallCounts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** `exact`, or each operation whose counts differ, as `ListLenses 3, wanted 2`. */
export function verdictOf(found: CallCounts, wanted: CallCounts): string {
  const operations = [...new Set([...wanted.keys(), ...found.keys()])];
  const differing = operations.flatMap((operation) => {
    const [calls, expected] = [found.get(operation) ?? 0, wanted.get(operation) ?? 0];
    return calls === expected ? [] : [`${operation} ${calls}, wanted ${expected}`];
  });
  return differing.length === 0 ? 'exact' : differing.join('; ');
}
