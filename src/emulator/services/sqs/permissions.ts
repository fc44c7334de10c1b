import type { Call, Permission } from '../../operation.ts';
import { parseQueueUrl, queueArn } from './queue-address.ts';

/**
 * The permission for one action on the queue of the request. A batch operation needs the action of the single call.
 * Source: Service Authorization Reference, Amazon SQS.
 */
export const onQueue =
  (action: string) =>
  (call: Call, input: { readonly QueueUrl: string | undefined }): Permission[] => {
    const address = parseQueueUrl(input.QueueUrl ?? '', call.region);
    return [{ action: `sqs:${action}`, resource: address === undefined ? '*' : queueArn(address) }];
  };

/** The same for requests that name their queue, in the caller's account or in another. */
export const onQueueName =
  (action: string) =>
  (
    { region, accountId }: Call,
    input: { readonly QueueName: string | undefined; readonly QueueOwnerAWSAccountId?: string | undefined },
  ): Permission[] => {
    const owner = input.QueueOwnerAWSAccountId ?? accountId;
    return [
      {
        action: `sqs:${action}`,
        resource: queueArn({ region, accountId: owner, name: input.QueueName ?? '' }),
      },
    ];
  };

/** The same for requests that name their queue by ARN. */
export const onArn =
  (action: string) =>
  (_call: Call, input: { readonly SourceArn: string | undefined }): Permission[] => [
    { action: `sqs:${action}`, resource: input.SourceArn ?? '*' },
  ];

/** SenderId of the messages of a caller: the session of a role, or the account's administrator. */
export function senderIdOf({ principal }: Call): string {
  if (principal.kind === 'administrator') return principal.accountId;
  return `AROAROLE${principal.accountId}:${principal.arn.split('/').at(-1)}`;
}
