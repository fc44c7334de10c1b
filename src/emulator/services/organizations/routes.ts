import * as schemas from '@aws-sdk/client-organizations';
import type { SchemaService } from '../../service.ts';
import { organizationsErrors } from './errors.ts';
import { acceptHandshake } from './operations/accept-handshake.ts';
import { closeAccount } from './operations/close-account.ts';
import { createAccount } from './operations/create-account.ts';
import { createOrganizationalUnit } from './operations/create-organizational-unit.ts';
import { deleteOrganizationalUnit } from './operations/delete-organizational-unit.ts';
import { describeAccount } from './operations/describe-account.ts';
import { describeCreateAccountStatus } from './operations/describe-create-account-status.ts';
import { describeOrganization } from './operations/describe-organization.ts';
import { describeOrganizationalUnit } from './operations/describe-organizational-unit.ts';
import { disableAwsServiceAccess } from './operations/disable-aws-service-access.ts';
import { enableAwsServiceAccess } from './operations/enable-aws-service-access.ts';
import { inviteAccountToOrganization } from './operations/invite-account-to-organization.ts';
import { leaveOrganization } from './operations/leave-organization.ts';
import { listAccounts } from './operations/list-accounts.ts';
import { listAccountsForParent } from './operations/list-accounts-for-parent.ts';
import { listAwsServiceAccessForOrganization } from './operations/list-aws-service-access-for-organization.ts';
import { listChildren } from './operations/list-children.ts';
import { listDelegatedAdministrators } from './operations/list-delegated-administrators.ts';
import { listOrganizationalUnitsForParent } from './operations/list-organizational-units-for-parent.ts';
import { listParents } from './operations/list-parents.ts';
import { listRoots } from './operations/list-roots.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { moveAccount } from './operations/move-account.ts';
import { registerDelegatedAdministrator } from './operations/register-delegated-administrator.ts';
import { removeAccountFromOrganization } from './operations/remove-account-from-organization.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import { updateOrganizationalUnit } from './operations/update-organizational-unit.ts';

export const organizations: SchemaService = {
  name: 'organizations',
  protocol: 'json-1.1',
  schemas,
  targetPrefix: 'AWSOrganizationsV20161128',
  errors: organizationsErrors,
  operations: [
    acceptHandshake,
    closeAccount,
    createAccount,
    createOrganizationalUnit,
    deleteOrganizationalUnit,
    describeAccount,
    describeCreateAccountStatus,
    describeOrganization,
    describeOrganizationalUnit,
    disableAwsServiceAccess,
    enableAwsServiceAccess,
    inviteAccountToOrganization,
    leaveOrganization,
    listAccounts,
    listAccountsForParent,
    listAwsServiceAccessForOrganization,
    listChildren,
    listDelegatedAdministrators,
    listOrganizationalUnitsForParent,
    listParents,
    listRoots,
    listTagsForResource,
    moveAccount,
    registerDelegatedAdministrator,
    removeAccountFromOrganization,
    tagResource,
    untagResource,
    updateOrganizationalUnit,
  ],
};
