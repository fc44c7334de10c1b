import {
  type AnswerSummary,
  paginateListAnswers,
  paginateListLensReviews,
  UpdateAnswerCommand,
} from '@aws-sdk/client-wellarchitected';
import { counted } from '../../report/counted.ts';
import type { Stage } from './stage.ts';

/** The number of workloads whose reviews are started. */
const BEGUN = 6;

/** Answers questions as the owners of workloads: some well, some badly, some not at all. */
export async function answerReviews(stage: Stage): Promise<void> {
  const { wellArchitected: client, narrator } = stage;
  const workloads = [...(await stage.workloads()).values()].slice(0, BEGUN);
  let answered = 0;
  for (const [place, { id: WorkloadId }] of workloads.entries()) {
    for await (const { LensReviewSummaries = [] } of paginateListLensReviews({ client }, { WorkloadId })) {
      for (const { LensArn: LensAlias } of LensReviewSummaries) {
        for await (const { AnswerSummaries = [] } of paginateListAnswers(
          { client },
          { WorkloadId, LensAlias },
        )) {
          for (const [index, { QuestionId, ...question }] of AnswerSummaries.entries()) {
            const SelectedChoices = choicesOf(question, place + index);
            if (SelectedChoices.length === 0) continue;
            await client.send(
              new UpdateAnswerCommand({ WorkloadId, LensAlias, QuestionId, SelectedChoices }),
            );
            answered += 1;
          }
        }
      }
    }
  }
  narrator.say(
    `The owners of ${counted(workloads.length, 'workload')} answered ${counted(answered, 'question')}`,
  );
}

/** In turn: every choice, only the first choice, no answer, none of these. */
function choicesOf({ Choices = [] }: AnswerSummary, turn: number): string[] {
  const ids = Choices.flatMap(({ ChoiceId }) => ChoiceId ?? []);
  const good = ids.filter((id) => !id.endsWith('_no'));
  switch (turn % 4) {
    case 0:
      return good;
    case 1:
      return good.slice(0, 1);
    case 2:
      return [];
    default:
      return ids.filter((id) => id.endsWith('_no'));
  }
}
