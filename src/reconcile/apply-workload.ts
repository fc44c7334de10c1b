import { ConflictError, TerminalError } from '../errors.ts';
import type { PlainTexts, WorkloadInput } from '../policy/workload.ts';
import type { Action } from './action.ts';
import { type Attempt, attempt, notTried } from './apply.ts';
import type { Ports } from './ports.ts';

/** Applies the actions on the workload of one account, in order. */
export async function applyWorkload(
  actions: readonly Action[],
  { workloadTool, lensTool }: Ports,
  onAttempt: (attempt: Attempt) => void,
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  let workloadId: string | undefined;
  let goneLenses: readonly string[] = [];
  for (const action of actions) {
    const failed = attempts.find(({ outcome }) => outcome !== 'applied');
    const done = failed === undefined ? await attempt(action, () => act(action)) : notTried(action, failed);
    const recorded = { ...done, goneLenses, ...(workloadId === undefined ? {} : { workloadId }) };
    attempts.push(recorded);
    onAttempt(recorded);
  }
  return attempts;

  async function act(action: Action): Promise<string> {
    switch (action.kind) {
      case 'create-workload':
        return await withPresent(action.lenses, () =>
          orPlain(action.workload, action.plain, async (workload) => {
            workloadId = await workloadTool.createWorkload(action.account, workload, action.lenses);
            return `Created ${workload.workloadName} with ${action.lenses.length} lenses`;
          }),
        );
      case 'update-workload':
        workloadId = action.workloadId;
        await orPlain(action.changes, action.plain, (changes) =>
          workloadTool.updateWorkload(action.workloadId, changes),
        );
        return `Updated ${Object.keys(action.changes).join(', ')}`;
      case 'associate-lenses':
        workloadId = action.workloadId;
        await withPresent(action.lenses, () =>
          workloadTool.associateLenses(action.workloadId, action.lenses),
        );
        return `Associated ${action.lenses.length} lenses`;
      default:
        throw new Error(`Apply ${action.kind}: found it among the actions of an account, wanted a lens`);
    }
  }

  /** WA Tool refuses a lens that was deleted in the meantime like any other bad input; a new plan is made without it. */
  async function withPresent<Result>(
    lenses: readonly string[],
    write: () => Promise<Result>,
  ): Promise<Result> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof TerminalError)) throw error;
      const own = lenses.filter((lens) => OWN_LENS.test(lens));
      const found = await Promise.all(own.map((arn) => lensTool.getLens(arn)));
      goneLenses = own.filter((_, index) => found[index] === undefined);
      if (goneLenses.length === 0) throw error;
      throw new ConflictError(`Use ${goneLenses.join(', ')}: found it deleted, wanted it published`, {
        cause: error,
      });
    }
  }
}

/**
 * The characters that the texts of a workload may contain are not documented. If WA Tool refuses the request, its plain
 * form is sent at once, with another token because the token is derived from the content.
 */
async function orPlain<Fields extends Partial<WorkloadInput>, Result>(
  fields: Fields,
  plain: PlainTexts | undefined,
  write: (fields: Fields) => Promise<Result>,
): Promise<Result> {
  try {
    return await write(fields);
  } catch (error) {
    if (plain === undefined || !(error instanceof TerminalError) || error.reason !== 'validation')
      throw error;
    return await write({ ...fields, ...plain });
  }
}

const OWN_LENS = /^arn:[a-z-]+:wellarchitected:[a-z0-9-]+:\d{12}:lens\//;
