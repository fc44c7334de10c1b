import type { ImportLensInput, ImportLensOutput } from '@aws-sdk/client-wellarchitected';
import type { Call, Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { invalid, invalidField, quotaExceeded } from '../errors.ts';
import { ownLens } from '../find-lens.ts';
import type { Given } from '../given.ts';
import { readLens } from '../importer/read-lens.ts';
import { type CustomLens, latestVersion, normalizeName } from '../lens.ts';
import { holdsItsName } from '../listing.ts';
import { onCreated } from '../permissions.ts';
import { MAX_LENSES_PER_DOMAIN } from '../quotas.ts';
import { createId } from '../store.ts';
import { createTags, TAG_CONSTRAINTS } from '../tags.ts';

type Input = Given<ImportLensInput, 'JSONString' | 'ClientRequestToken'>;

const LENS_ARN = /^arn:aws[-a-z]*:wellarchitected:[a-z0-9-]+:\d{12}:lens\/[0-9a-f]{32}$/;

/**
 * Creates a new lens with a draft or, with the ARN of a lens as LensAlias, replaces the draft of that lens. Tags are
 * set only on a new lens.
 */
export const importLens: Operation<Input, ImportLensOutput> = {
  name: 'ImportLens',
  constraints: {
    LensAlias: { min: 1, max: 128 },
    JSONString: { required: true, min: 2, max: 500_000 },
    ClientRequestToken: { required: true, min: 1, max: 2048 },
    ...TAG_CONSTRAINTS,
  },
  permissions: onCreated('lens'),
  run: (world, call, input) =>
    world.wellarchitected.once(call, 'ImportLens', input, () => {
      const known = input.LensAlias === undefined ? undefined : lensToUpdate(world, call, input.LensAlias);
      const content = readLens(input.JSONString, world.switches);
      checkName(world, call, content.name, known);
      const lens = known ?? createLens(world, call, createTags(input.Tags));

      const now = world.clock.now();
      const { importStatus } = world.switches;
      const delay = importStatus === 'in-progress' ? world.wellarchitected.settings.importDelayMs : 0;
      lens.draft = { content, importedAt: now, readyAt: now + delay };
      world.wellarchitected.lenses.set(lens.arn, lens);
      if (importStatus === 'absent') return { LensArn: lens.arn };
      return { LensArn: lens.arn, Status: importStatus === 'complete' ? 'COMPLETE' : 'IN_PROGRESS' };
    }),
};

function lensToUpdate(world: World, call: Call, alias: string): CustomLens {
  if (!LENS_ARN.test(alias)) {
    throw invalidField('LensAlias', `Invalid lens alias ${alias} (allowed value as alias is LensARN)`);
  }
  return ownLens(world, call, alias);
}

/** @throws {AwsError} ValidationException, not ConflictException (observed) */
function checkName(world: World, call: Call, name: string, known: CustomLens | undefined): void {
  const published = known && latestVersion(known)?.content.name;
  if (published !== undefined && published !== name) throw invalid('Lens name must match published name');

  const normalized = normalizeName(name);
  const isTaken = world.wellarchitected
    .lensesOf(call)
    .some(
      (lens) => lens !== known && holdsItsName(world, lens) && normalizeName(nameOf(lens)) === normalized,
    );
  if (isTaken) throw invalid(`A lens with normalized name ${normalized} already exists.`);
}

function nameOf(lens: CustomLens): string {
  return (latestVersion(lens) ?? lens.draft)?.content.name ?? '';
}

/** @throws {AwsError} ServiceQuotaExceededException for the 16th lens */
function createLens(world: World, call: Call, tags: Map<string, string>): CustomLens {
  const owned = world.wellarchitected.lensesOf(call).filter(({ deletedAt }) => deletedAt === undefined);
  if (owned.length >= MAX_LENSES_PER_DOMAIN) {
    throw quotaExceeded('lenses per account per Region', MAX_LENSES_PER_DOMAIN, 'LENS', call.accountId);
  }
  return {
    kind: 'custom',
    arn: `arn:aws:wellarchitected:${call.region}:${call.accountId}:lens/${createId()}`,
    accountId: call.accountId,
    region: call.region,
    createdAt: world.clock.now(),
    tags,
    shares: new Map(),
    versions: [],
    draft: undefined,
    deletedAt: undefined,
  };
}
