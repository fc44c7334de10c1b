import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { createScheduled, type Scheduled } from '../src/app.ts';
import { loadConfig } from '../src/config.ts';
import { countResult, logger, logResult } from '../src/observability.ts';
import { once } from '../src/once.ts';

/**
 * Time at the end of the invocation, in milliseconds, reserved for writing the report and handing on the scopes found so
 * far.
 */
const MARGIN_MS = 10_000;

/**
 * Compares everything with the desired state, writes the report and hands on the scopes that differ. Called by the schedule
 * or manually; the payload is ignored. The request id is the run: Lambda keeps it when it repeats a failed invocation.
 */
export const createHandler = (scheduled: () => Scheduled, now: () => number = Date.now) =>
  middy<unknown, Awaited<ReturnType<Scheduled['reconcileAll']>>>()
    .use(injectLambdaContext(logger))
    .handler(async (_event, context) => {
      const run = context.awsRequestId;
      const deadline = now() + context.getRemainingTimeInMillis() - MARGIN_MS;
      const found = await scheduled().reconcileAll({ run, deadline });
      const result = { outcomes: [], notices: found.notices, rejections: found.rejections };
      countResult(result);
      logResult(result, { run });
      logger.info('Everything compared', { run, scopes: found.scopes, actions: found.actions });
      return found;
    });

export const handler = createHandler(once(() => createScheduled(loadConfig())));

/** Tests ask the bundle for it, to see results that the handler only logs. */
export { createScheduled };
