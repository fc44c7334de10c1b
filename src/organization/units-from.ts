import type { Organization, Unit } from './organization.ts';

/** A unit and all units below it; empty for a unit that the tree does not contain. */
export function unitsFrom({ units }: Organization, unitId: string): readonly Unit[] {
  const top = units.find(({ id }) => id === unitId);
  if (top === undefined) return [];
  const children = Map.groupBy(units, ({ parentId }) => parentId);
  const withAllBelow = (unit: Unit): readonly Unit[] => [
    unit,
    ...(children.get(unit.id) ?? []).flatMap(withAllBelow),
  ];
  return withAllBelow(top);
}
