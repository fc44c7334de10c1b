import { PAGING, PARENT_ID } from '../constraints.ts';
import { readOperation } from '../define.ts';
import { describeAccount } from '../describe.ts';
import { parentNotFound } from '../errors.ts';
import { type PageRequest, page } from '../page.ts';

export const listAccountsForParent = readOperation({
  name: 'ListAccountsForParent',
  constraints: { ParentId: PARENT_ID, ...PAGING },
  run(organization, input: PageRequest & { ParentId: string }) {
    if (!organization.isParent(input.ParentId)) throw parentNotFound();
    const { items, ...next } = page(organization, organization.listedAccounts(input.ParentId), input);
    return { Accounts: items.map((account) => describeAccount(organization, account)), ...next };
  },
});
