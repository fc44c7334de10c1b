import type {
  GetLensVersionDifferenceInput,
  GetLensVersionDifferenceOutput,
} from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { notFound } from '../errors.ts';
import { visibleLens } from '../find-lens.ts';
import type { Given } from '../given.ts';
import { type Lens, type LensVersion, latestVersion, lensAlias } from '../lens.ts';
import { onLens } from '../permissions.ts';
import { comparePillars } from '../version-difference.ts';

type Input = Given<GetLensVersionDifferenceInput, 'LensAlias'>;

/** The default target is the newest version; the default base is the version before the target. */
export const getLensVersionDifference: Operation<Input, GetLensVersionDifferenceOutput> = {
  name: 'GetLensVersionDifference',
  constraints: {
    LensAlias: { required: true, min: 1, max: 128 },
    BaseLensVersion: { min: 1, max: 32 },
    TargetLensVersion: { min: 1, max: 32 },
  },
  permissions: onLens,
  run(world, call, input) {
    const lens = visibleLens(world, call, input.LensAlias);
    const latest = latestVersion(lens);
    if (latest === undefined) throw notFound('LENS_VERSION', lens.arn);
    const target =
      input.TargetLensVersion === undefined ? latest : versionNamed(lens, input.TargetLensVersion);
    const base =
      input.BaseLensVersion === undefined
        ? (lens.versions[lens.versions.indexOf(target) - 1] ?? target)
        : versionNamed(lens, input.BaseLensVersion);
    return {
      LensAlias: lensAlias(lens),
      LensArn: lens.arn,
      BaseLensVersion: base.name,
      TargetLensVersion: target.name,
      LatestLensVersion: latest.name,
      VersionDifferences: { PillarDifferences: comparePillars(base.content, target.content) },
    };
  },
};

/** @throws {AwsError} ResourceNotFoundException */
function versionNamed(lens: Lens, name: string): LensVersion {
  const version = lens.versions.find((each) => each.name === name);
  if (version === undefined) throw notFound('LENS_VERSION', name);
  return version;
}
