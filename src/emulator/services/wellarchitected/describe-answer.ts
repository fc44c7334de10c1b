import type {
  Answer as AnswerOutput,
  AnswerSummary,
  Choice,
  ChoiceAnswer,
  ChoiceContent,
} from '@aws-sdk/client-wellarchitected';
import { riskOf } from './answer.ts';
import type { LensChoice, LensLink } from './importer/lens-content.ts';
import type { Lens } from './lens.ts';
import type { ReviewQuestion } from './review-question.ts';

/** The summary of a question in the reply of ListAnswers. */
export function summarizeAnswer(asked: ReviewQuestion): AnswerSummary {
  return {
    ...describeQuestion(asked),
    ChoiceAnswerSummaries: choiceAnswers(asked).map(({ Notes: _, ...summary }) => summary),
  };
}

/**
 * The answer in the reply of GetAnswer. The service returns texts in full, beyond the lengths of its API model
 * (observed).
 */
export function describeAnswer(lens: Lens, asked: ReviewQuestion): AnswerOutput {
  const { question, answer } = asked;
  return {
    ...describeQuestion(asked),
    ...(question.description ? { QuestionDescription: question.description } : {}),
    ...describeResources(lens, asked),
    ChoiceAnswers: choiceAnswers(asked),
    Notes: answer.notes ?? '',
  };
}

function describeQuestion(asked: ReviewQuestion) {
  const { pillarId, question, answer } = asked;
  return {
    QuestionId: question.id,
    PillarId: pillarId,
    QuestionTitle: question.title,
    Choices: question.choices.map(describeChoice),
    SelectedChoices: choiceAnswers(asked)
      .filter(({ Status }) => Status === 'SELECTED')
      .map(({ ChoiceId }) => ChoiceId),
    IsApplicable: answer.isApplicable,
    Risk: riskOf(question, answer),
    ...(answer.reason === undefined ? {} : { Reason: answer.reason }),
  } satisfies AnswerSummary;
}

/** The answers to the choices, in the order of the lens. */
function choiceAnswers({ question, answer }: ReviewQuestion) {
  return question.choices.flatMap(({ id }) => {
    const said = answer.choices.get(id);
    if (said === undefined) return [];
    return [
      { ChoiceId: id, Status: said.status, Reason: said.reason, Notes: said.notes } satisfies ChoiceAnswer,
    ];
  });
}

/** The links of a question: a custom lens has a link with a text, an official lens has its guidance (API model). */
function describeResources(lens: Lens, { question, answer }: ReviewQuestion): AnswerOutput {
  const { displayText, url } = question.helpfulResource ?? {};
  if (lens.kind === 'official') {
    const isAnswered = riskOf(question, answer) !== 'UNANSWERED';
    return url ? { HelpfulResourceUrl: url, ...(isAnswered ? { ImprovementPlanUrl: url } : {}) } : {};
  }
  if (!displayText) return {};
  return { HelpfulResourceDisplayText: displayText, ...(url ? { HelpfulResourceUrl: url } : {}) };
}

function describeChoice({ id, title, helpfulResource, improvementPlan, additionalResources }: LensChoice) {
  return {
    ChoiceId: id,
    Title: title,
    ...(helpfulResource === undefined ? {} : { HelpfulResource: describeLink(helpfulResource) }),
    ...(improvementPlan === undefined ? {} : { ImprovementPlan: describeLink(improvementPlan) }),
    ...(additionalResources === undefined
      ? {}
      : {
          AdditionalResources: additionalResources.map(({ type, content }) => ({
            Type: type,
            Content: content.map(describeLink),
          })),
        }),
  } satisfies Choice;
}

function describeLink({ displayText, url }: LensLink): ChoiceContent {
  return { ...(displayText ? { DisplayText: displayText } : {}), ...(url ? { Url: url } : {}) };
}
