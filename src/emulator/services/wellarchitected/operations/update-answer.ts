import type { UpdateAnswerInput, UpdateAnswerOutput } from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { describeAnswer } from '../describe-answer.ts';
import { findReview, ownWorkload } from '../find-workload.ts';
import type { Given } from '../given.ts';
import { lensAlias } from '../lens.ts';
import { onWorkload } from '../permissions.ts';
import { findQuestion } from '../review-question.ts';
import { updateChoices } from '../update-choices.ts';

type Input = Given<UpdateAnswerInput, 'WorkloadId' | 'LensAlias' | 'QuestionId'>;

const REASONS = ['OUT_OF_SCOPE', 'BUSINESS_PRIORITIES', 'ARCHITECTURE_CONSTRAINTS', 'OTHER', 'NONE'];

/** Absent members do not change. */
export const updateAnswer: Operation<Input, UpdateAnswerOutput> = {
  name: 'UpdateAnswer',
  constraints: {
    WorkloadId: { required: true, min: 32, max: 32, pattern: /^[0-9a-f]{32}$/ },
    LensAlias: { required: true, min: 1, max: 128 },
    QuestionId: { required: true, min: 1, max: 128 },
    'SelectedChoices[]': { min: 1, max: 64 },
    'ChoiceUpdates{key}': { min: 1, max: 64 },
    'ChoiceUpdates{value}.Status': { required: true, enum: ['SELECTED', 'NOT_APPLICABLE', 'UNSELECTED'] },
    'ChoiceUpdates{value}.Reason': { enum: REASONS },
    'ChoiceUpdates{value}.Notes': { max: 250 },
    Notes: { max: 2084 },
    Reason: { enum: REASONS },
  },
  permissions: onWorkload,
  run(world, call, input) {
    const workload = ownWorkload(world, call, input.WorkloadId);
    const review = findReview(workload.reviews.values(), input.LensAlias);
    const { question, answer } = findQuestion(review, input.QuestionId);
    review.answers.set(question.id, {
      choices: updateChoices(question, answer.choices, input),
      isApplicable: input.IsApplicable ?? answer.isApplicable,
      reason: input.Reason ?? answer.reason,
      notes: input.Notes ?? answer.notes,
    });
    review.updatedAt = world.clock.now();
    workload.updatedAt = review.updatedAt;
    return {
      WorkloadId: workload.id,
      LensAlias: lensAlias(review.lens),
      LensArn: review.lens.arn,
      Answer: describeAnswer(review.lens, findQuestion(review, question.id)),
    };
  },
};
