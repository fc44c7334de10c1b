import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { TerminalError } from '../errors.ts';

const SESSION_SECONDS = 3_600;

/**
 * Credentials of the role in the management account that may read the organization. The SDK caches them and requests new
 * ones shortly before they expire.
 */
export function organizationCredentials(client: STSClient, roleArn: string): AwsCredentialIdentityProvider {
  return async (): Promise<AwsCredentialIdentity> => {
    const { Credentials } = await client.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: 'lenskeeper',
        DurationSeconds: SESSION_SECONDS,
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
      throw new TerminalError(
        'access-denied',
        `Assume ${roleArn}: found no credentials in the reply, wanted some`,
        'Check the trust policy of the role',
      );
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      ...(Expiration === undefined ? {} : { expiration: Expiration }),
    };
  };
}
