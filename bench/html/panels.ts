import type { Cell } from './cells.ts';
import { WIDTH } from './figure.ts';

const GAP = 26;

/** A slow, a medium and a fast bucket, if there are three. */
export function shownCells(cells: readonly Cell[]): readonly Cell[] {
  const places = [0, Math.floor((cells.length - 1) / 2), cells.length - 1];
  return [...new Set(places)].flatMap((place) => cells[place] ?? []);
}

/** The left and right edges of the panels, which are side by side to the right of the names. */
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
