import type { DeleteOrganizationalUnitRequest } from '@aws-sdk/client-organizations';
import { AwsError } from '../../../operation.ts';
import type { Given } from '../../../protocol/given.ts';
import { UNIT_ID } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { unitNotFound } from '../errors.ts';
import { currentParent } from '../store.ts';

export const deleteOrganizationalUnit = writeOperation({
  name: 'DeleteOrganizationalUnit',
  constraints: { OrganizationalUnitId: UNIT_ID },
  run(
    organization,
    { OrganizationalUnitId: id }: Given<DeleteOrganizationalUnitRequest, 'OrganizationalUnitId'>,
  ) {
    const unit = organization.unit(id);
    if (unit === undefined) throw unitNotFound();
    const nodes = [...organization.units.values(), ...organization.accounts.values()];
    if (nodes.some((node) => currentParent(node) === id)) {
      throw new AwsError(
        'OrganizationalUnitNotEmptyException',
        'The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.',
      );
    }
    organization.place(unit, undefined);
  },
});
