import type {
  CreateAccountFailureReason,
  CreateAccountRequest,
  CreateAccountStatus,
} from '@aws-sdk/client-organizations';
import type { Given } from '../../../protocol/given.ts';
import { cloudTrailForm } from '../cloud-trail-form.ts';
import { TAGS } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { readTags } from '../describe.ts';
import { constraintViolation } from '../errors.ts';
import { publishServiceEvent } from '../events.ts';
import { randomAccountId, randomSigns } from '../make-id.ts';
import type { MemberAccount, OrganizationsStore } from '../store.ts';

type Input = Given<CreateAccountRequest, 'Email' | 'AccountName'>;

/** Returns at once; the account is created later, by the emulator's clock, and announced by CreateAccountResult. */
export const createAccount = writeOperation({
  name: 'CreateAccount',
  constraints: {
    Email: { required: true, min: 6, max: 64, pattern: /[^\s@]+@[^\s@]+\.[^\s@]+/ },
    AccountName: { required: true, min: 1, max: 50, pattern: /[\u0020-\u007E]+/ },
    RoleName: { max: 64, pattern: /[\w+=,.@-]{1,64}/ },
    IamUserAccessToBilling: { enum: ['ALLOW', 'DENY'] },
    ...TAGS,
  },
  run(organization, input: Input) {
    const { clock } = organization.context;
    const { maxAccounts, maxConcurrentCreations, accountCreationMs } = organization.settings;
    const tags = readTags(input.Tags);
    const underWay = [...organization.creations.values()].filter(({ State }) => State === 'IN_PROGRESS');
    if (underWay.length >= maxConcurrentCreations) {
      throw constraintViolation(
        'ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED',
        'You have exceeded the number of accounts that you can create at the same time.',
      );
    }
    if (organization.listedAccounts().length >= maxAccounts) {
      throw constraintViolation(
        'ACCOUNT_NUMBER_LIMIT_EXCEEDED',
        'You have exceeded the allowed number of accounts.',
      );
    }
    const status: CreateAccountStatus & { Id: string } = {
      Id: `car-${randomSigns(32)}`,
      AccountName: input.AccountName,
      State: 'IN_PROGRESS',
      RequestedTimestamp: new Date(clock.now()),
    };
    organization.creations.set(status.Id, status);
    void clock.sleep(accountCreationMs).then(() => finish(organization, input, tags, status));
    return { CreateAccountStatus: status };
  },
});

function finish(
  organization: OrganizationsStore,
  input: Input,
  tags: Map<string, string>,
  status: CreateAccountStatus & { Id: string },
): void {
  const { clock } = organization.context;
  const done = { ...status, CompletedTimestamp: new Date(clock.now()) };
  const isTaken = [...organization.accounts.values()].some(({ email }) => email === input.Email);
  if (isTaken) {
    const FailureReason: CreateAccountFailureReason = 'EMAIL_ALREADY_EXISTS';
    announce(organization, { ...done, State: 'FAILED', FailureReason });
    return;
  }
  const id = randomAccountId((candidate) => organization.accounts.has(candidate));
  const { accountActivationMs } = organization.settings;
  organization.join({
    id,
    name: input.AccountName,
    email: input.Email,
    state: accountActivationMs > 0 ? 'PENDING_ACTIVATION' : 'ACTIVE',
    joinedMethod: 'CREATED',
    tags,
  });
  putAccessRole(organization, id, input.RoleName ?? 'OrganizationAccountAccessRole');
  announce(organization, { ...done, State: 'SUCCEEDED', AccountId: id });
  if (accountActivationMs > 0)
    void clock.sleep(accountActivationMs).then(() => activate(organization.account(id)));
}

function activate(account: MemberAccount | undefined): void {
  if (account?.state === 'PENDING_ACTIVATION') account.state = 'ACTIVE';
}

function announce(organization: OrganizationsStore, status: CreateAccountStatus & { Id: string }): void {
  organization.creations.set(status.Id, status);
  publishServiceEvent(organization, 'CreateAccountResult', 'AWS Internal', {
    createAccountStatus: cloudTrailForm(status),
  });
}

/** Every created account has a role that the management account can assume. */
function putAccessRole(organization: OrganizationsStore, accountId: string, roleName: string): void {
  const principal = { AWS: `arn:aws:iam::${organization.managementAccountId}:root` };
  organization.context.world().iam.putRole({
    arn: `arn:aws:iam::${accountId}:role/${roleName}`,
    accountId,
    trustPolicy: { Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] },
    policies: [{ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }],
  });
}
