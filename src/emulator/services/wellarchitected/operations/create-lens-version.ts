import type { CreateLensVersionInput, CreateLensVersionOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import type { World } from '../../../world.ts';
import { conflict, invalid, invalidField, quotaExceeded } from '../errors.ts';
import { ownLens } from '../find-lens.ts';
import type { Given } from '../given.ts';
import { type CustomLens, type LensVersion, latestVersion, readyDraft } from '../lens.ts';
import { moveReview } from '../move-review.ts';
import { onLens } from '../permissions.ts';
import { MAX_VERSIONS_PER_LENS } from '../quotas.ts';

type Input = Given<CreateLensVersionInput, 'LensAlias' | 'LensVersion' | 'ClientRequestToken'>;

/** Publishes the draft of a lens. */
export const createLensVersion: Operation<Input, CreateLensVersionOutput> = {
  name: 'CreateLensVersion',
  constraints: {
    LensAlias: { required: true, min: 1, max: 128 },
    LensVersion: { required: true, min: 1, max: 32 },
    ClientRequestToken: { required: true, min: 1, max: 2048 },
  },
  permissions: onLens,
  run: (world, call, input) =>
    world.wellarchitected.once(call, 'CreateLensVersion', input, () => {
      const lens = ownLens(world, call, input.LensAlias);
      const name = input.LensVersion;
      if (!/^[A-Za-z0-9._]+$/.test(name)) {
        throw invalidField(
          'LensVersion',
          `The lens version ${name} contains a character that is not allowed`,
        );
      }
      if (lens.versions.some((version) => version.name === name)) {
        throw conflict(`Version ${name} of the lens already exists`, 'LENS_VERSION', lens.arn);
      }
      const now = world.clock.now();
      const draft = readyDraft(lens, now);
      if (draft === undefined) throw invalid('The lens has no draft to publish');
      if (lens.versions.length >= MAX_VERSIONS_PER_LENS) {
        throw quotaExceeded('versions per lens', MAX_VERSIONS_PER_LENS, 'LENS_VERSION', lens.arn);
      }
      publish(world, lens, { name, content: draft.content, publishedAt: now }, input.IsMajorVersion === true);
      return { LensArn: lens.arn, LensVersion: name };
    }),
};

/**
 * A minor version replaces the version before it in every workload at once; a major version does not change reviews.
 */
function publish(world: World, lens: CustomLens, version: LensVersion, isMajor: boolean): void {
  const previous = latestVersion(lens);
  lens.versions = [...lens.versions, version];
  lens.draft = undefined;
  if (previous === undefined || isMajor) return;
  for (const { reviews } of world.wellarchitected.workloadsIn(lens.region)) {
    const review = reviews.get(lens.arn);
    if (review?.version === previous) moveReview(review, version);
  }
}
