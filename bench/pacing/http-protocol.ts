import * as z from 'zod/mini';

/** The called operation: it changes nothing, so one embedded AWS serves all situations. */
export const OPERATION = 'ListLenses';
export const REGION = 'eu-west-1';

/** The strategies of an SDK client, and the estimator. */
export const HTTP_STRATEGIES = ['standard-3', 'adaptive', 'estimator'] as const;

/** The order for a client process. */
export const orderSchema = z.object({
  strategy: z.enum(HTTP_STRATEGIES),
  calls: z.number(),
  /** Calls in progress or waiting at the same time. */
  concurrency: z.number(),
  /** Calls per second that it remembers from an earlier run. */
  remembered: z.nullable(z.number()),
});

/** The results of its calls. */
export const reportSchema = z.object({
  /** Milliseconds from request to reply, of the calls that succeeded. */
  durations: z.array(z.number()),
  failed: z.number(),
  /** Time of the last reply, in milliseconds since the epoch. */
  endedAt: z.number(),
});

export type HttpStrategy = (typeof HTTP_STRATEGIES)[number];
export type Order = z.infer<typeof orderSchema>;
export type Report = z.infer<typeof reportSchema>;
