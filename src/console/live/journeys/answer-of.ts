import type { RecordedCall } from '../../../emulator/call-log.ts';

/** How AWS answered a call. A missing resource is not a failure: the call is the way to find out. */
export type CallAnswer = 'answered' | 'absent' | 'throttled' | 'failed';

/** Throttling is recognised by the name of the error, which depends on the service. */
export function answerOf({ status, errorName = '' }: RecordedCall): CallAnswer {
  if (/Throttl|TooManyRequests|SlowDown/.test(errorName)) return 'throttled';
  if (status === 404) return 'absent';
  return status === 0 || status >= 400 ? 'failed' : 'answered';
}
