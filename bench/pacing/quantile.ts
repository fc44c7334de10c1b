/** The value that a fraction of the sorted values does not exceed; 0 for an empty list. */
export function quantile(sorted: readonly number[], fraction: number): number {
  return sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? 0;
}
