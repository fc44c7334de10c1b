import type { DeleteLensInput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { notFound } from '../errors.ts';
import { ownLens } from '../find-lens.ts';
import type { Given } from '../given.ts';
import { onLens } from '../permissions.ts';

type Input = Given<DeleteLensInput, 'LensAlias' | 'LensStatus' | 'ClientRequestToken'>;

/** Deletes the draft of a lens, its published versions, or both. Workloads that have the lens keep it. */
export const deleteLens: Operation<Input, object> = {
  name: 'DeleteLens',
  constraints: {
    LensAlias: { required: true, min: 1, max: 128 },
    LensStatus: { required: true, enum: ['ALL', 'DRAFT', 'PUBLISHED'] },
    ClientRequestToken: { required: true, min: 1, max: 2048 },
  },
  permissions: onLens,
  run: (world, call, input) =>
    world.wellarchitected.once(call, 'DeleteLens', input, () => {
      const lens = ownLens(world, call, input.LensAlias);
      const isPublished = lens.versions.length > 0;
      const isDraft = lens.draft !== undefined;
      if ((input.LensStatus === 'DRAFT' && !isDraft) || (input.LensStatus === 'PUBLISHED' && !isPublished)) {
        throw notFound('LENS', `${lens.arn} with status ${input.LensStatus}`);
      }
      const now = world.clock.now();
      if (input.LensStatus === 'DRAFT' && isPublished) {
        lens.draft = undefined;
      } else if (input.LensStatus === 'PUBLISHED' && isDraft) {
        lens.versions = [];
        for (const share of lens.shares.values()) share.deletedAt ??= now;
      } else {
        lens.deletedAt = now;
      }
      return {};
    }),
};
