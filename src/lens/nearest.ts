/** What is compared of a word; longer ones are not misspelt by accident. */
const LONGEST_COMPARED = 64;
/** More candidates than any part of a lens may have, so that a hostile lens cannot make the search long. */
const MOST_CANDIDATES = 32;

/**
 * The candidate that takes the fewest edits to become the word, ignoring case; undefined when none is alike.
 *
 * @param most candidates beyond so many are not looked at
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  most = MOST_CANDIDATES,
): string | undefined {
  const plain = shorten(word);
  const ranked = candidates
    .slice(0, most)
    .map((candidate) => ({ candidate, edits: countEdits(plain, shorten(candidate)) }))
    .sort((left, right) => left.edits - right.edits);
  const best = ranked[0];
  if (best === undefined) return undefined;
  // With half of the letters wrong it is not a misspelling, except where one word begins with the other.
  const isMisspelt = best.edits <= Math.ceil(Math.min(best.candidate.length, LONGEST_COMPARED) / 2);
  return isMisspelt || isPrefix(plain, shorten(best.candidate)) ? best.candidate : undefined;
}

function shorten(word: string): string {
  return word.slice(0, LONGEST_COMPARED).toLowerCase();
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
  return row.at(-1) ?? 0;
}
