import type { Organization } from '../organization/organization.ts';

/** The organization that a plan was made with. */
export interface OrganizationFacts {
  /** When the tree of units was read, ISO 8601. */
  readonly readAt: string;
  readonly ageSeconds: number;
  readonly units: number;
  /** Whether it was read before the command began. */
  readonly fromSnapshot: boolean;
}

/** @param beganAt when the command began; milliseconds since the epoch, as `now` */
export function organizationFacts(
  { readAt, units }: Organization,
  { now, beganAt }: { readonly now: number; readonly beganAt: number },
): OrganizationFacts {
  return {
    readAt: new Date(readAt).toISOString(),
    ageSeconds: Math.max(0, Math.round((now - readAt) / 1_000)),
    units: units.length,
    fromSnapshot: readAt < beganAt,
  };
}
