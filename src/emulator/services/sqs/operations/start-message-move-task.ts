import type { StartMessageMoveTaskRequest, StartMessageMoveTaskResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onArn } from '../permissions.ts';
import { sqsOf } from '../store.ts';

/** Moves all messages at once: MaxNumberOfMessagesPerSecond is accepted and has no effect. */
export const startMessageMoveTask: Operation<StartMessageMoveTaskRequest, StartMessageMoveTaskResult> = {
  name: 'StartMessageMoveTask',
  constraints: {},
  permissions: onArn('StartMessageMoveTask'),
  run: (world, _call, { SourceArn: source = '', DestinationArn: destination }) => ({
    TaskHandle: sqsOf(world).startMoveTask(source, destination).handle,
  }),
};
