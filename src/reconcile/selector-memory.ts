import * as z from 'zod/mini';
import type { Account, Organization } from '../organization/organization.ts';
import { matchPath } from '../organization/path-glob.ts';
import { isUnitSelector, matchUnit, placesOf } from '../organization/unit-selector.ts';
import type { Policy } from '../policy/policy.ts';

export const SELECTOR_MEMORY = 'selectors.json';

/** Maximum number of units that are kept for one selector; more would not help the reader. */
const MOST_UNITS = 20;

const unitSchema = z.object({ id: z.string(), path: z.string() });

export const selectorMemorySchema = z.object({
  format: z.literal(1),
  units: z.record(z.string(), z.array(unitSchema)),
});

type RememberedUnit = z.infer<typeof unitSchema>;

/**
 * The units that each selector of the policy matched when it last matched any: the topmost unit of each subtree. It
 * identifies a path that no longer exists; without it, notices lack this detail.
 */
export type SelectorMemory = z.infer<typeof selectorMemorySchema>;

/** The memory after a check of the organization; a selector that matches nothing keeps its previous entry. */
export function recallSelectors(
  policy: Policy,
  organization: Organization,
  before: SelectorMemory | undefined,
): SelectorMemory {
  const places = placesOf(organization);
  const entries = unitSelectorsOf(policy).flatMap((selector) => {
    const matched = places.filter((place) => matchUnit(selector, place));
    const ids = new Set(matched.map(({ id }) => id));
    const uppermost = matched.filter(({ parentId }) => !ids.has(parentId)).slice(0, MOST_UNITS);
    const units =
      matched.length > 0
        ? uppermost.map(({ id, path }) => ({ id, path }))
        : rememberedUnits(before, selector)?.slice();
    return units === undefined ? [] : [[selector, units] as const];
  });
  return { format: 1, units: Object.fromEntries(entries) };
}

/** A unit that a selector matched before, with its former and its current path. */
export interface FormerUnit {
  readonly id: string;
  readonly was: string;
  /** Undefined: the unit no longer exists. */
  readonly is: string | undefined;
}

/** The units that a selector matched before and that now have another path or no longer exist. */
export function formerUnits(
  selector: string,
  memory: SelectorMemory | undefined,
  { units }: Organization,
): readonly FormerUnit[] {
  return (rememberedUnits(memory, selector) ?? [])
    .map(({ id, path }) => ({ id, was: path, is: units.find((unit) => unit.id === id)?.path }))
    .filter(({ was, is }) => was !== is);
}

/** A selector may be any text, such as the account name `constructor`, which every object seems to have. */
function rememberedUnits(
  memory: SelectorMemory | undefined,
  selector: string,
): readonly RememberedUnit[] | undefined {
  return memory && Object.hasOwn(memory.units, selector) ? memory.units[selector] : undefined;
}

/** Whether an account would match the selector if these units still had their former paths. */
export function matchedBefore(selector: string, account: Account, former: readonly FormerUnit[]): boolean {
  return former.some(
    ({ id, was, is }) =>
      is !== undefined &&
      account.unitIds?.includes(id) === true &&
      matchPath(selector, was + account.path.slice(is.length)),
  );
}

function unitSelectorsOf({ workloads, share, lenses }: Policy): readonly string[] {
  const lists = [
    ...workloads.map(({ match }) => match.ou ?? []),
    ...[share.with, ...lenses.map((rule) => rule.share.with ?? [])].map((rule) =>
      typeof rule === 'string' ? [] : rule,
    ),
  ];
  return [...new Set(lists.flat())].filter(isUnitSelector);
}
