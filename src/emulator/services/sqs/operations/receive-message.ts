import type { Message, ReceiveMessageRequest, ReceiveMessageResult } from '@aws-sdk/client-sqs';
import type { Operation } from '../../../operation.ts';
import type { Delivery } from '../delivery.ts';
import { invalidParameterValue } from '../errors.ts';
import { md5OfAttributes, selectAttributes, writeMessageAttributes } from '../message-attributes.ts';
import { onQueue } from '../permissions.ts';
import { sqsOf } from '../store.ts';

export const receiveMessage: Operation<ReceiveMessageRequest, ReceiveMessageResult> = {
  name: 'ReceiveMessage',
  constraints: {},
  permissions: onQueue('ReceiveMessage'),
  run: async (world, { region }, input) => {
    const { MaxNumberOfMessages: max = 1, WaitTimeSeconds: wait, VisibilityTimeout: visibility } = input;
    checkRange('MaxNumberOfMessages', max, 1, 10);
    checkRange('WaitTimeSeconds', wait, 0, 20);
    checkRange('VisibilityTimeout', visibility, 0, 43_200);
    const store = sqsOf(world);
    const deliveries = await store.receive(store.queueByUrl(input.QueueUrl, region).arn, {
      max,
      ...(wait === undefined ? {} : { waitMs: wait * 1000 }),
      ...(visibility === undefined ? {} : { visibilityMs: visibility * 1000 }),
    });
    // An empty list is left out of the reply, as in the service.
    return deliveries.length === 0 ? {} : { Messages: deliveries.map((each) => writeMessage(each, input)) };
  },
};

function writeMessage(delivery: Delivery, input: ReceiveMessageRequest): Message {
  const asked: readonly string[] = [
    ...(input.AttributeNames ?? []),
    ...(input.MessageSystemAttributeNames ?? []),
  ];
  const system = Object.entries(delivery.attributes).filter(
    ([name]) => asked.includes('All') || asked.includes(name),
  );
  const own = selectAttributes(delivery.messageAttributes, input.MessageAttributeNames ?? []);
  return {
    MessageId: delivery.messageId,
    ReceiptHandle: delivery.receiptHandle,
    Body: delivery.body,
    MD5OfBody: delivery.md5OfBody,
    ...(system.length === 0 ? {} : { Attributes: Object.fromEntries(system) }),
    ...(own.size === 0
      ? {}
      : { MessageAttributes: writeMessageAttributes(own), MD5OfMessageAttributes: md5OfAttributes(own) }),
  };
}

function checkRange(parameter: string, value: number | undefined, min: number, max: number): void {
  if (value === undefined || (value >= min && value <= max)) return;
  throw invalidParameterValue(
    `Value ${value} for parameter ${parameter} is invalid. Reason: Must be >= ${min} and <= ${max}, if provided.`,
  );
}
