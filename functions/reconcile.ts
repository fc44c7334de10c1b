import { processPartialResponse, SqsFifoPartialProcessorAsync } from '@aws-lambda-powertools/batch';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { createWorker, type Worker } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { countResult, logFailure, logger, logResult } from '../src/observability.ts';
import { once } from '../src/once.ts';
import { parseWorkMessage } from '../src/reconcile/work-message.ts';

/** Time at the end of the invocation, in milliseconds, reserved for handing on unfinished work and announcing the outcomes. */
const MARGIN_MS = 10_000;

/** Brings one scope of `work.fifo` into the desired state; unfinished work goes to the queue `later`. */
export const createHandler = (worker: () => Worker, now: () => number = Date.now) =>
  middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .handler((event, context) =>
      processPartialResponse(
        event,
        logFailure(async ({ body, attributes }) => {
          const message = parseWorkMessage(body);
          const { run, sequence, attempt, domain, scope } = message;
          const deadline = now() + context.getRemainingTimeInMillis() - MARGIN_MS;
          const result = await worker().reconcile(message, {
            deadline,
            now,
            sentAt: Number(attributes.SentTimestamp),
          });
          countResult(result);
          logResult(result, { run, sequence, attempt, domain, scope });
          logger.info(result.deferredSeconds === undefined ? 'Scope done' : 'Scope comes back later', {
            run,
            sequence,
            attempt,
            domain,
            scope,
            ...(result.deferredSeconds === undefined ? {} : { seconds: result.deferredSeconds }),
          });
        }),
        new SqsFifoPartialProcessorAsync(),
        { context, throwOnFullBatchFailure: false },
      ),
    );

export const handler = createHandler(once(() => createWorker(loadConfig())));

/** Tests ask the bundle for it, to see results that the handler only logs. */
export { createWorker };
