import { createIntake } from '../src/app.ts';
import { loadConfig, requireSetting } from '../src/config.ts';
import { handleEventQueue } from '../src/events/handle-event-queue.ts';
import { once } from '../src/once.ts';

/** S3 uploads and deletions of lenses and the policy, from the queue `lens-events`. */
export const createHandler = handleEventQueue;

export const handler = createHandler(
  once(() => {
    const config = loadConfig();
    const intake = createIntake(config);
    return {
      trust: { hubAccountId: requireSetting(config, 'hubAccountId'), bucket: config.bucket },
      handOn: (run, requests) => intake.handOn(run, requests),
    };
  }),
);
