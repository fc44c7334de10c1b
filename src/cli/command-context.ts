import { defaultRegion } from '../aws/clients.ts';
import { listProfiles } from '../aws/profiles.ts';
import {
  type Config,
  chooseConnection,
  connectionSettings,
  environmentOfStack,
  loadConfigWith,
  overruled,
} from '../config.ts';
import { ConfigurationError } from '../errors.ts';
import { nearestText } from './nearest-names.ts';
import { stackOutputs } from './stack-outputs.ts';
import type { Terminal } from './terminal.ts';

/** Options of every command that talks to AWS. */
export interface ConnectionOptions {
  readonly profile?: string;
  readonly region?: string;
}

/** Options of the commands that read a bucket and its resources. */
export interface AwsOptions extends ConnectionOptions {
  readonly bucket?: string;
  /** Name or ARN of the stack of Lenskeeper. */
  readonly stack?: string;
}

/**
 * The configuration: options take precedence over the environment, and the environment over the outputs of the stack.
 *
 * @throws {ConfigurationError} for a missing profile, Region, stack or bucket
 */
export async function commandConfig(
  { bucket, stack, ...connection }: AwsOptions,
  terminal: Pick<Terminal, 'log'>,
): Promise<Config> {
  await useConnection(connection);
  const region = await regionInUse();
  const options = { AWS_REGION: region, LENSKEEPER_BUCKET: bucket };
  if (stack === undefined) return loadConfigWith(options, {});
  const defaults = environmentOfStack(await stackOutputs(stack, region));
  for (const name of overruled(defaults)) {
    if (name === 'LENSKEEPER_BUCKET' && bucket !== undefined) continue;
    terminal.log(`${name} of the environment overrides the output of the stack ${stack}`);
  }
  return loadConfigWith(options, defaults);
}

/**
 * Sets the profile and the Region of this process; without options those of the environment.
 *
 * @throws {ConfigurationError} for a missing profile
 */
export async function useConnection({ profile, region }: ConnectionOptions): Promise<void> {
  if (profile !== undefined) await refuseUnknownProfile(profile);
  chooseConnection({ profile, region });
}

/**
 * The current Region.
 *
 * @throws {ConfigurationError} when there is none
 */
export async function regionInUse(): Promise<string> {
  const found = await defaultRegion();
  if (found !== undefined) return found;
  const { defaultRegion: example = 'eu-west-1' } = connectionSettings();
  throw new ConfigurationError(
    `Find the Region: none is set by --region, AWS_REGION or the profile. Type \`export AWS_REGION=${example}\`, or add --region ${example}`,
  );
}

async function refuseUnknownProfile(profile: string): Promise<void> {
  const profiles = await listProfiles();
  if (profiles.includes(profile)) return;
  throw new ConfigurationError(
    `Use the profile ${JSON.stringify(profile)}: it is neither in ~/.aws/config nor in ~/.aws/credentials; ${nearestText(
      profile,
      profiles,
      'there are no profiles',
    )}. Type \`aws configure list-profiles\` to see them, or \`aws configure sso\` to make one`,
  );
}
