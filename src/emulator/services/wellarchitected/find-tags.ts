import type { Call } from '../../operation.ts';
import type { World } from '../../world.ts';
import { notFound } from './errors.ts';

/** The mutable tags of the caller's lens or workload that an ARN names. */
export function lookUpTags(world: World, call: Call, arn: string): Map<string, string> | undefined {
  const { wellarchitected: store } = world;
  const lens = store.lenses.get(arn);
  const isOwn = lens?.accountId === call.accountId && lens.region === call.region;
  const workload = store.domain(call).workloads.get(arn.slice(arn.lastIndexOf('/') + 1));
  const tagged = (isOwn ? lens : undefined) ?? (workload?.arn === arn ? workload : undefined);
  return tagged?.deletedAt === undefined ? tagged?.tags : undefined;
}

/** @throws {AwsError} ResourceNotFoundException */
export function findTags(world: World, call: Call, arn: string): Map<string, string> {
  const tags = lookUpTags(world, call, arn);
  if (tags === undefined) throw notFound(arn.includes(':lens/') ? 'LENS' : 'WORKLOAD', arn);
  return tags;
}
