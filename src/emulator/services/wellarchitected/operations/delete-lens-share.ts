import type { DeleteLensShareInput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { notFound } from '../errors.ts';
import { ownLens } from '../find-lens.ts';
import type { Given } from '../given.ts';
import { onLens } from '../permissions.ts';

type Input = Given<DeleteLensShareInput, 'LensAlias' | 'ShareId' | 'ClientRequestToken'>;

/** Deletes a share. Existing reviews of the lens in recipients' workloads stay; new reviews are not possible. */
export const deleteLensShare: Operation<Input, object> = {
  name: 'DeleteLensShare',
  constraints: {
    LensAlias: { required: true, min: 1, max: 128 },
    ShareId: { required: true, pattern: /^[0-9a-f]{32}$/ },
    ClientRequestToken: { required: true, min: 1, max: 2048 },
  },
  permissions: onLens,
  run: (world, call, input) =>
    world.wellarchitected.once(call, 'DeleteLensShare', input, () => {
      const share = ownLens(world, call, input.LensAlias).shares.get(input.ShareId);
      if (share === undefined || share.deletedAt !== undefined) throw notFound('LENS_SHARE', input.ShareId);
      share.deletedAt = world.clock.now();
      return {};
    }),
};
