import type { Organization } from '../organization/organization.ts';

/**
 * The unit ids in a path of Organizations, from the root down; undefined without a path in this organization. The form is
 * `o-…/r-…/ou-…/ou-…/`; the API model's pattern allows an account's id at the end.
 */
export function unitChain(
  paths: readonly (string | undefined)[] | undefined,
  { id, rootId }: Pick<Organization, 'id' | 'rootId'>,
): readonly string[] | undefined {
  const start = `${id}/${rootId}/`;
  return paths
    ?.find((path) => path?.startsWith(start))
    ?.slice(start.length)
    .split('/')
    .filter((part) => part.startsWith('ou-'));
}
