import { cloudTrailTime } from './cloud-trail-time.ts';

/** Members that CloudTrail masks: the API model marks them as sensitive. */
const MASKED = new Set(['accountName', 'email']);

/**
 * An input or output in the form of CloudTrail: member names start with a lowercase letter, times are text, account
 * names are masked.
 */
export function cloudTrailForm(value: unknown): unknown {
  if (value instanceof Date) return cloudTrailTime(value.getTime());
  if (Array.isArray(value)) return value.map(cloudTrailForm);
  if (typeof value !== 'object' || value === null) return value ?? null;
  const members = Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined) return [];
    const written = name.charAt(0).toLowerCase() + name.slice(1);
    return [[written, MASKED.has(written) ? '****' : writeMember(written, member)] as const];
  });
  return members.length === 0 ? null : Object.fromEntries(members);
}

/** The action of a handshake is `INVITE` in the API and `invite` in CloudTrail. */
const writeMember = (name: string, value: unknown): unknown =>
  name === 'action' && typeof value === 'string' ? value.toLowerCase() : cloudTrailForm(value);
