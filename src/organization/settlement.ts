import type { Account } from './organization.ts';
import { ROOT_PATH } from './unit-path.ts';

/** AWS does not document how long an activation takes; one check per minute is cheap. */
const ACTIVATION_WAIT_SECONDS = 60;

/** Whether an account is in a state in which it can get a workload. */
export type Settlement =
  | { readonly settled: true }
  | { readonly settled: false; readonly waitSeconds: number; readonly reason: string }
  | { readonly settled: 'never'; readonly reason: string };

/**
 * An active account in a unit is settled at once. Directly under the root it is settled only after a while: new
 * accounts begin there and are then moved, and their rule depends on the target unit. A suspended or closed account
 * is never settled.
 *
 * @param options.settleMs the policy's `settle`, in milliseconds
 * @param options.now milliseconds since the epoch
 */
export function settlement(
  account: Account,
  { settleMs, now }: { readonly settleMs: number; readonly now: number },
): Settlement {
  switch (account.state) {
    case 'ACTIVE':
      break;
    case 'PENDING_ACTIVATION':
      return {
        settled: false,
        waitSeconds: ACTIVATION_WAIT_SECONDS,
        reason: 'The account is not active yet',
      };
    case 'SUSPENDED':
    case 'PENDING_CLOSURE':
    case 'CLOSED':
      return { settled: 'never', reason: `The account is ${account.state}` };
  }
  const waitMs = account.path === ROOT_PATH ? account.joinedAt + settleMs - now : 0;
  if (waitMs <= 0) {
    return { settled: true };
  }
  return {
    settled: false,
    waitSeconds: Math.ceil(waitMs / 1000),
    reason: 'The account is new and still directly under the root',
  };
}
