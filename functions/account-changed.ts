import { createIntake } from '../src/app.ts';
import { loadConfig, requireSetting } from '../src/config.ts';
import { handleEventQueue } from '../src/events/handle-event-queue.ts';
import { once } from '../src/once.ts';

/** Events of the organization and of Control Tower, from the queue `account-events`. */
export const createHandler = handleEventQueue;

export const handler = createHandler(
  once(() => {
    const config = loadConfig();
    const intake = createIntake(config);
    return {
      trust: {
        hubAccountId: requireSetting(config, 'hubAccountId'),
        managementAccountId: config.managementAccountId,
      },
      handOn: (run, requests) => intake.handOn(run, requests),
    };
  }),
);
