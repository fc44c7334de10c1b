import { AwsError } from '../../operation.ts';
import type { OrganizationsStore } from './store.ts';

/**
 * The tags of a root, unit or account.
 *
 * @throws AwsError TargetNotFoundException
 */
export function requireTags(organization: OrganizationsStore, resourceId: string): Map<string, string> {
  const tags = organization.tagsOf(resourceId);
  if (tags !== undefined) return tags;
  throw new AwsError(
    'TargetNotFoundException',
    "We can't find a root, OU, account, or policy with the TargetId that you specified.",
  );
}
