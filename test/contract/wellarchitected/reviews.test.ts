import {
  AssociateLensesCommand,
  DeleteLensCommand,
  DeleteLensShareCommand,
  DisassociateLensesCommand,
  GetAnswerCommand,
  GetLensReviewCommand,
  ListAnswersCommand,
  ListLensReviewsCommand,
  ListNotificationsCommand,
  UpdateAnswerCommand,
  UpdateLensReviewCommand,
  UpgradeLensReviewCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLens, aQuestion, createWorkload, publishLens, shareLens } from './a-lens.ts';
import { PRODUCTION, PRODUCTION_ACCOUNT, startTool, type Tool } from './start-tool.ts';

let tool: Tool;
let hub: WellArchitectedClient;
let member: WellArchitectedClient;
let arn: string;
let ShareId: string;
let WorkloadId: string;

/** A lens of the hub on a workload of a member account. */
beforeEach(async () => {
  tool = await startTool();
  hub = tool.as();
  member = tool.as(PRODUCTION_ACCOUNT);
  arn = await publishLens(hub, aLens(), { version: '1.0' });
  ShareId = await shareLens(hub, arn, PRODUCTION);
  tool.clock.advance(300);
  WorkloadId = await createWorkload(member, { Lenses: [arn] });
});
afterEach(() => tool.close());

const review = async () =>
  (await member.send(new GetLensReviewCommand({ WorkloadId, LensAlias: arn }))).LensReview!;
const notifications = async () =>
  (await member.send(new ListNotificationsCommand({}))).NotificationSummaries!;
const upgrade = (MilestoneName: string) =>
  member.send(new UpgradeLensReviewCommand({ WorkloadId, LensAlias: arn, MilestoneName }));

const say = (QuestionId: string, said: object) =>
  member.send(new UpdateAnswerCommand({ WorkloadId, LensAlias: arn, QuestionId, ...said }));
const answer = async (QuestionId: string, MilestoneNumber?: number) =>
  (await member.send(new GetAnswerCommand({ WorkloadId, LensAlias: arn, QuestionId, MilestoneNumber })))
    .Answer!;

/** The lens with its question on cards without the first choice, and with a question on logs in place of that on keys. */
function changedLens() {
  const lens = aLens();
  const cards = aQuestion('cards');
  cards.choices.shift();
  cards.riskRules = [{ condition: 'default', risk: 'HIGH_RISK' }];
  lens.pillars[0]!.questions = [cards, aQuestion('logs')];
  return lens;
}

describe('a minor version', () => {
  it('keeps the answers and rates them by its own rules', async () => {
    await say('cards', { SelectedChoices: ['cards_1'], Notes: 'Since May' });
    const lens = aLens();
    lens.pillars[0]!.questions[0]!.riskRules = [{ condition: 'default', risk: 'HIGH_RISK' }];

    await publishLens(hub, lens, { arn, version: '1.1' });

    expect(await answer('cards')).toMatchObject({
      SelectedChoices: ['cards_1'],
      Notes: 'Since May',
      Risk: 'HIGH',
    });
  });

  it('is in every workload at once, without a notification', async () => {
    await publishLens(hub, aLens(), { arn, version: '1.1' });

    expect(await review()).toMatchObject({ LensVersion: '1.1', LensStatus: 'CURRENT' });
    expect(await notifications()).toEqual([]);
  });
});

describe('a major version', () => {
  beforeEach(() => publishLens(hub, aLens(), { arn, version: '2.0', major: true }));

  it('does not change reviews and notifies the owners of workloads', async () => {
    expect(await review()).toMatchObject({ LensVersion: '1.0', LensStatus: 'NOT_CURRENT' });
    expect(await notifications()).toMatchObject([
      {
        Type: 'LENS_VERSION_UPGRADED',
        LensUpgradeSummary: { WorkloadId, LensArn: arn, CurrentLensVersion: '1.0', LatestLensVersion: '2.0' },
      },
    ]);
  });

  it('is not applied to a review that is behind when a minor version follows', async () => {
    await publishLens(hub, aLens(), { arn, version: '2.1' });

    expect(await review()).toMatchObject({ LensVersion: '1.0', LensStatus: 'NOT_CURRENT' });
  });

  it('is applied by an upgrade, which keeps the old state as a milestone', async () => {
    await upgrade('Before 2.0');

    expect(await review()).toMatchObject({ LensVersion: '2.0', LensStatus: 'CURRENT' });
    expect(await notifications()).toEqual([]);
    const { LensReviewSummaries } = await member.send(
      new ListLensReviewsCommand({ WorkloadId, MilestoneNumber: 1 }),
    );
    expect(LensReviewSummaries!.find(({ LensArn }) => LensArn === arn)?.LensVersion).toBe('1.0');
  });

  it('is upgraded to once, and under a new milestone name each time', async () => {
    await upgrade('Before 2.0');

    await expect(upgrade('Again')).rejects.toMatchObject({ name: 'ConflictException' });
    await publishLens(hub, aLens(), { arn, version: '3.0', major: true });
    await expect(upgrade('Before 2.0')).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(upgrade('Before 3.0')).resolves.toBeDefined();
  });
});

describe('an upgrade to a version with other questions and choices', () => {
  beforeEach(async () => {
    await say('cards', {
      SelectedChoices: ['cards_1', 'cards_2'],
      Notes: 'Since May',
      IsApplicable: false,
      Reason: 'OUT_OF_SCOPE',
    });
    await say('keys', { SelectedChoices: ['keys_1'] });
    await publishLens(hub, changedLens(), { arn, version: '2.0', major: true });
  });

  it('changes no answer before it is made', async () => {
    expect(await answer('cards')).toMatchObject({ SelectedChoices: ['cards_1', 'cards_2'] });
    expect(await answer('keys')).toMatchObject({ Risk: 'MEDIUM' });
  });

  it('keeps what belongs to ids that remain and loses the rest', async () => {
    await upgrade('Before 2.0');

    const { AnswerSummaries } = await member.send(new ListAnswersCommand({ WorkloadId, LensAlias: arn }));
    expect(AnswerSummaries!.map(({ QuestionId, Risk }) => [QuestionId, Risk])).toEqual([
      ['cards', 'NOT_APPLICABLE'],
      ['logs', 'UNANSWERED'],
    ]);
    expect(await answer('cards')).toMatchObject({
      SelectedChoices: ['cards_2'],
      Notes: 'Since May',
      IsApplicable: false,
      Reason: 'OUT_OF_SCOPE',
    });
    await expect(answer('keys')).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await review()).toMatchObject({ RiskCounts: { NOT_APPLICABLE: 1, UNANSWERED: 1 } });
  });

  it('keeps the earlier answers in its milestone', async () => {
    await upgrade('Before 2.0');

    expect(await answer('cards', 1)).toMatchObject({ SelectedChoices: ['cards_1', 'cards_2'] });
    expect(await answer('keys', 1)).toMatchObject({ SelectedChoices: ['keys_1'], Risk: 'MEDIUM' });
  });
});

describe('the reviews of a workload', () => {
  it('are one for each lens, with every question unanswered', async () => {
    const { LensReviewSummaries } = await member.send(new ListLensReviewsCommand({ WorkloadId }));

    const byLens = new Map(LensReviewSummaries!.map((summary) => [summary.LensAlias, summary]));
    expect([...byLens.keys()].sort()).toEqual([arn, 'wellarchitected'].sort());
    expect(byLens.get(arn)).toMatchObject({
      LensName: 'Payments Lens',
      LensStatus: 'CURRENT',
      RiskCounts: { UNANSWERED: 2 },
    });
  });

  it('take notes for themselves and their pillars', async () => {
    await member.send(
      new UpdateLensReviewCommand({
        WorkloadId,
        LensAlias: arn,
        LensNotes: 'All in all',
        PillarNotes: { security: 'Locked' },
        JiraConfiguration: { SelectedPillars: [{ PillarId: 'security' }] },
      }),
    );

    expect(await review()).toMatchObject({
      JiraConfiguration: { SelectedPillars: [{ PillarId: 'security' }] },
      Notes: 'All in all',
      PillarReviewSummaries: [{ PillarId: 'security', Notes: 'Locked' }],
    });
  });

  it('have their answers again when a removed lens is added again', async () => {
    await say('cards', { SelectedChoices: ['cards_1'] });
    const LensAliases = [arn];

    await member.send(new DisassociateLensesCommand({ WorkloadId, LensAliases }));
    await expect(review()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await publishLens(hub, aLens(), { arn, version: '2.0', major: true });
    await member.send(new AssociateLensesCommand({ WorkloadId, LensAliases }));

    expect(await review()).toMatchObject({ LensVersion: '2.0', RiskCounts: { MEDIUM: 1, UNANSWERED: 1 } });
  });

  it('outlive the share and the lens', async () => {
    await hub.send(new DeleteLensShareCommand({ LensAlias: arn, ShareId }));
    const unshared = await review();
    await hub.send(new DeleteLensCommand({ LensAlias: arn, LensStatus: 'ALL' }));
    const deleted = await review();

    expect([unshared.LensStatus, deleted.LensStatus]).toEqual(['UNSHARED', 'DELETED']);
    expect(deleted).toMatchObject({ LensName: 'Payments Lens', LensVersion: '1.0' });
  });
});
