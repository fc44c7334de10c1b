import type { CloseAccountRequest } from '@aws-sdk/client-organizations';
import { AwsError } from '../../../operation.ts';
import type { Given } from '../../../protocol/given.ts';
import { cloudTrailTime } from '../cloud-trail-time.ts';
import { ACCOUNT_ID } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { accountNotFound, constraintViolation } from '../errors.ts';
import { publishServiceEvent } from '../events.ts';
import type { MemberAccount, OrganizationsStore } from '../store.ts';

const MAX_CONCURRENT_CLOSURES = 3;

/** A closed account stays in the organization for 90 days, then it departs with the method CLEANED. */
const UNTIL_CLEANED_MS = 90 * 24 * 60 * 60 * 1000;

export const closeAccount = writeOperation({
  name: 'CloseAccount',
  constraints: { AccountId: ACCOUNT_ID },
  run(organization, { AccountId }: Given<CloseAccountRequest, 'AccountId'>) {
    const account = organization.account(AccountId);
    if (account === undefined) throw accountNotFound();
    if (AccountId === organization.managementAccountId) {
      throw constraintViolation(
        'CANNOT_CLOSE_MANAGEMENT_ACCOUNT',
        'You cannot close the management account.',
      );
    }
    if (account.state === 'PENDING_CLOSURE') {
      throw new AwsError('ConflictException', 'The account is already being closed.');
    }
    if (account.state === 'CLOSED' || account.state === 'SUSPENDED') {
      throw new AwsError(
        'AccountAlreadyClosedException',
        'You attempted to close an account that is already closed.',
      );
    }
    const closing = [...organization.accounts.values()].filter(({ state }) => state === 'PENDING_CLOSURE');
    if (closing.length >= MAX_CONCURRENT_CLOSURES) {
      throw constraintViolation(
        'CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED',
        'You have exceeded the number of accounts that you can close at the same time.',
      );
    }
    account.state = 'PENDING_CLOSURE';
    void finish(organization, account);
  },
});

async function finish(organization: OrganizationsStore, account: MemberAccount): Promise<void> {
  const { clock } = organization.context;
  const requestedAt = clock.now();
  await clock.sleep(organization.settings.accountClosureMs);
  account.state = 'CLOSED';
  publishServiceEvent(organization, 'CloseAccountResult', 'organizations.amazonaws.com', {
    closeAccountStatus: {
      accountId: account.id,
      state: 'SUCCEEDED',
      requestedTimestamp: cloudTrailTime(requestedAt),
      completedTimestamp: cloudTrailTime(clock.now()),
    },
  });
  await clock.sleep(UNTIL_CLEANED_MS);
  if (organization.account(account.id) === account) organization.depart(account, 'CLEANED');
}
