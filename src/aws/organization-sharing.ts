import { GetGlobalSettingsCommand, type WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { LenskeeperError } from '../errors.ts';
import type { Call } from './call.ts';

/**
 * Is WA Tool said not to share with units and organizations? What a member account reads of the management account's
 * setting is not documented, so this is for a notice and decides nothing; who may not read it hears nothing.
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
