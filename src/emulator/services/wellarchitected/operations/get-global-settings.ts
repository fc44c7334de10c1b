import type { GetGlobalSettingsOutput } from '@aws-sdk/client-wellarchitected';
import type { Call, Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';

export const getGlobalSettings: Operation<object, GetGlobalSettingsOutput> = {
  name: 'GetGlobalSettings',
  constraints: {},
  run(world, call) {
    const { settings } = world.wellarchitected.domain(call);
    return {
      ...organizationSharing(world, call),
      DiscoveryIntegrationStatus: settings.DiscoveryIntegrationStatus ?? 'DISABLED',
      JiraConfiguration: { ...settings.JiraConfiguration, IntegrationStatus: 'NOT_CONFIGURED' },
    };
  },
};

/**
 * The switch `memberSeesOrganizationSharing` selects what a member account sees of the management account's setting.
 */
function organizationSharing(world: World, { accountId, region }: Call): GetGlobalSettingsOutput {
  const status = world.wellarchitected.organizationSharing(region);
  const { organizations, switches } = world;
  if (accountId === organizations.managementAccountId) return { OrganizationSharingStatus: status };
  if (organizations.ancestorsOf(accountId) === undefined) return { OrganizationSharingStatus: 'DISABLED' };
  const seen = switches.memberSeesOrganizationSharing;
  if (seen === 'absent') return {};
  return { OrganizationSharingStatus: status === 'DISABLED' ? 'DISABLED' : seen };
}
