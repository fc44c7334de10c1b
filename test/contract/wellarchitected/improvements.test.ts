import {
  GetLensReviewReportCommand,
  ListLensReviewImprovementsCommand,
  UpdateAnswerCommand,
  type UpdateAnswerCommandInput,
  UpdateLensReviewCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aLens, createWorkload, publishLens } from './a-lens.ts';
import { startTool, type Tool } from './start-tool.ts';

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

const say = (QuestionId: string, said: Partial<UpdateAnswerCommandInput>) =>
  hub.send(new UpdateAnswerCommand({ WorkloadId, LensAlias, QuestionId, ...said }));
const improvements = async () =>
  (await hub.send(new ListLensReviewImprovementsCommand({ WorkloadId, LensAlias }))).ImprovementSummaries!;
const report = async () => {
  const output = await hub.send(new GetLensReviewReportCommand({ WorkloadId, LensAlias }));
  return Buffer.from(output.LensReviewReport!.Base64String!, 'base64').toString('latin1');
};

describe('the improvements of a review', () => {
  it('are empty while no question is answered', async () => {
    expect(await improvements()).toEqual([]);
  });

  it('are the plans of choices that apply and are not selected, for high and medium risks', async () => {
    await say('cards', { SelectedChoices: ['cards_1'] });
    await say('keys', { SelectedChoices: ['keys_1', 'keys_2'] });

    expect(await improvements()).toEqual([
      {
        QuestionId: 'cards',
        PillarId: 'security',
        QuestionTitle: 'How do you handle cards?',
        Risk: 'MEDIUM',
        ImprovementPlans: [{ ChoiceId: 'cards_2', DisplayText: 'Do it better' }],
      },
    ]);
  });

  it('leave out questions and choices that do not apply', async () => {
    await say('cards', { SelectedChoices: ['cards_no'], IsApplicable: false });
    await say('keys', { ChoiceUpdates: { keys_1: { Status: 'NOT_APPLICABLE' } } });

    const listed = await improvements();

    expect(listed.map(({ QuestionId, Risk }) => [QuestionId, Risk])).toEqual([['keys', 'HIGH']]);
    expect(listed[0]!.ImprovementPlans!.map(({ ChoiceId }) => ChoiceId)).toEqual(['keys_2']);
  });
});

describe('the report of a review', () => {
  it('is a PDF of the answers, with the plans for the other choices', async () => {
    await say('cards', { SelectedChoices: ['cards_1'], Notes: 'Since (last) May' });

    const pdf = await report();

    expect(pdf).toMatch(/^%PDF-1\.4\n[\s\S]*%%EOF\n$/);
    expect(pdf).toContain('(Payments Lens, version 1.0)');
    expect(pdf).toContain('(How do you handle cards? Medium risk)');
    expect(pdf).toContain('(  Notes: Since \\(last\\) May)');
    expect(pdf).toContain('(  [x] Do it well)');
    expect(pdf).toContain('(      Do it better)');
  });

  it('has its objects at the offsets of its table, over as many pages as it needs', async () => {
    const PillarNotes = { security: 'Many words of any length and 漢字 '.repeat(60) };
    for (const QuestionId of ['cards', 'keys'])
      await say(QuestionId, { Notes: `${'x'.repeat(200)}\n`.repeat(10) });
    await hub.send(
      new UpdateLensReviewCommand({ WorkloadId, LensAlias, PillarNotes, LensNotes: 'word '.repeat(400) }),
    );

    const pdf = await report();

    const table = pdf.slice(Number(/startxref\n(\d+)\n/.exec(pdf)![1]));
    const offsets = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(Number(/\/Count (\d+)/.exec(pdf)![1])).toBeGreaterThan(1);
    expect(offsets.map((offset) => pdf.slice(offset).split(' ')[0])).toEqual(
      offsets.map((_, index) => String(index + 1)),
    );
    for (const [, length, content] of pdf.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)) {
      expect(content).toHaveLength(Number(length));
    }
  });
});
