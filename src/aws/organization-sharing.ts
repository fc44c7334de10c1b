import { GetGlobalSettingsCommand, type WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { LenskeeperError } from '../errors.ts';
import type { Call } from './call.ts';

/**
 * Whether sharing with units and organizations is disabled in WA Tool. What a member account reads of the management
 * account's setting is not documented, so this is used only for a notice; a caller without permission to read it gets no
 * notice.
 */
export async function isSharingDisabled(client: WellArchitectedClient, call: Call): Promise<boolean> {
  try {
    const { OrganizationSharingStatus } = await call('Read the settings of WA Tool', (o) =>
      client.send(new GetGlobalSettingsCommand({}), o),
    );
    return OrganizationSharingStatus === 'DISABLED';
  } catch (error) {
    if (error instanceof LenskeeperError) return false;
    throw error;
  }
}
