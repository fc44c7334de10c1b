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
  /** AssociateLenses takes at most so many at once (API model). */
  lensesPerAssociation: 10,
} as const;

/** Slots that a domain keeps free for workloads that people make themselves. */
export const WORKLOADS_KEPT_FREE = 50;

/**
 * The least number of versions that a lens can have had, by the name of its newest. Nothing lists versions; with
 * versions named `MAJOR.MINOR`, each major and each minor since the last major took one. A name that says more than
 * there can be was chosen by a person.
 */
export function versionsUsedAtLeast(version: string): number {
  const match = /^(\d{1,4})\.(\d{1,4})$/.exec(version);
  const versions = match === null ? 1 : Number(match[1]) + Number(match[2]);
  return versions > QUOTAS.versionsPerLens ? 1 : versions;
}
