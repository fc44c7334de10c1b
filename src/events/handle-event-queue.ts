import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { logFailure, logger } from '../observability.ts';
import type { EventTrust, ScopeRequest } from './event-reading.ts';
import { runIdOf } from './run-id.ts';
import { scopesIn } from './scopes-in.ts';

/** The receiver of the scopes, and the trusted sources of events. */
export interface EventSink {
  readonly trust: EventTrust;
  handOn(run: string, requests: readonly ScopeRequest[]): Promise<void>;
}

/**
 * The handler of a queue of events. Every message is a run of its own. A message that is not JSON fails, so that it becomes
 * a dead letter that a person can inspect; an event that requires no work is logged and deleted.
 */
export const handleEventQueue = (sink: () => EventSink) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .handler((event, context) =>
      processPartialResponse(
        event,
        logFailure(async ({ body, messageId }) => {
          const raised: unknown = JSON.parse(body);
          const run = runIdOf(raised, messageId);
          const reading = scopesIn(raised, sink().trust);
          if (reading.kind === 'ignored') {
            logger.info(reading.reason, { run });
            return;
          }
          await sink().handOn(run, reading.requests);
          logger.info('Scopes handed on', { run, requests: reading.requests });
        }),
        new BatchProcessor(EventType.SQS),
        { context, throwOnFullBatchFailure: false },
      ),
    );
