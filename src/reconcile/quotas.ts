/**
 * Quotas of WA Tool that cannot be raised.
 *
 * Source: "AWS Well-Architected Tool endpoints and quotas" (AWS General Reference).
 */
export const QUOTAS = {
  lensesPerDomain: 15,
  versionsPerLens: 100,
  sharesPerLens: 300,
  workloadsPerDomain: 1_000,
  lensesPerWorkload: 20,
  /** Maximum number of lenses in one AssociateLenses call (API model). */
  lensesPerAssociation: 10,
} as const;

/** Slots that a domain keeps free for workloads that people create themselves. */
export const WORKLOADS_KEPT_FREE = 50;

/**
 * The minimum number of versions that a lens must have used, derived from the name of the newest. No API lists versions;
 * with versions named `MAJOR.MINOR`, each major and each minor since the last major used one. A name with a higher number
 * than the quota allows was chosen by a person.
 */
export function versionsUsedAtLeast(version: string): number {
  const match = /^(\d{1,4})\.(\d{1,4})$/.exec(version);
  const versions = match === null ? 1 : Number(match[1]) + Number(match[2]);
  return versions > QUOTAS.versionsPerLens ? 1 : versions;
}
