import type { DescribeAccountRequest } from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { ACCOUNT_ID } from '../constraints.ts';
import { readOperation } from '../define.ts';
import { describeAccount as describe } from '../describe.ts';
import { accountNotFound } from '../errors.ts';

export const describeAccount = readOperation({
  name: 'DescribeAccount',
  constraints: { AccountId: ACCOUNT_ID },
  run(organization, { AccountId }: Given<DescribeAccountRequest, 'AccountId'>) {
    const account = organization.account(AccountId);
    if (account === undefined) throw accountNotFound();
    return { Account: describe(organization, account) };
  },
});
