import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { loadConfig } from '../src/config.ts';
import { logFailure, logger } from '../src/observability.ts';
import { once } from '../src/once.ts';
import { createReporter, type Reporter } from '../src/reporter.ts';

/** Kept back from the invocation's time, in milliseconds: to say what became of it. */
const MARGIN_MS = 2_000;

/**
 * Draws the page when `reports/latest.json` was written. A function of its own: a page that cannot be drawn must never
 * keep anything from being repaired. What the message says is not looked at; the report is drawn as it is now.
 */
export const createHandler = (reporter: () => Reporter) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .handler((event, context) =>
      processPartialResponse(
        event,
        logFailure(async () => {
          const written = await reporter().draw(context.getRemainingTimeInMillis() - MARGIN_MS);
          logger.info('Report drawn', { written });
        }),
        new BatchProcessor(EventType.SQS),
        { context, throwOnFullBatchFailure: false },
      ),
    );

export const handler = createHandler(once(() => createReporter(loadConfig())));

/** Tests ask the bundle for it, to see results that the handler only logs. */
export { createReporter };
