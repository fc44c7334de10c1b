import type { Action } from './action.ts';
import { type Attempt, attempt, notTried } from './apply.ts';
import type { Ports } from './ports.ts';

/** Applies the actions on the workload of one account, in order. */
export async function applyWorkload(
  actions: readonly Action[],
  { workloadTool }: Ports,
  onAttempt: (attempt: Attempt) => void,
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  let workloadId: string | undefined;
  for (const action of actions) {
    const failed = attempts.find(({ outcome }) => outcome !== 'applied');
    const done = failed === undefined ? await attempt(action, () => act(action)) : notTried(action, failed);
    const recorded = workloadId === undefined ? done : { ...done, workloadId };
    attempts.push(recorded);
    onAttempt(recorded);
  }
  return attempts;

  async function act(action: Action): Promise<string> {
    switch (action.kind) {
      case 'create-workload':
        workloadId = await workloadTool.createWorkload(action.account, action.workload, action.lenses);
        return `Created ${action.workload.workloadName} with ${action.lenses.length} lenses`;
      case 'update-workload':
        workloadId = action.workloadId;
        await workloadTool.updateWorkload(workloadId, action.changes);
        return `Updated ${Object.keys(action.changes).join(', ')}`;
      case 'associate-lenses':
        workloadId = action.workloadId;
        await workloadTool.associateLenses(workloadId, action.lenses);
        return `Associated ${action.lenses.length} lenses`;
      default:
        throw new Error(`Apply ${action.kind}: found it among the actions of an account, wanted a lens`);
    }
  }
}
