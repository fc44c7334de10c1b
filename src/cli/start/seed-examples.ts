import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SeedOrganization, seedOrganization } from '../../emulator/services/organizations/seed.ts';
import { s3Of } from '../../emulator/services/s3/store.ts';
import type { World } from '../../emulator/world.ts';
import { EXAMPLE_ORGANIZATION, HOME_REGION, HUB_ACCOUNT } from './example-organization.ts';
import { EXAMPLES, lensFolder, readLensFiles } from './material.ts';

/** The bucket that holds the example policy and lenses. */
export const EXAMPLES_BUCKET = 'lenskeeper-examples';

/** An organization that the hub can read, and a bucket with the example policy and lenses. */
export async function seedExamples(
  world: World,
  organization: SeedOrganization = EXAMPLE_ORGANIZATION,
): Promise<void> {
  seedOrganization(world, {
    ...organization,
    // Without a stack there is no role for reading the organization.
    delegatedAdministrators: { [HUB_ACCOUNT]: ['config.amazonaws.com'] },
  });
  world.wellarchitected.settings.organizationSharing = 'ENABLED';
  const bucket = s3Of(world).createBucket({
    name: EXAMPLES_BUCKET,
    accountId: HUB_ACCOUNT,
    region: HOME_REGION,
  });
  bucket.versioning = 'Enabled';
  s3Of(world).putObject(EXAMPLES_BUCKET, 'lenskeeper.yaml', {
    body: await readFile(join(EXAMPLES, 'lenskeeper.yaml')),
  });
  for (const { key, bytes } of await readLensFiles(lensFolder(undefined))) {
    s3Of(world).putObject(EXAMPLES_BUCKET, key, { body: bytes });
  }
}
