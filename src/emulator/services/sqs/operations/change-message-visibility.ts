import type { ChangeMessageVisibilityRequest } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import { changeVisibility } from '../change-visibility.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const changeMessageVisibility: Operation<ChangeMessageVisibilityRequest, Record<string, never>> = {
  name: 'ChangeMessageVisibility',
  constraints: {},
  permissions: onQueue('ChangeMessageVisibility'),
  run: (world, { region }, { QueueUrl, ...change }) => {
    changeVisibility(sqsOf(world).queueByUrl(QueueUrl, region), change);
    return {};
  },
};
