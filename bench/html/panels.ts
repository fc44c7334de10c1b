import type { Cell } from './cells.ts';
import { WIDTH } from './figure.ts';

const GAP = 26;

/** A slow, a middling and a fast bucket, as far as there are so many. */
export function shownCells(cells: readonly Cell[]): readonly Cell[] {
  const places = [0, Math.floor((cells.length - 1) / 2), cells.length - 1];
  return [...new Set(places)].flatMap((place) => cells[place] ?? []);
}

/** Left and right of as many panels side by side, beside the names at the left. */
export function panelsOf<Item>(
  items: readonly Item[],
  left: number,
): readonly { readonly item: Item; readonly left: number; readonly right: number }[] {
  const width = (WIDTH - left + GAP) / items.length - GAP;
  return items.map((item, index) => {
    const start = left + index * (width + GAP);
    return { item, left: start, right: start + width };
  });
}
