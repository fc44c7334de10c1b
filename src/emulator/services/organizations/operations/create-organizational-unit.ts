import type { CreateOrganizationalUnitRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { PARENT_ID, TAGS, UNIT_NAME } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { describeUnit, readTags } from '../describe.ts';
import { constraintViolation, duplicateUnit, parentNotFound } from '../errors.ts';
import { randomSigns } from '../make-id.ts';
import { currentParent, type Unit } from '../store.ts';

const MAX_DEPTH = 5;

export const createOrganizationalUnit = writeOperation({
  name: 'CreateOrganizationalUnit',
  constraints: { ParentId: PARENT_ID, Name: { ...UNIT_NAME, required: true }, ...TAGS },
  run(organization, input: Given<CreateOrganizationalUnitRequest, 'ParentId' | 'Name'>) {
    const { ParentId, Name, Tags } = input;
    if (!organization.isParent(ParentId)) throw parentNotFound();
    const units = [...organization.units.values()].filter((unit) => currentParent(unit) !== undefined);
    if (units.some((unit) => currentParent(unit) === ParentId && unit.name === Name)) throw duplicateUnit();
    const parent = organization.unit(ParentId);
    const depth = parent === undefined ? 1 : organization.ancestorsOfPlacement(parent.placements).length + 1;
    if (depth > MAX_DEPTH) {
      throw constraintViolation(
        'OU_DEPTH_LIMIT_EXCEEDED',
        'You have exceeded the maximum depth of the OU hierarchy.',
      );
    }
    if (units.length >= organization.settings.maxUnits) {
      throw constraintViolation(
        'OU_NUMBER_LIMIT_EXCEEDED',
        'You have exceeded the number of OUs in an organization.',
      );
    }
    const id = `ou-${organization.rootId.slice(2)}-${randomSigns(8)}`;
    const unit: Unit = { id, name: Name, placements: [], tags: readTags(Tags) };
    organization.place(unit, ParentId);
    organization.units.set(id, unit);
    return { OrganizationalUnit: describeUnit(organization, unit) };
  },
});
