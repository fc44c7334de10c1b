import type { Call, Permission } from '../../operation.ts';
import type { World } from '../../world.ts';
import { lookUpTags } from './find-tags.ts';
import { OFFICIAL_LENSES } from './official-lenses.ts';

/**
 * The permissions of each kind of call, by the Service Authorization Reference: operations on one lens or workload need
 * the permission on that ARN; operations that create, import or list need it on `*`.
 */

/** For operations on the lens that LensAlias names. */
export function onLens(
  call: Call,
  { LensAlias }: { readonly LensAlias: string },
  world: World,
): Permission[] {
  const resource = OFFICIAL_LENSES.find(({ alias }) => alias === LensAlias)?.arn ?? LensAlias;
  return [
    {
      action: actionOf(call),
      resource,
      context: tagContext('ResourceTag', lookUpTags(world, call, resource)),
    },
  ];
}

/** For operations on the workload that WorkloadId names. */
export function onWorkload(
  call: Call,
  { WorkloadId }: { readonly WorkloadId: string },
  world: World,
): Permission[] {
  const resource = `arn:aws:wellarchitected:${call.region}:${call.accountId}:workload/${WorkloadId}`;
  return [
    {
      action: actionOf(call),
      resource,
      context: tagContext('ResourceTag', lookUpTags(world, call, resource)),
    },
  ];
}

/** For operations on the tags of the lens or workload that WorkloadArn names. */
export function onTagged(
  call: Call,
  { WorkloadArn, Tags }: { readonly WorkloadArn: string; readonly Tags?: Record<string, string> | undefined },
  world: World,
): Permission[] {
  const context = {
    ...tagContext('ResourceTag', lookUpTags(world, call, WorkloadArn)),
    ...tagContext('RequestTag', Object.entries(Tags ?? {})),
  };
  return [{ action: actionOf(call), resource: WorkloadArn, context }];
}

/** For operations that create a lens or workload: setting tags at creation needs TagResource too. */
export function onCreated(type: 'lens' | 'workload') {
  return (call: Call, { Tags }: { readonly Tags?: Record<string, string> | undefined }): Permission[] => {
    const context = tagContext('RequestTag', Object.entries(Tags ?? {}));
    const create = { action: actionOf(call), resource: '*', context };
    if (Tags === undefined) return [create];
    const resource = `arn:aws:wellarchitected:${call.region}:${call.accountId}:${type}/*`;
    return [create, { action: 'wellarchitected:TagResource', resource, context }];
  };
}

function actionOf({ operation }: Call): string {
  return `wellarchitected:${operation}`;
}

function tagContext(
  key: 'ResourceTag' | 'RequestTag',
  tags: Iterable<[string, string]> | undefined,
): Record<string, string> {
  return Object.fromEntries([...(tags ?? [])].map(([name, value]) => [`aws:${key}/${name}`, value]));
}
