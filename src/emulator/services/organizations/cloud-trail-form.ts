import { cloudTrailTime } from './cloud-trail-time.ts';

/** Members that CloudTrail masks: the model marks them sensitive. */
const MASKED = new Set(['accountName', 'email']);

/** An input or output as CloudTrail writes it: names with a small first letter, times as text, names of accounts masked. */
export function cloudTrailForm(value: unknown): unknown {
  if (value instanceof Date) return cloudTrailTime(value.getTime());
  if (Array.isArray(value)) return value.map(cloudTrailForm);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const members = Object.entries(value).flatMap(([name, member]) => {
    const written = name.charAt(0).toLowerCase() + name.slice(1);
    return member === undefined
      ? []
      : [[written, MASKED.has(written) ? '****' : cloudTrailForm(member)] as const];
  });
  return members.length === 0 ? null : Object.fromEntries(members);
}
