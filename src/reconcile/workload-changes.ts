import { isDeepStrictEqual } from 'node:util';
import type { PlainTexts, WorkloadInput } from '../policy/workload.ts';

/**
 * Members that UpdateWorkload can change (API model); lenses are associated, tags, profiles and templates are set at
 * creation.
 */
const UPDATABLE = [
  'workloadName',
  'description',
  'environment',
  'reviewOwner',
  'accountIds',
  'awsRegions',
  'nonAwsRegions',
  'pillarPriorities',
  'architecturalDesign',
  'industryType',
  'industry',
  'notes',
  'discoveryConfig',
  'applications',
  'jiraConfiguration',
] as const satisfies readonly (keyof WorkloadInput)[];

/**
 * The governed members in which a workload differs from the desired state, in the form of UpdateWorkload.
 *
 * @param plain alternative texts that also count as up to date
 */
export function workloadChanges(
  wanted: WorkloadInput,
  governed: ReadonlySet<keyof WorkloadInput>,
  observed: Partial<WorkloadInput>,
  plain: PlainTexts = {},
): Partial<WorkloadInput> {
  const others: Partial<WorkloadInput> = plain;
  const differing = UPDATABLE.filter(
    (member) =>
      governed.has(member) &&
      !isAsWanted(member, wanted[member], observed[member]) &&
      (others[member] === undefined || others[member] !== observed[member]),
  );
  return Object.fromEntries(differing.map((member) => [member, wanted[member]]));
}

function isAsWanted(member: (typeof UPDATABLE)[number], wanted: unknown, observed: unknown): boolean {
  if (wanted === undefined) return true;
  if (isEmpty(wanted)) return observed === undefined || isEmpty(observed);
  // The order matters only for pillar priorities.
  if (Array.isArray(wanted) && Array.isArray(observed) && member !== 'pillarPriorities') {
    return isDeepStrictEqual([...wanted].sort(), [...observed].sort());
  }
  if (isSettings(wanted)) {
    // WA Tool adds its defaults to the settings that the policy names.
    return Object.entries(wanted).every(([name, value]) =>
      isAsWanted(member, value, isSettings(observed) ? observed[name] : undefined),
    );
  }
  if (typeof wanted === 'string' && typeof observed === 'string') return isSameText(wanted, observed);
  return isDeepStrictEqual(wanted, observed);
}

/** An accented letter can be encoded as one character or as two. */
function isSameText(left: string, right: string): boolean {
  return left.normalize() === right.normalize();
}

/** WA Tool does not return empty texts and lists. */
function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

function isSettings(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
