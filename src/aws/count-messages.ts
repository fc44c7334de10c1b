import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Call } from './call.ts';

/** About how many messages wait in a queue. */
export async function countMessages(client: SQSClient, url: string, call: Call): Promise<number> {
  const { Attributes } = await call(`Count the messages of ${url}`, (o) =>
    client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
      o,
    ),
  );
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
}
