import * as z from 'zod/mini';
import type { Call } from './operation.ts';

/** A failure that the embedded AWS simulates on request. */
export const faultSchema = z.strictObject({
  service: z.string(),
  /** Operation name, or `*`. */
  operation: z._default(z.string(), '*'),
  accountId: z.optional(z.string()),
  region: z.optional(z.string()),
  /**
   * `throttle`, `internal-error`, `access-denied`: the call gets this error and the operation does not run.
   * `timeout-after-work`: the operation runs, then the socket is dropped. `crash-before-work`, `crash-after-work`: the
   * socket is dropped before or after the operation runs, and the listeners (the runner of functions) are told to kill
   * the caller. `delay`: the reply comes `delayMs` of real time later. `error`: the call gets `error` and the operation
   * does not run.
   */
  kind: z.enum([
    'throttle',
    'internal-error',
    'access-denied',
    'timeout-after-work',
    'crash-before-work',
    'crash-after-work',
    'delay',
    'error',
  ]),
  /** How often the fault happens; default: always. */
  count: z.optional(z.int().check(z.positive())),
  /** How many matching calls succeed first. */
  skip: z._default(z.int().check(z.nonnegative()), 0),
  /** For kind `delay`: milliseconds. */
  delayMs: z._default(z.number().check(z.nonnegative()), 0),
  /** For kind `error`: the error in the service's own wording; `fields` are the other members of the error's body. */
  error: z.optional(
    z.strictObject({
      name: z.string(),
      message: z.string(),
      status: z._default(z.int().check(z.minimum(300), z.maximum(599)), 400),
      fields: z._default(z.record(z.string(), z.string()), {}),
    }),
  ),
});

export type Fault = z.infer<typeof faultSchema>;
export type FaultInput = z.input<typeof faultSchema>;

export interface FaultStore {
  /** Replaces all faults. */
  set(faults: readonly FaultInput[]): void;
  /** The faults with the remaining `skip` and `count`. */
  list(): readonly Fault[];
  /** The fault that applies to this call, if any; decreases its `skip` or `count`. */
  meet(call: Call): Fault | undefined;
  /** Calls the listener for every call with a crash fault; the returned function removes the listener. */
  onCrash(listener: (call: Call) => void): () => void;
  crash(call: Call): void;
}

export function createFaultStore(): FaultStore {
  let faults: Fault[] = [];
  const listeners = new Set<(call: Call) => void>();
  return {
    set(wanted) {
      faults = wanted.map((fault) => faultSchema.parse(fault));
    },
    list: () => faults,
    meet(call) {
      const index = faults.findIndex((fault) => concerns(fault, call));
      const fault = faults[index];
      if (fault === undefined) return undefined;
      if (fault.skip > 0) {
        faults[index] = { ...fault, skip: fault.skip - 1 };
        return undefined;
      }
      if (fault.count !== undefined) {
        if (fault.count === 1) faults.splice(index, 1);
        else faults[index] = { ...fault, count: fault.count - 1 };
      }
      return fault;
    },
    onCrash(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    crash(call) {
      for (const listener of listeners) listener(call);
    },
  };
}

const concerns = (fault: Fault, call: Call): boolean =>
  fault.service === call.service &&
  (fault.operation === '*' || fault.operation === call.operation) &&
  (fault.accountId === undefined || fault.accountId === call.accountId) &&
  (fault.region === undefined || fault.region === call.region);
