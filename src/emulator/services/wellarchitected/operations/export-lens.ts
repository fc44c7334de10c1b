import type { ExportLensInput, ExportLensOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { ownLens } from '../find-lens.ts';
import type { Given } from '../given.ts';
import { writeLens } from '../importer/write-lens.ts';
import { lensAtVersion } from '../lens-at-version.ts';
import { onLens } from '../permissions.ts';

/** Only the owner of a lens can export it, and official lenses cannot be exported (API model). */
export const exportLens: Operation<Given<ExportLensInput, 'LensAlias'>, ExportLensOutput> = {
  name: 'ExportLens',
  constraints: { LensAlias: { required: true, min: 1, max: 128 }, LensVersion: { min: 1, max: 32 } },
  permissions: onLens,
  run(world, call, input) {
    const lens = ownLens(world, call, input.LensAlias);
    return { LensJSON: writeLens(lensAtVersion(world, call, lens, input.LensVersion).content) };
  },
};
