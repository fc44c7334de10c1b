import { PAGING, PARENT_ID } from '../constraints.ts';
import { readOperation } from '../define.ts';
import { parentNotFound } from '../errors.ts';
import { type PageRequest, page } from '../page.ts';

export const listChildren = readOperation({
  name: 'ListChildren',
  constraints: {
    ParentId: PARENT_ID,
    ChildType: { required: true, enum: ['ACCOUNT', 'ORGANIZATIONAL_UNIT'] },
    ...PAGING,
  },
  run(organization, input: PageRequest & { ParentId: string; ChildType: 'ACCOUNT' | 'ORGANIZATIONAL_UNIT' }) {
    const { ParentId, ChildType } = input;
    if (!organization.isParent(ParentId)) throw parentNotFound();
    const children =
      ChildType === 'ACCOUNT' ? organization.listedAccounts(ParentId) : organization.listedUnits(ParentId);
    const { items, ...next } = page<{ id: string }>(organization, children, input);
    return { Children: items.map(({ id }) => ({ Id: id, Type: ChildType })), ...next };
  },
});
