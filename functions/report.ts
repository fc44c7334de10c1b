import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { loadConfig } from '../src/config.ts';
import { logFailure, logger } from '../src/observability.ts';
import { once } from '../src/once.ts';
import { createReporter, type Reporter } from '../src/reporter.ts';

/** Time at the end of the invocation, in milliseconds, reserved for reporting the result. */
const MARGIN_MS = 2_000;

/**
 * Draws the page after `reports/latest.json` was written. It is a separate function, because a page that cannot be drawn
 * must not prevent repairs. The content of the message is ignored; the current report is drawn.
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
