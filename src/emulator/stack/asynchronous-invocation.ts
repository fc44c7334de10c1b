import { randomUUID } from 'node:crypto';
import { AwsError } from '../operation.ts';
import { authorize } from '../services/iam/authorize.ts';
import type { World } from '../world.ts';
import type { InvokeConfig } from './function-registry.ts';
import { FunctionError, type LambdaFunction } from './lambda-function.ts';

/** Lambda waits one minute before the first retry and two minutes before the second (Lambda developer guide). */
const PAUSES_MS = [60_000, 120_000];

/**
 * Invokes a function as Lambda does for events: a failed invocation is retried, then the event goes to the on-failure
 * destination and the function's dead-letter queue. Resolves with the reply of the successful attempt.
 *
 * @throws FunctionError of the last attempt
 */
export async function invokeAsynchronously(
  world: World,
  lambda: LambdaFunction,
  payload: unknown,
  config: InvokeConfig,
): Promise<unknown> {
  const deadline = world.clock.now() + config.maximumEventAgeSeconds * 1000;
  for (let attempts = 1; ; attempts++) {
    try {
      return await lambda.invoke(payload);
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      const pauseMs = PAUSES_MS[attempts - 1] ?? 0;
      if (attempts > config.maximumRetryAttempts || world.clock.now() + pauseMs > deadline) {
        giveUp(world, lambda, config, { payload, attempts, error });
        throw error;
      }
      await world.clock.sleep(pauseMs);
    }
  }
}

function giveUp(
  world: World,
  lambda: LambdaFunction,
  { onFailureArn }: InvokeConfig,
  { payload, attempts, error }: { payload: unknown; attempts: number; error: FunctionError },
): void {
  const { arn, deadLetterArn } = lambda.settings;
  const { errorType, message: errorMessage } = error;
  if (deadLetterArn !== undefined) send(world, lambda, deadLetterArn, payload);
  if (onFailureArn === undefined) return;
  send(world, lambda, onFailureArn, {
    version: '1.0',
    timestamp: new Date(world.clock.now()).toISOString(),
    requestContext: {
      requestId: randomUUID(),
      functionArn: `${arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: payload,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType, errorMessage },
  });
}

/** Sends with the function's role, as Lambda does; without permission the event is lost. */
function send(world: World, { settings }: LambdaFunction, queueArn: string, body: unknown): void {
  const { roleArn, accountId, region } = settings;
  const principal = { kind: 'role', accountId, arn: roleArn, roleArn } as const;
  if (!authorize(world, principal, { action: 'sqs:SendMessage', resource: queueArn }, region).allowed) return;
  try {
    world.sqs.send(queueArn, { body: JSON.stringify(body) });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
  }
}
