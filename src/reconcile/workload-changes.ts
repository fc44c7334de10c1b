import { isDeepStrictEqual } from 'node:util';
import type { WorkloadInput } from '../policy/workload.ts';

/** What UpdateWorkload can change (API model); lenses are associated, tags, profiles and templates are for creation. */
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

/** The governed members in which a workload differs from what is wanted, as UpdateWorkload takes them. */
export function workloadChanges(
  wanted: WorkloadInput,
  governed: ReadonlySet<keyof WorkloadInput>,
  observed: Partial<WorkloadInput>,
): Partial<WorkloadInput> {
  const differing = UPDATABLE.filter(
    (member) =>
      governed.has(member) &&
      wanted[member] !== undefined &&
      !isDeepStrictEqual(comparable(member, wanted[member]), comparable(member, observed[member])),
  );
  return Object.fromEntries(differing.map((member) => [member, wanted[member]]));
}

/** Only the order of pillar priorities means something. */
function comparable(member: (typeof UPDATABLE)[number], value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return member === 'pillarPriorities' ? value : [...value].sort();
}
