import type { ListMessageMoveTasksRequest, ListMessageMoveTasksResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { onArn } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const listMessageMoveTasks: Operation<ListMessageMoveTasksRequest, ListMessageMoveTasksResult> = {
  name: 'ListMessageMoveTasks',
  constraints: {},
  permissions: onArn('ListMessageMoveTasks'),
  run: (world, _call, { SourceArn: source = '', MaxResults: max = 1 }) => {
    const store = sqsOf(world);
    const tasks = store.moveTasksOf(store.queue(source).arn).slice(0, max);
    return {
      Results: tasks.map((task) => ({
        Status: task.status,
        SourceArn: task.sourceArn,
        DestinationArn: task.destinationArn,
        ApproximateNumberOfMessagesMoved: task.messagesMoved,
        ApproximateNumberOfMessagesToMove: task.messagesToMove,
        FailureReason: task.failureReason,
        StartedTimestamp: task.startedAt,
      })),
    };
  },
};
