import { randomUUID } from 'node:crypto';
import { AwsError } from '../operation.ts';
import { authorize } from '../services/iam/authorize.ts';
import type { World } from '../world.ts';
import type { InvokeConfig } from './function-registry.ts';
import { FunctionError, type LambdaFunction } from './lambda-function.ts';

/** Lambda waits one minute before the first repetition and two before the second (Lambda developer guide). */
const PAUSES_MS = [60_000, 120_000];

/**
 * Invokes a function as Lambda does with events: repeated when it fails, then to the destination for failures and the
 * function's dead-letter queue. Resolves with the reply of the attempt that went well.
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

/** Lambda sends with the function's role; without permission the event is lost. */
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
