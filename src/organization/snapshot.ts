import * as z from 'zod/mini';
import type { Organization } from './organization.ts';
import { parseJson } from './parse-json.ts';
import { unitsWithPaths } from './unit-path.ts';

const snapshotSchema = z.object({
  version: z.literal(1),
  id: z.string().check(z.regex(/^o-[a-z0-9]{10,32}$/)),
  rootId: z.string().check(z.regex(/^r-[0-9a-z]{4,32}$/)),
  managementAccountId: z.string().check(z.regex(/^\d{12}$/)),
  readAt: z.number().check(z.nonnegative()),
  units: z.array(z.object({ id: z.string(), name: z.string(), parentId: z.string() })),
  /** Absent in snapshots of release 0.1.0. */
  changes: z.optional(
    z.array(
      z.object({
        id: z.string(),
        at: z.number(),
        unit: z.optional(z.object({ name: z.string(), parentId: z.string() })),
      }),
    ),
  ),
});

/** Serialises the tree of units for `state/`. Paths are left out: they are computed from the names. */
export function serialiseSnapshot(organization: Organization): string {
  const { id, rootId, managementAccountId, readAt, changes } = organization;
  const units = organization.units.map((unit) => ({ id: unit.id, name: unit.name, parentId: unit.parentId }));
  return JSON.stringify({
    version: 1,
    id,
    rootId,
    managementAccountId,
    readAt,
    units,
    ...(changes === undefined ? {} : { changes: [...changes] }),
  } satisfies z.infer<typeof snapshotSchema>);
}

/** Parses the tree of units. The snapshot is a cache: undefined if it is broken or has another version. */
export function parseSnapshot(json: string): Organization | undefined {
  const parsed = snapshotSchema.safeParse(parseJson(json));
  if (!parsed.success) {
    return undefined;
  }
  const { id, rootId, managementAccountId, readAt, units, changes } = parsed.data;
  return {
    id,
    rootId,
    managementAccountId,
    readAt,
    units: unitsWithPaths(rootId, units),
    ...(changes === undefined ? {} : { changes }),
  };
}

/**
 * Whether a snapshot may still be used.
 *
 * @param now milliseconds since the epoch
 * @param maxAgeMs milliseconds; a snapshot from the future is also rejected
 */
export function isFresh(snapshot: Pick<Organization, 'readAt'>, now: number, maxAgeMs: number): boolean {
  const ageMs = now - snapshot.readAt;
  return ageMs >= 0 && ageMs <= maxAgeMs;
}
