import type { Organization, Unit } from './organization.ts';
import { matchPath } from './path-glob.ts';

/** Id of a unit (Organizations API model, `OrganizationalUnitId`). */
export const UNIT_ID = /^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$/;

/** An id of a unit, alone or with everything below the unit. */
const UNIT_ID_SELECTOR = /^(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})(\/\*\*)?$/;

/** The data of a unit that selectors match: its path, and the ids of the units from the root down to it. */
export interface Place {
  readonly path: string;
  /** Empty for the root; undefined if unknown: then no id matches. */
  readonly unitIds?: readonly string[] | undefined;
}

/** Whether a selector names a unit by its id, which does not change when the unit is renamed. */
export function isUnitIdSelector(selector: string): boolean {
  return UNIT_ID_SELECTOR.test(selector);
}

/** Whether an entry of `share.with` selects units. */
export function isUnitSelector(entry: string): boolean {
  return entry.startsWith('/') || entry.startsWith('ou-');
}

/**
 * Whether a unit, or the unit that contains an account, matches a selector: a path or path glob from the root, the id of
 * a unit (`ou-ab12-cdefgh34`: that unit alone), or an id with everything below (`ou-ab12-cdefgh34/**`).
 */
export function matchUnit(selector: string, { path, unitIds = [] }: Place): boolean {
  const [, id, below] = UNIT_ID_SELECTOR.exec(selector) ?? [];
  if (id === undefined) return matchPath(selector, path);
  return below === undefined ? unitIds.at(-1) === id : unitIds.includes(id);
}

/** The units with the ids from the root down to each, in the order of their paths. */
export function placesOf({ units }: Pick<Organization, 'units'>): readonly (Unit & Required<Place>)[] {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const chains = new Map<string, readonly string[]>();
  const chainOf = (id: string): readonly string[] => {
    const parentId = parents.get(id);
    if (parentId === undefined) return [];
    const chain = chains.get(id) ?? [...chainOf(parentId), id];
    chains.set(id, chain);
    return chain;
  };
  return units.map((unit) => ({ ...unit, unitIds: chainOf(unit.id) }));
}
