import { isDeepStrictEqual } from 'node:util';
import type { RecordedCall } from '../../../emulator/call-log.ts';
import { answerOf } from './answer-of.ts';
import type { ActionLine } from './journey.ts';

/** An action with its call, if one is found, and the number of attempts. */
export interface PairedAction {
  readonly action: ActionLine;
  readonly call: RecordedCall | undefined;
  readonly tries: number;
}

const OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['import-lens', 'ImportLens'],
  ['publish-lens', 'CreateLensVersion'],
  ['tag-lens', 'TagResource'],
  ['share-lens', 'CreateLensShare'],
  ['create-workload', 'CreateWorkload'],
  ['update-workload', 'UpdateWorkload'],
  ['associate-lenses', 'AssociateLenses'],
]);

/**
 * Finds the call of each action. The log does not name calls, so a call belongs to an action if its input names the
 * action's subject or is named in the action's detail; otherwise calls are assigned in order. A throttled call is
 * recognised by its equal input.
 */
export function pairActions(
  actions: readonly ActionLine[],
  calls: readonly RecordedCall[],
): readonly PairedAction[] {
  const left = Map.groupBy(calls, (call) => `${answerOf(call)} ${call.operation}`);
  return actions.map((action) => {
    const operation = OPERATIONS.get(action.action);
    const done = left.get(`${action.outcome === 'rejected' ? 'failed' : 'answered'} ${operation}`) ?? [];
    const named = done.findIndex((call) => isNamed(action, call));
    const [call] = done.splice(Math.max(0, named), 1);
    if (call === undefined) return { action, call, tries: 0 };
    const throttled = left.get(`throttled ${operation}`) ?? [];
    const before = throttled.filter(({ input }) => isDeepStrictEqual(input, call.input));
    return { action, call, tries: before.length + 1 };
  });
}

function isNamed({ subject, detail = '' }: ActionLine, { input }: RecordedCall): boolean {
  if (typeof input !== 'object' || input === null) return false;
  return Object.values(input).some(
    (value) =>
      typeof value === 'string' && (value.startsWith(subject) || (value !== '' && detail.includes(value))),
  );
}
