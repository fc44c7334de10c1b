import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Call } from './call.ts';

/** The approximate number of messages in each queue. */
export async function countMessages(
  client: SQSClient,
  urls: readonly string[],
  call: Call,
): Promise<readonly { readonly queue: string; readonly messages: number }[]> {
  return await Promise.all(
    urls.map(async (url) => {
      const { Attributes } = await call(`Count the messages of ${url}`, (o) =>
        client.send(
          new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] }),
          o,
        ),
      );
      return {
        queue: url.slice(url.lastIndexOf('/') + 1),
        messages: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
      };
    }),
  );
}
