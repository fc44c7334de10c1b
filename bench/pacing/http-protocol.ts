import * as z from 'zod/mini';

/** What is called: it changes nothing, so one embedded AWS serves all situations. */
export const OPERATION = 'ListLenses';
export const REGION = 'eu-west-1';

/** The strategies that an SDK client can be had with, and ours. */
export const HTTP_STRATEGIES = ['standard-3', 'adaptive', 'estimator'] as const;

/** What a client process is to do. */
export const orderSchema = z.object({
  strategy: z.enum(HTTP_STRATEGIES),
  calls: z.number(),
  /** Calls under way or waiting at a time. */
  concurrency: z.number(),
  /** Calls per second that it remembers of an earlier run. */
  remembered: z.nullable(z.number()),
});

/** What became of its calls. */
export const reportSchema = z.object({
  /** Milliseconds from asking to the answer, of the calls that succeeded. */
  durations: z.array(z.number()),
  failed: z.number(),
  /** The last answer, in milliseconds since the epoch. */
  endedAt: z.number(),
});

export type HttpStrategy = (typeof HTTP_STRATEGIES)[number];
export type Order = z.infer<typeof orderSchema>;
export type Report = z.infer<typeof reportSchema>;
