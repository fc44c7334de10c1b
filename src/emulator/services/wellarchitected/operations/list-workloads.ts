import type { ListWorkloadsInput, ListWorkloadsOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { isListed, page } from '../listing.ts';
import { summarizeWorkload } from '../workload.ts';

/** Lists the workloads that the caller owns. */
export const listWorkloads: Operation<ListWorkloadsInput, ListWorkloadsOutput> = {
  name: 'ListWorkloads',
  constraints: { WorkloadNamePrefix: { max: 100 }, MaxResults: { range: [1, 50] } },
  run(world, call, input) {
    const prefix = input.WorkloadNamePrefix ?? '';
    const listed = [...world.wellarchitected.domain(call).workloads.values()].filter(
      (workload) => workload.name.startsWith(prefix) && isListed(world, workload),
    );
    const { items, ...next } = page(call, listed, ({ id }) => id, input);
    return { WorkloadSummaries: items.map(summarizeWorkload), ...next };
  },
};
