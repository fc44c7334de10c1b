import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createLater, type Later } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { logFailure, logger } from '../src/observability.ts';
import { once } from '../src/once.ts';
import { parseWorkMessage } from '../src/reconcile/work-message.ts';

/** Sends scopes whose delay is over back to `work.fifo`, which does not support a delay for single messages. */
export const createHandler = (later: () => Later) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .handler((event, context) =>
      processPartialResponse(
        event,
        logFailure(async ({ body }) => {
          await later().returnToWork(parseWorkMessage(body));
        }),
        new BatchProcessor(EventType.SQS),
        { context, throwOnFullBatchFailure: false },
      ),
    );

export const handler = createHandler(once(() => createLater(loadConfig())));
