import { PAGING } from '../constraints.ts';
import { readOperation } from '../define.ts';
import { describeAccount } from '../describe.ts';
import { type PageRequest, page } from '../page.ts';

export const listAccounts = readOperation({
  name: 'ListAccounts',
  constraints: PAGING,
  run(organization, input: PageRequest) {
    const { items, ...next } = page(organization, organization.listedAccounts(), input);
    return { Accounts: items.map((account) => describeAccount(organization, account)), ...next };
  },
});
