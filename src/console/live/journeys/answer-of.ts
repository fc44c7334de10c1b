import type { RecordedCall } from '../../../emulator/call-log.ts';

/** How AWS took a call. What is not there is no failure: to ask is the way to find out. */
export type CallAnswer = 'answered' | 'absent' | 'throttled' | 'failed';

/** Too many calls are told by the name of the error, which differs by service. */
export function answerOf({ status, errorName = '' }: RecordedCall): CallAnswer {
  if (/Throttl|TooManyRequests|SlowDown/.test(errorName)) return 'throttled';
  if (status === 404) return 'absent';
  return status === 0 || status >= 400 ? 'failed' : 'answered';
}
