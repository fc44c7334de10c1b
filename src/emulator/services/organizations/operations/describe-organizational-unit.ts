import type { DescribeOrganizationalUnitRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { UNIT_ID } from '../constraints.ts';
import { readOperation } from '../define.ts';
import { describeUnit } from '../describe.ts';
import { unitNotFound } from '../errors.ts';

export const describeOrganizationalUnit = readOperation({
  name: 'DescribeOrganizationalUnit',
  constraints: { OrganizationalUnitId: UNIT_ID },
  run(
    organization,
    { OrganizationalUnitId: id }: Given<DescribeOrganizationalUnitRequest, 'OrganizationalUnitId'>,
  ) {
    const unit = organization.unit(id);
    if (unit === undefined) throw unitNotFound();
    return { OrganizationalUnit: describeUnit(organization, unit) };
  },
});
