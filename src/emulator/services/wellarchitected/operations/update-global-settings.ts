import type { UpdateGlobalSettingsInput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { accessDenied } from '../errors.ts';
import { withoutUndefined } from '../without-undefined.ts';

/** Only the management account can set organization sharing (User Guide, sharing). */
export const updateGlobalSettings: Operation<UpdateGlobalSettingsInput, object> = {
  name: 'UpdateGlobalSettings',
  constraints: {
    OrganizationSharingStatus: { enum: ['ENABLED', 'DISABLED'] },
    DiscoveryIntegrationStatus: { enum: ['ENABLED', 'DISABLED'] },
    'JiraConfiguration.IssueManagementStatus': { enum: ['ENABLED', 'DISABLED'] },
    'JiraConfiguration.IssueManagementType': { enum: ['AUTO', 'MANUAL'] },
    'JiraConfiguration.JiraProjectKey': { min: 1, max: 100, pattern: /^[A-Z][A-Z0-9_]*$/ },
    'JiraConfiguration.IntegrationStatus': { enum: ['NOT_CONFIGURED'] },
  },
  run(world, call, input) {
    const { managementAccountId } = world.organizations;
    if (input.OrganizationSharingStatus !== undefined && call.accountId !== managementAccountId) {
      throw accessDenied('Only the management account can change the sharing with AWS Organizations');
    }
    const domain = world.wellarchitected.domain(call);
    domain.settings = { ...domain.settings, ...withoutUndefined(input) };
    return {};
  },
};
