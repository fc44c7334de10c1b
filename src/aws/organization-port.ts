import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { OrganizationPort } from '../reconcile/ports.ts';
import type { Call } from './call.ts';
import type { Mends } from './failure.ts';
import { createOrganizationReader } from './organizations.ts';

const MENDS: Mends = {
  'access-denied':
    'Organizations can be read from the management account, from a delegated administrator, or by the role of deploy/management-account.yml: name it in LENSKEEPER_ORGANIZATION_ROLE_ARN',
};

/** Reads the organization under the invocation's deadline. */
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
