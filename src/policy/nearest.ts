/** The candidate that takes the fewest edits to become the word; undefined when none is alike. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const plain = word.slice(0, 64).toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: countEdits(plain, candidate.toLowerCase()) }))
    .sort((left, right) => left.edits - right.edits);
  const best = ranked[0];
  // Half of the letters wrong is no longer a slip of the pen, except where one word begins with the other.
  return best && (best.edits <= Math.ceil(best.candidate.length / 2) || isPrefix(plain, best.candidate))
    ? best.candidate
    : undefined;
}

function isPrefix(word: string, candidate: string): boolean {
  return word.length >= 3 && (candidate.startsWith(word) || word.startsWith(candidate));
}

/** Levenshtein's distance, one row at a time. */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
