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
 * One unit, with those above it up to the root or to one that is known: the event of a unit may come before that of its
 * parent. One DescribeOrganizationalUnit each; where that leaves out `Path`, which the API model has, one ListParents more.
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
    // A unit must be empty to be deleted, so one without its parent is gone, too.
    if (isNamed(error, 'OrganizationalUnitNotFoundException', 'ChildNotFoundException'))
      return { kind: 'gone' };
    throw error;
  }
}

/** Whether the path of a unit ends in the unit itself is not documented: both are understood. */
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
