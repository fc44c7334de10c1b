import {
  CreateMilestoneCommand,
  GetAnswerCommand,
  GetLensReviewCommand,
  GetMilestoneCommand,
  ListAnswersCommand,
  ListLensReviewsCommand,
  ListMilestonesCommand,
  paginateListMilestones,
  UpdateAnswerCommand,
  UpdateWorkloadCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLens, createWorkload, publishLens } from './a-lens.ts';
import { PRODUCTION_ACCOUNT, startTool, type Tool } from './start-tool.ts';

let tool: Tool;
let hub: WellArchitectedClient;
let LensAlias: string;
let WorkloadId: string;
beforeEach(async () => {
  tool = await startTool();
  hub = tool.as();
  LensAlias = await publishLens(hub, aLens());
  WorkloadId = await createWorkload(hub, { Lenses: [LensAlias] });
});
afterEach(() => tool.close());

const save = async (MilestoneName: string, ClientRequestToken?: string) =>
  (await hub.send(new CreateMilestoneCommand({ WorkloadId, MilestoneName, ClientRequestToken })))
    .MilestoneNumber!;
const select = (...SelectedChoices: string[]) =>
  hub.send(new UpdateAnswerCommand({ WorkloadId, LensAlias, QuestionId: 'cards', SelectedChoices }));

describe('a milestone', () => {
  it('contains the earlier state of the workload and its answers', async () => {
    await select('cards_1');
    const MilestoneNumber = await save('Before the audit');
    tool.clock.advance(60_000);

    await select('cards_no');
    await hub.send(new UpdateWorkloadCommand({ WorkloadId, WorkloadName: 'Renamed', Notes: 'New' }));

    const asked = { WorkloadId, LensAlias, MilestoneNumber };
    const { Milestone } = await hub.send(new GetMilestoneCommand({ WorkloadId, MilestoneNumber }));
    const { Answer } = await hub.send(new GetAnswerCommand({ ...asked, QuestionId: 'cards' }));
    const { AnswerSummaries } = await hub.send(new ListAnswersCommand(asked));
    const { LensReview } = await hub.send(new GetLensReviewCommand(asked));
    const { LensReviewSummaries } = await hub.send(new ListLensReviewsCommand(asked));
    expect(Milestone).toMatchObject({
      MilestoneNumber: 1,
      MilestoneName: 'Before the audit',
      RecordedAt: new Date(tool.clock.now() - 60_000),
      Workload: { WorkloadId, WorkloadName: '444455556666 payments', RiskCounts: { MEDIUM: 1 } },
    });
    expect(Milestone!.Workload).not.toHaveProperty('Notes');
    expect([Answer!.Risk, AnswerSummaries![0]!.Risk]).toEqual(['MEDIUM', 'MEDIUM']);
    expect(LensReview!.RiskCounts).toEqual({ MEDIUM: 1, UNANSWERED: 1 });
    expect(LensReviewSummaries!.map(({ RiskCounts }) => RiskCounts)).toContainEqual(LensReview!.RiskCounts);
  });

  it('has a name that is unique in the workload', async () => {
    await save('Before the audit');

    await expect(save('Before the audit')).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(save('After the audit')).resolves.toBe(2);
  });

  it('is saved once for a token', async () => {
    const numbers = [await save('Before the audit', 'token'), await save('Before the audit', 'token')];

    expect(numbers).toEqual([1, 1]);
    await expect(save('Another', 'token')).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('is refused with status 402 after the hundredth, and listed in order over pages', async () => {
    for (let number = 1; number <= 100; number += 1) await save(`Milestone ${number}`);

    await expect(save('One too many')).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      $metadata: { httpStatusCode: 402 },
    });
    const numbers: number[] = [];
    for await (const { MilestoneSummaries } of paginateListMilestones({ client: hub }, { WorkloadId })) {
      numbers.push(...MilestoneSummaries!.map(({ MilestoneNumber }) => MilestoneNumber!));
    }
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it.each(['ab', 'n'.repeat(101)])('cannot have the name %s', async (name) => {
    await expect(save(name)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('belongs only to its own workload', async () => {
    await save('Before the audit');
    const other = tool.as(PRODUCTION_ACCOUNT);

    await expect(hub.send(new GetMilestoneCommand({ WorkloadId, MilestoneNumber: 2 }))).rejects.toMatchObject(
      { name: 'ResourceNotFoundException' },
    );
    await expect(other.send(new ListMilestonesCommand({ WorkloadId }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('needs the permission to create it', async () => {
    const reader = tool.withPolicy({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['wellarchitected:List*', 'wellarchitected:Get*'], Resource: '*' },
      ],
    });

    await expect(
      reader.send(new CreateMilestoneCommand({ WorkloadId, MilestoneName: 'Before the audit' })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
    await expect(reader.send(new ListMilestonesCommand({ WorkloadId }))).resolves.toMatchObject({
      MilestoneSummaries: [],
    });
  });
});
