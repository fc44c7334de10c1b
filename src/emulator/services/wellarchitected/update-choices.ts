import type { ChoiceUpdate, UpdateAnswerInput } from '@aws-sdk/client-wellarchitected';
import type { Answer } from './answer.ts';
import { invalidField } from './errors.ts';
import type { LensQuestion } from './importer/lens-content.ts';

type Choices = Answer['choices'];

/** An id with this ending is the choice "None of these" (User Guide, lens format). */
const NONE_OF_THESE = '_no';

/**
 * The answers to the choices of a question after an update: SelectedChoices replace the selected choices and keep the
 * choices that do not apply, then ChoiceUpdates are applied. "None of these" can be selected together with any other
 * choice (observed).
 *
 * @throws {AwsError} ValidationException for a choice that the question does not have, and for "None of these" marked as
 *   not applicable
 */
export function updateChoices(
  question: LensQuestion,
  before: Choices,
  { SelectedChoices, ChoiceUpdates }: UpdateAnswerInput,
): Choices {
  checkChoices(question, 'SelectedChoices', SelectedChoices ?? []);
  checkChoices(question, 'ChoiceUpdates', Object.keys(ChoiceUpdates ?? {}));
  const choices = new Map(before);
  const update = (id: string, { Status, Reason, Notes }: ChoiceUpdate) => {
    if (Status === 'NOT_APPLICABLE' && id.endsWith(NONE_OF_THESE)) {
      throw invalidField('ChoiceUpdates', `The choice ${id} cannot be marked as not applicable`);
    }
    const said = choices.get(id);
    choices.set(id, {
      status: Status ?? said?.status ?? 'UNSELECTED',
      reason: Reason ?? 'NONE',
      notes: Notes ?? said?.notes ?? '',
    });
  };

  if (SelectedChoices !== undefined) {
    for (const [id, { status }] of before) {
      if (status === 'SELECTED') update(id, { Status: 'UNSELECTED' });
    }
    for (const id of SelectedChoices) update(id, { Status: 'SELECTED' });
  }
  for (const [id, given] of Object.entries(ChoiceUpdates ?? {})) update(id, given);
  return choices;
}

function checkChoices({ id, choices }: LensQuestion, member: string, named: readonly string[]): void {
  const stranger = named.find((each) => !choices.some((choice) => choice.id === each));
  if (stranger !== undefined) throw invalidField(member, `Question ${id} has no choice ${stranger}`);
}
