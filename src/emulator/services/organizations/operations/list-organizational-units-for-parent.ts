import { PAGING, PARENT_ID } from '../constraints.ts';
import { readOperation } from '../define.ts';
import { describeUnit } from '../describe.ts';
import { parentNotFound } from '../errors.ts';
import { type PageRequest, page } from '../page.ts';

export const listOrganizationalUnitsForParent = readOperation({
  name: 'ListOrganizationalUnitsForParent',
  constraints: { ParentId: PARENT_ID, ...PAGING },
  run(organization, input: PageRequest & { ParentId: string }) {
    if (!organization.isParent(input.ParentId)) throw parentNotFound();
    const { items, ...next } = page(organization, organization.listedUnits(input.ParentId), input);
    return { OrganizationalUnits: items.map((unit) => describeUnit(organization, unit)), ...next };
  },
});
