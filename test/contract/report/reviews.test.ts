import { UpdateAnswerCommand, WellArchitectedClient } from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBinding } from '../../../src/app.ts';
import { createCall } from '../../../src/aws/call.ts';
import { createReviewTool } from '../../../src/aws/review-tool.ts';
import { observeReviews } from '../../../src/reconcile/observe-reviews.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { LEDGER, type Lenskeeper, startLenskeeper, WEB } from '../lenskeeper/start-lenskeeper.ts';

let keeper: Lenskeeper;
let client: WellArchitectedClient;

/** Two workloads, each reviewed by the framework and by one lens of the bucket. */
beforeEach(async () => {
  keeper = await startLenskeeper();
  client = new WellArchitectedClient({ region: keeper.config.region });
  await keeper.put(LENS_KEY, aLens());
  await keeper.reconcileLens();
  await keeper.reconcileAccounts(LEDGER, WEB);
  keeper.emulator.clearCalls();
});
afterEach(async () => {
  client.destroy();
  await keeper.close();
});

/** What one run makes of the reviews, and the calls that it took beside listing the workloads. */
async function observe({ calls = 100, isFresh = false }: { calls?: number; isFresh?: boolean } = {}) {
  const { ports } = createBinding(keeper.config)(keeper.domain, 'run-1', 20_000);
  const workloads = await ports.workloadTool.listWorkloads();
  keeper.emulator.clearCalls();
  const reviewTool = createReviewTool({ client, call: createCall(AbortSignal.timeout(20_000)) });
  const observed = await observeReviews({ ports, domain: keeper.domain }, reviewTool, workloads, {
    calls,
    isFresh,
  });
  const count = (operation: string) => keeper.emulator.countCalls({ service: 'wellarchitected', operation });
  return { ...observed, lists: count('ListLensReviews'), reads: count('GetLensReview') };
}

const workloadOf = (account: string) =>
  keeper.tool.workloadsIn(keeper.config.region).find(({ name }) => name.startsWith(account))!.id;

async function answer(account: string, choices: string[]): Promise<void> {
  keeper.emulator.world.clock.advance(1_000);
  const [lens] = keeper.tool.lensesOf(keeper.domain);
  await client.send(
    new UpdateAnswerCommand({
      WorkloadId: workloadOf(account),
      LensAlias: lens!.arn,
      QuestionId: 'sign_in',
      SelectedChoices: choices,
    }),
  );
}

describe('the reviews of a domain', () => {
  it('are listed once for each workload, and read once for each lens as long as nothing is answered', async () => {
    const { memory, unread, lists, reads } = await observe();

    expect([unread, lists]).toEqual([0, 2]);
    expect(reads).toBe(2);
    expect(Object.keys(memory.workloads).sort()).toEqual([workloadOf(LEDGER), workloadOf(WEB)].sort());
    expect(memory.workloads[workloadOf(WEB)]?.reviews.map(({ name }) => name)).toContain('Sign-in baseline');
  });

  it('take no call at all while nothing changes', async () => {
    await observe();

    const { lists, reads } = await observe();

    expect([lists, reads]).toEqual([0, 0]);
  });

  it('are read again where somebody answered, with the risks of each pillar', async () => {
    await observe();
    await answer(WEB, ['sign_in_no']);

    const { memory, lists, reads } = await observe();

    expect([lists, reads]).toEqual([1, 1]);
    const review = memory.workloads[workloadOf(WEB)]?.reviews.find(({ name }) => name === 'Sign-in baseline');
    expect(review?.risks).toMatchObject({ high: 1, unanswered: 0 });
    expect(review?.pillars).toMatchObject([{ id: 'security', risks: { high: 1 } }]);
  });

  it('are read a few calls at a time, until all are known', async () => {
    let runs = 0;
    let unread = 2;
    for (; unread > 0 && runs < 10; runs += 1) {
      const observed = await observe({ calls: 3 });
      expect(observed.lists + observed.reads).toBeLessThanOrEqual(3);
      unread = observed.unread;
    }

    expect(unread).toBe(0);
    expect(runs).toBe(2);
  });

  it('are all read again when a person asks for it', async () => {
    await observe();

    const { lists } = await observe({ isFresh: true });

    expect(lists).toBe(2);
  });

  it('stay as they were known when AWS refuses to tell more', async () => {
    const { memory } = await observe();
    await answer(WEB, ['sign_in_no']);
    keeper.emulator.setFaults([
      { kind: 'access-denied', service: 'wellarchitected', operation: 'ListLensReviews' },
    ]);

    const after = await observe();

    expect(after.problem).toMatch(/^List the lens reviews of workload/);
    expect(after.unread).toBe(1);
    expect(after.memory.workloads).toEqual(memory.workloads);
  });

  it('of workloads that are gone are forgotten', async () => {
    await observe();
    keeper.tool.domain(keeper.domain).workloads.delete(workloadOf(WEB));

    const { memory } = await observe();

    expect(Object.keys(memory.workloads)).toEqual([workloadOf(LEDGER)]);
  });
});
