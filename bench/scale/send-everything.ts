import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { firstMessage, type WorkGroup } from '../../src/reconcile/scope.ts';
import { deduplicationId, messageGroup } from '../../src/reconcile/work-message.ts';
import { connection, HUB, REGION } from './names.ts';

const GROUPS: readonly WorkGroup[] = ['lenses', 'workloads'];

/** Requests that the worker compares the whole domain, as a changed policy does. */
export async function sendEverything(endpoint: string, QueueUrl: string): Promise<void> {
  const client = new SQSClient(connection(endpoint));
  for (const [sequence, group] of GROUPS.entries()) {
    const message = firstMessage({
      domain: { accountId: HUB, region: REGION },
      scope: { kind: 'everything', group },
      run: 'bench-again',
      sequence,
    });
    await client.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: JSON.stringify(message),
        MessageGroupId: messageGroup(message),
        MessageDeduplicationId: deduplicationId(message),
      }),
    );
  }
}
