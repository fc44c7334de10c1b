import type { MoveAccountRequest } from '@aws-sdk/client-organizations';
import { AwsError } from '../../../operation.ts';
import type { Given } from '../../../protocol/given.ts';
import { ACCOUNT_ID, PARENT_ID } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { accountNotFound } from '../errors.ts';
import { currentParent } from '../store.ts';

export const moveAccount = writeOperation({
  name: 'MoveAccount',
  constraints: { AccountId: ACCOUNT_ID, SourceParentId: PARENT_ID, DestinationParentId: PARENT_ID },
  run(
    organization,
    input: Given<MoveAccountRequest, 'AccountId' | 'SourceParentId' | 'DestinationParentId'>,
  ) {
    const { AccountId, SourceParentId, DestinationParentId } = input;
    const account = organization.account(AccountId);
    if (account === undefined) throw accountNotFound();
    if (!organization.isParent(DestinationParentId)) {
      throw new AwsError(
        'DestinationParentNotFoundException',
        "We can't find the destination container (a root or OU) with the ParentId that you specified.",
      );
    }
    if (currentParent(account) === DestinationParentId) {
      throw new AwsError(
        'DuplicateAccountException',
        'That account is already present in the specified destination.',
      );
    }
    if (currentParent(account) !== SourceParentId) {
      throw new AwsError(
        'SourceParentNotFoundException',
        "We can't find a source root or OU with the ParentId that you specified.",
      );
    }
    organization.place(account, DestinationParentId);
  },
});
