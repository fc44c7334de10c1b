import {
  GetAnswerCommand,
  GetLensReviewCommand,
  GetWorkloadCommand,
  ListAnswersCommand,
  ListLensReviewsCommand,
  ListWorkloadsCommand,
  paginateListAnswers,
  UpdateAnswerCommand,
  type UpdateAnswerCommandInput,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLens, aQuestion, createWorkload, publishLens } from './a-lens.ts';
import { HUB, startTool, type Tool } from './start-tool.ts';

let tool: Tool;
let hub: WellArchitectedClient;
let LensAlias: string;
let WorkloadId: string;

/** A workload with a lens of two pillars and three questions. */
beforeEach(async () => {
  tool = await startTool();
  hub = tool.as();
  const { pillars, ...lens } = aLens();
  const reliability = { id: 'reliability', name: 'Reliability', questions: [aQuestion('backups')] };
  LensAlias = await publishLens(hub, { ...lens, pillars: [...pillars, reliability] });
  WorkloadId = await createWorkload(hub, { Lenses: [LensAlias] });
});
afterEach(() => tool.close());

type Said = Omit<UpdateAnswerCommandInput, 'WorkloadId' | 'LensAlias' | 'QuestionId'>;

const say = async (QuestionId: string, said: Said) =>
  (await hub.send(new UpdateAnswerCommand({ WorkloadId, LensAlias, QuestionId, ...said }))).Answer!;
const answer = async (QuestionId: string) =>
  (await hub.send(new GetAnswerCommand({ WorkloadId, LensAlias, QuestionId }))).Answer!;
const review = async (alias = LensAlias) =>
  (await hub.send(new GetLensReviewCommand({ WorkloadId, LensAlias: alias }))).LensReview!;

describe('GetAnswer', () => {
  it('shows an unanswered question with its choices and links', async () => {
    const output = await hub.send(new GetAnswerCommand({ WorkloadId, LensAlias, QuestionId: 'cards' }));

    expect(output).toMatchObject({ WorkloadId, LensAlias, LensArn: LensAlias });
    expect(output.Answer).toEqual({
      QuestionId: 'cards',
      PillarId: 'security',
      QuestionTitle: 'How do you handle cards?',
      QuestionDescription: 'Said in a few words.',
      Choices: [
        {
          ChoiceId: 'cards_1',
          Title: 'Do it well',
          HelpfulResource: { DisplayText: 'Help: 100 % <useful>', Url: 'https://example.com/help' },
          ImprovementPlan: { DisplayText: 'Do it better' },
        },
        expect.objectContaining({ ChoiceId: 'cards_2' }),
        { ChoiceId: 'cards_no', Title: 'None of these' },
      ],
      SelectedChoices: [],
      ChoiceAnswers: [],
      IsApplicable: true,
      Risk: 'UNANSWERED',
      Notes: '',
    });
  });

  it('refuses a question that the lens does not have as invalid', async () => {
    await expect(answer('constructor')).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'No question with ID constructor was found',
    });
  });

  it('gives the guidance on a question of AWS once it is answered', async () => {
    const LensAlias = 'wellarchitected';
    const { AnswerSummaries } = await hub.send(new ListAnswersCommand({ WorkloadId, LensAlias }));
    const { QuestionId, Choices } = AnswerSummaries![0]!;
    const SelectedChoices = [Choices![0]!.ChoiceId!];
    const before = await hub.send(new GetAnswerCommand({ WorkloadId, LensAlias, QuestionId }));

    const after = await hub.send(
      new UpdateAnswerCommand({ WorkloadId, LensAlias, QuestionId, SelectedChoices }),
    );

    expect(before.Answer!.HelpfulResourceUrl).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect([before.Answer!.ImprovementPlanUrl, after.Answer!.ImprovementPlanUrl]).toEqual([
      undefined,
      before.Answer!.HelpfulResourceUrl,
    ]);
    expect(after.Answer!.Risk).toBe('MEDIUM');
  });
});

describe('UpdateAnswer', () => {
  it.each([
    [['cards_1', 'cards_2'], 'NONE'],
    [['cards_2'], 'MEDIUM'],
    [['cards_no'], 'HIGH'],
    [['cards_no', 'cards_1'], 'MEDIUM'],
    [[], 'UNANSWERED'],
  ])('takes the risk of %j from the first rule that is met', async (SelectedChoices, Risk) => {
    expect(await say('cards', { SelectedChoices })).toMatchObject({
      SelectedChoices: SelectedChoices.sort(),
      Risk,
    });
  });

  it('replaces the selection and keeps absent members', async () => {
    await say('cards', { SelectedChoices: ['cards_1'], Notes: 'Since May' });

    const updated = await say('cards', { SelectedChoices: ['cards_2'] });

    expect(updated).toMatchObject({ SelectedChoices: ['cards_2'], Notes: 'Since May' });
    expect(updated.ChoiceAnswers).toEqual([
      { ChoiceId: 'cards_1', Status: 'UNSELECTED', Reason: 'NONE', Notes: '' },
      { ChoiceId: 'cards_2', Status: 'SELECTED', Reason: 'NONE', Notes: '' },
    ]);
    expect(await answer('cards')).toEqual(updated);
  });

  it('changes single choices, with a reason and notes', async () => {
    await say('cards', { SelectedChoices: ['cards_1'] });

    const updated = await say('cards', {
      ChoiceUpdates: {
        cards_2: { Status: 'NOT_APPLICABLE', Reason: 'OUT_OF_SCOPE', Notes: 'No such cards' },
      },
    });

    expect(updated).toMatchObject({ SelectedChoices: ['cards_1'], Risk: 'NONE' });
    expect(updated.ChoiceAnswers![1]).toEqual({
      ChoiceId: 'cards_2',
      Status: 'NOT_APPLICABLE',
      Reason: 'OUT_OF_SCOPE',
      Notes: 'No such cards',
    });
  });

  it('rates a question by its choices that do not apply when no choice is selected', async () => {
    const one = await say('cards', { ChoiceUpdates: { cards_1: { Status: 'NOT_APPLICABLE' } } });
    const both = await say('cards', { ChoiceUpdates: { cards_2: { Status: 'NOT_APPLICABLE' } } });

    expect([one.Risk, both.Risk]).toEqual(['HIGH', 'NONE']);
  });

  it('keeps selections while a question does not apply', async () => {
    await say('cards', { SelectedChoices: ['cards_1'] });

    const excluded = await say('cards', { IsApplicable: false, Reason: 'BUSINESS_PRIORITIES' });
    const included = await say('cards', { IsApplicable: true });

    expect(excluded).toMatchObject({ Risk: 'NOT_APPLICABLE', SelectedChoices: ['cards_1'] });
    expect(included).toMatchObject({ Risk: 'MEDIUM', IsApplicable: true, Reason: 'BUSINESS_PRIORITIES' });
  });

  it.each<[string, Said]>([
    ['a choice of another question', { SelectedChoices: ['keys_1'] }],
    ['a choice that nobody has', { ChoiceUpdates: { cards_9: { Status: 'SELECTED' } } }],
    ['"None of these" as not applicable', { ChoiceUpdates: { cards_no: { Status: 'NOT_APPLICABLE' } } }],
    ['a choice id of 65 characters', { SelectedChoices: ['c'.repeat(65)] }],
    ['notes of 2,085 characters', { Notes: 'n'.repeat(2085) }],
    [
      'notes on a choice of 251 characters',
      { ChoiceUpdates: { cards_1: { Status: 'SELECTED', Notes: 'n'.repeat(251) } } },
    ],
    ['an unknown status', { ChoiceUpdates: { cards_1: { Status: 'MAYBE' as 'SELECTED' } } }],
    ['an unknown reason', { Reason: 'BECAUSE' as 'OTHER' }],
  ])('refuses %s and changes nothing', async (_what, said) => {
    const before = await answer('cards');

    await expect(say('cards', said)).rejects.toMatchObject({ name: 'ValidationException' });

    expect(await answer('cards')).toEqual(before);
  });

  it('updates the time of the review and of its workload', async () => {
    tool.clock.advance(60_000);

    await say('cards', { Notes: 'Later' });

    const UpdatedAt = new Date(tool.clock.now());
    const { Workload } = await hub.send(new GetWorkloadCommand({ WorkloadId }));
    expect([(await review()).UpdatedAt, Workload!.UpdatedAt]).toEqual([UpdatedAt, UpdatedAt]);
  });

  it('needs its own permission on the workload', async () => {
    const Resource = `arn:aws:wellarchitected:eu-west-1:${HUB}:workload/${WorkloadId}`;
    const reader = tool.withPolicy({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['wellarchitected:GetAnswer', 'wellarchitected:ListAnswers'], Resource },
      ],
    });
    const asked = { WorkloadId, LensAlias, QuestionId: 'cards' };

    await expect(reader.send(new GetAnswerCommand(asked))).resolves.toBeDefined();
    await expect(reader.send(new ListAnswersCommand(asked))).resolves.toBeDefined();
    await expect(reader.send(new UpdateAnswerCommand(asked))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

describe('ListAnswers', () => {
  it('returns every question in the order of the lens over pages', async () => {
    const ids: string[] = [];
    for await (const { AnswerSummaries } of paginateListAnswers(
      { client: hub, pageSize: 2 },
      { WorkloadId, LensAlias },
    )) {
      ids.push(...AnswerSummaries!.map(({ QuestionId }) => QuestionId!));
    }

    expect(ids).toEqual(['cards', 'keys', 'backups']);
  });

  it('shows the answers without the notes', async () => {
    await say('keys', { SelectedChoices: ['keys_2'], Notes: 'Ours' });

    const { AnswerSummaries } = await hub.send(
      new ListAnswersCommand({ WorkloadId, LensAlias, PillarId: 'security' }),
    );

    expect(AnswerSummaries!.map(({ Risk }) => Risk)).toEqual(['UNANSWERED', 'MEDIUM']);
    expect(AnswerSummaries![1]).toMatchObject({
      SelectedChoices: ['keys_2'],
      ChoiceAnswerSummaries: [{ ChoiceId: 'keys_2', Status: 'SELECTED', Reason: 'NONE' }],
    });
    expect(AnswerSummaries![1]).not.toHaveProperty('Notes');
  });

  it('knows no prioritized questions and no pillars of other lenses', async () => {
    const prioritized = await hub.send(
      new ListAnswersCommand({ WorkloadId, LensAlias, QuestionPriority: 'PRIORITIZED' }),
    );

    expect(prioritized.AnswerSummaries).toEqual([]);
    await expect(
      hub.send(new ListAnswersCommand({ WorkloadId, LensAlias, PillarId: 'sustainability' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('the risks of a review', () => {
  beforeEach(async () => {
    await say('cards', { SelectedChoices: ['cards_no'] });
    await say('keys', { IsApplicable: false });
  });

  it('are counted by pillar and in total, without risks that no question has', async () => {
    const { RiskCounts, PillarReviewSummaries } = await review();

    expect(RiskCounts).toEqual({ HIGH: 1, NOT_APPLICABLE: 1, UNANSWERED: 1 });
    expect(PillarReviewSummaries!.map(({ PillarId, RiskCounts }) => [PillarId, RiskCounts])).toEqual([
      ['security', { HIGH: 1, NOT_APPLICABLE: 1 }],
      ['reliability', { UNANSWERED: 1 }],
    ]);
  });

  it('are those of all its lenses for a workload', async () => {
    const framework = (await review('wellarchitected')).RiskCounts!;
    const { LensReviewSummaries } = await hub.send(new ListLensReviewsCommand({ WorkloadId }));
    const { WorkloadSummaries } = await hub.send(new ListWorkloadsCommand({}));
    const { Workload } = await hub.send(new GetWorkloadCommand({ WorkloadId }));

    expect(framework.UNANSWERED).toBeGreaterThan(0);
    expect(LensReviewSummaries!.map(({ RiskCounts }) => RiskCounts)).toContainEqual(framework);
    const all = { HIGH: 1, NOT_APPLICABLE: 1, UNANSWERED: 1 + framework.UNANSWERED! };
    expect([WorkloadSummaries![0]!.RiskCounts, Workload!.RiskCounts]).toEqual([all, all]);
  });
});

describe('one question id in two pillars', () => {
  const twice = {
    ...aLens('Twice'),
    pillars: ['one', 'two'].map((id) => ({
      id: `p_${id}`,
      name: id,
      questions: [{ ...aQuestion(id), id: 'shared' }],
    })),
  };

  it('is refused at import when the switch says so', async () => {
    tool.world.switches = { ...tool.world.switches, questionIdInTwoPillars: 'refused' };

    await expect(publishLens(hub, twice)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('pillars[1].questions[0].id is not unique: shared'),
    });
  });

  it('has one answer, which keeps its choices of both questions after an upgrade', async () => {
    LensAlias = await publishLens(hub, twice);
    WorkloadId = await createWorkload(hub, { WorkloadName: 'Other', Lenses: [LensAlias] });
    await say('shared', { SelectedChoices: ['one_1'], Notes: 'Kept' });

    await publishLens(hub, { ...twice, description: 'Said anew' }, { arn: LensAlias, version: '2.0' });

    const { AnswerSummaries } = await hub.send(new ListAnswersCommand({ WorkloadId, LensAlias }));
    expect(AnswerSummaries).toMatchObject([
      { PillarId: 'p_one', QuestionId: 'shared', SelectedChoices: ['one_1'], Risk: 'MEDIUM' },
      { PillarId: 'p_two', QuestionId: 'shared', SelectedChoices: [], Risk: 'UNANSWERED' },
    ]);
    expect(await answer('shared')).toMatchObject({ PillarId: 'p_one', Notes: 'Kept' });
  });
});
