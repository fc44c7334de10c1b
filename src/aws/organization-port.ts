import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { OrganizationPort } from '../reconcile/ports.ts';
import { accessAdvice, namesPermission } from './access-advice.ts';
import type { Call } from './call.ts';
import type { Mends } from './failure.ts';
import { createOrganizationReader } from './organizations.ts';

const WHO_MAY_READ =
  'Organizations can be read from the management account, from a delegated administrator, or by the role of deploy/management-account.yml: name it in LENSKEEPER_ORGANIZATION_ROLE_ARN, or in organizationRoleArn of the deployment';

const MENDS: Mends = {
  // Organizations only reports that access is denied; STS also names the caller that may not assume the role.
  'access-denied': (message) =>
    namesPermission(message) ? `${accessAdvice(message)}. ${WHO_MAY_READ}` : WHO_MAY_READ,
  refused:
    'Type `aws sts get-caller-identity` to see the account of the credentials; it must belong to the organization',
};

/** Reads the organization within the invocation's deadline. */
export function createOrganizationPort(options: {
  readonly client: OrganizationsClient;
  readonly call: Call;
}): OrganizationPort {
  const { client, call } = options;
  const reader = createOrganizationReader({ client });
  return {
    readUnits: (walk, onRead) =>
      call('Read the organization', ({ abortSignal }) => reader.readUnits(abortSignal, walk, onRead), MENDS),
    listAccounts: (organization, onListed) =>
      call(
        'List accounts',
        ({ abortSignal }) => reader.listAccounts(organization, abortSignal, onListed),
        MENDS,
      ),
    describeAccount: (id, organization) =>
      call(
        `Describe account ${id}`,
        ({ abortSignal }) => reader.describeAccount(id, organization, abortSignal),
        MENDS,
      ),
    describeUnit: (id, organization) =>
      call(
        `Describe unit ${id}`,
        ({ abortSignal }) => reader.describeUnit(id, organization, abortSignal),
        MENDS,
      ),
    listAccountsIn: (unitIds, organization) =>
      call(
        'List accounts of units',
        ({ abortSignal }) => reader.listAccountsIn(unitIds, organization, abortSignal),
        MENDS,
      ),
    listTags: (id) =>
      call(`List tags of account ${id}`, ({ abortSignal }) => reader.listTags(id, abortSignal), MENDS),
  };
}
