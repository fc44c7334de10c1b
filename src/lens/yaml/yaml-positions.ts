import type { JsonPath } from '../json/json-path.ts';
import { createPositionFinder, type Positions, type Spot } from '../json/positions.ts';
import { type Literal, sourceIndexOf } from './literal.ts';

/** Where a value of a YAML text stands; texts also know how they are written. */
export interface YamlSpot extends Spot {
  readonly members?: ReadonlyMap<string, YamlSpot>;
  readonly items?: readonly YamlSpot[];
  readonly written?: Literal & { readonly text: string };
}

/** The positions of a YAML text, given where its values stand. */
export function createYamlPositions(text: string, root: YamlSpot): Positions {
  const positionOf = createPositionFinder(text);
  return {
    locate: (path, { key = false, character } = {}) => {
      const { offset, keyOffset, written } = nearest(root, path);
      if (key && keyOffset !== undefined) return positionOf(keyOffset);
      if (character === undefined || written === undefined) return positionOf(offset);
      return positionOf(offset + sourceIndexOf(written, written.text, character));
    },
  };
}

/** The spot at a path, or of the nearest value around it when there is none. */
export function nearest(root: YamlSpot, path: JsonPath): YamlSpot {
  let spot = root;
  for (const step of path) {
    const inner = typeof step === 'number' ? spot.items?.[step] : spot.members?.get(step);
    if (inner === undefined) return spot;
    spot = inner;
  }
  return spot;
}
