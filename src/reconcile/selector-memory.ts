import * as z from 'zod/mini';
import type { Account, Organization } from '../organization/organization.ts';
import { matchPath } from '../organization/path-glob.ts';
import { isUnitSelector, matchUnit, placesOf } from '../organization/unit-selector.ts';
import type { Policy } from '../policy/policy.ts';

export const SELECTOR_MEMORY = 'selectors.json';

/** More units of one selector say nothing more to people. */
const MOST_UNITS = 20;

const unitSchema = z.object({ id: z.string(), path: z.string() });

export const selectorMemorySchema = z.object({
  format: z.literal(1),
  units: z.record(z.string(), z.array(unitSchema)),
});

type RememberedUnit = z.infer<typeof unitSchema>;

/**
 * Which units each selector of the policy matched when it last matched any: the uppermost of each subtree. It tells what
 * a path was that is gone; without it only that is not told.
 */
export type SelectorMemory = z.infer<typeof selectorMemorySchema>;

/** What is remembered after a look at the organization; a selector that matches nothing keeps what it had. */
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
      matched.length > 0 ? uppermost.map(({ id, path }) => ({ id, path })) : before?.units[selector];
    return units === undefined ? [] : [[selector, units] as const];
  });
  return { format: 1, units: Object.fromEntries(entries) };
}

/** A unit that a selector matched before: what it was called then, and what it is now. */
export interface FormerUnit {
  readonly id: string;
  readonly was: string;
  /** Undefined: there is no such unit any more. */
  readonly is: string | undefined;
}

/** The units that a selector matched and that have another path now, or are gone. */
export function formerUnits(
  selector: string,
  memory: SelectorMemory | undefined,
  { units }: Organization,
): readonly FormerUnit[] {
  const known: readonly RememberedUnit[] = memory?.units[selector] ?? [];
  return known
    .map(({ id, path }) => ({ id, was: path, is: units.find((unit) => unit.id === id)?.path }))
    .filter(({ was, is }) => was !== is);
}

/** Whether an account would match the selector if those units were still called as before. */
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
