import type {
  TestEventPatternCommandInput,
  TestEventPatternCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { invalid } from '../errors.ts';
import { isRecord } from '../json.ts';
import { compilePattern } from '../pattern.ts';

type Output = Omit<TestEventPatternCommandOutput, '$metadata'>;

const REQUIRED_FIELDS = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'];

export const testEventPattern: Operation<TestEventPatternCommandInput, Output> = {
  name: 'TestEventPattern',
  constraints: { EventPattern: { required: true, max: 4096 }, Event: { required: true } },
  run(_world, _call, { EventPattern = '', Event = '' }) {
    return { Result: compilePattern(EventPattern)(parseEvent(Event)) };
  },
};

function parseEvent(text: string): unknown {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    throw invalid('Parameter Event is not valid.');
  }
  const absent = REQUIRED_FIELDS.find((field) => !isRecord(event) || !Object.hasOwn(event, field));
  if (absent !== undefined)
    throw invalid(`Parameter Event is not valid. Reason: Field '${absent}' is missing.`);
  return event;
}
