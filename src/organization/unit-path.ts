import type { Organization, Unit } from './organization.ts';

/** Path of the root, and therefore of every account directly under it. */
export const ROOT_PATH = '/';

/** A unit as Organizations lists it: without its place in the tree. */
export type UnitNode = Omit<Unit, 'path'>;

/**
 * Computes the path of every unit, in the order of the paths. A unit that has no chain of parents to the root is left
 * out: it was deleted or moved while the tree was read.
 */
export function unitsWithPaths(rootId: string, nodes: readonly UnitNode[]): readonly Unit[] {
  const children = Map.groupBy(nodes, (node) => node.parentId);
  const units: Unit[] = [];
  const visit = (parentId: string, parentPath: string): void => {
    const own = children.get(parentId) ?? [];
    // Removed before the descent: a list that was read while units changed may contain a cycle.
    children.delete(parentId);
    for (const { id, name } of own) {
      const path = unitPath(parentPath, name);
      units.push({ id, name, parentId, path });
      visit(id, path);
    }
  };
  visit(rootId, ROOT_PATH);
  return units.sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

/**
 * Path of a unit in its parent. A `/` in the name is written `%2F`: otherwise a person who may rename a unit could make it
 * look like a unit in another part of the tree.
 */
export function unitPath(parentPath: string, name: string): string {
  return `${parentPath === ROOT_PATH ? '' : parentPath}/${name.replaceAll('/', '%2F')}`;
}

/**
 * Finds the path for a chain of unit ids from the root down; `/` for an empty chain. The result
 * is undefined if the organization does not contain the chain, which means that it was read before the chain existed.
 */
export function createPathFinder(
  organization: Organization,
): (unitIds: readonly string[]) => string | undefined {
  const units = new Map(organization.units.map((unit) => [unit.id, unit]));
  return (unitIds) => {
    let parentId = organization.rootId;
    let path = ROOT_PATH;
    for (const id of unitIds) {
      const unit = units.get(id);
      if (unit?.parentId !== parentId) {
        return undefined;
      }
      parentId = unit.id;
      path = unit.path;
    }
    return path;
  };
}
