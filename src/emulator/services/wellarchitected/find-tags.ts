import type { Call } from '../../operation.ts';
import type { World } from '../../world.ts';
import { notFound } from './errors.ts';
import { storeOf } from './store.ts';

/**
 * The tags of the lens or workload of the caller that an ARN names.
 *
 * @throws {AwsError} ResourceNotFoundException
 */
export function findTags(world: World, call: Call, arn: string): Map<string, string> {
  const store = storeOf(world);
  const lens = store.lenses.get(arn);
  if (lens?.accountId === call.accountId && lens.region === call.region && lens.deletedAt === undefined) {
    return lens.tags;
  }
  const workload = store.domain(call).workloads.get(arn.slice(arn.lastIndexOf('/') + 1));
  if (workload?.arn === arn && workload.deletedAt === undefined) return workload.tags;
  throw notFound(arn.includes(':lens/') ? 'LENS' : 'WORKLOAD', arn);
}
