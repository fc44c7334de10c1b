import {
  DescribeOrganizationalUnitCommand,
  ListParentsCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations';
import type { Organization } from '../organization/organization.ts';
import type { UnitNode } from '../organization/unit-path.ts';
import type { UnitReading } from '../reconcile/ports.ts';
import { isNamed } from './is-named.ts';
import { unitChain } from './unit-chain.ts';

/**
 * Reads one unit, with its ancestors up to the root or to a known unit: the event of a unit may arrive before that of its
 * parent. Each unit takes one DescribeOrganizationalUnit; if the response lacks `Path`, which the API model has, also one
 * ListParents.
 */
export async function describeUnit(
  client: OrganizationsClient,
  unitId: string,
  organization: Organization,
  options: { readonly abortSignal?: AbortSignal },
): Promise<UnitReading> {
  const known = new Set([organization.rootId, ...organization.units.map(({ id }) => id)]);
  const units: UnitNode[] = [];
  try {
    for (let id = unitId; units.length === 0 || !known.has(id); ) {
      const { OrganizationalUnit: { Name = id, Path } = {} } = await client.send(
        new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: id }),
        options,
      );
      const parentId = parentIn(Path, id, organization) ?? (await readParentId(client, id, options));
      units.push({ id, name: Name, parentId });
      id = parentId;
    }
    return { kind: 'found', units };
  } catch (error) {
    // A unit must be empty before it is deleted, so a unit whose parent is missing was deleted, too.
    if (isNamed(error, 'OrganizationalUnitNotFoundException', 'ChildNotFoundException'))
      return { kind: 'gone' };
    throw error;
  }
}

/** It is not documented whether the path of a unit ends with the unit itself: both forms are accepted. */
function parentIn(path: string | undefined, unitId: string, organization: Organization): string | undefined {
  const above = unitChain([path], organization)?.filter((id) => id !== unitId);
  return above === undefined ? undefined : (above.at(-1) ?? organization.rootId);
}

async function readParentId(
  client: OrganizationsClient,
  unitId: string,
  options: { readonly abortSignal?: AbortSignal },
): Promise<string> {
  const { Parents = [] } = await client.send(new ListParentsCommand({ ChildId: unitId }), options);
  const [parent] = Parents;
  if (parent?.Id === undefined) throw new Error(`Read the parent of ${unitId}: found none, wanted one`);
  return parent.Id;
}
