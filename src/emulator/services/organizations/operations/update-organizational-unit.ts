import type { UpdateOrganizationalUnitRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { UNIT_ID, UNIT_NAME } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { describeUnit } from '../describe.ts';
import { duplicateUnit, unitNotFound } from '../errors.ts';
import { currentParent } from '../store.ts';

export const updateOrganizationalUnit = writeOperation({
  name: 'UpdateOrganizationalUnit',
  constraints: { OrganizationalUnitId: UNIT_ID, Name: UNIT_NAME },
  run(
    organization,
    { OrganizationalUnitId, Name }: Given<UpdateOrganizationalUnitRequest, 'OrganizationalUnitId'>,
  ) {
    const unit = organization.unit(OrganizationalUnitId);
    if (unit === undefined) throw unitNotFound();
    const siblings = [...organization.units.values()].filter(
      (other) => other !== unit && currentParent(other) === currentParent(unit),
    );
    if (siblings.some(({ name }) => name === Name)) throw duplicateUnit();
    unit.name = Name ?? unit.name;
    return { OrganizationalUnit: describeUnit(organization, unit) };
  },
});
