import { loadSharedConfigFiles } from '@smithy/core/config';

/** The profiles in `~/.aws/config` and `~/.aws/credentials`, or in the files that the environment names instead. */
export async function listProfiles(): Promise<readonly string[]> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  // The names of other sections, such as `sso-session NAME`, begin with the kind of the section and a dot.
  const names = Object.keys(configFile).filter((name) => !/^(?:sso-session|services)\./.test(name));
  return [...new Set([...names, ...Object.keys(credentialsFile)])];
}
