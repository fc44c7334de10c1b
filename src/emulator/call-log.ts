/** One call that the server received. */
export interface RecordedCall {
  readonly seq: number;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly at: number;
  readonly service: string;
  readonly operation: string;
  readonly accountId: string;
  readonly region: string;
  readonly principalArn: string;
  /** Root of the trace that the caller named: the invocation of a function. */
  readonly traceId?: string;
  /** The parsed input; long texts are shortened, bytes are replaced by their count. */
  readonly input: unknown;
  /** HTTP status; 0 when the socket was dropped. */
  readonly status: number;
  readonly errorName?: string;
  /** Milliseconds of real time. */
  readonly elapsedMs: number;
}

export interface CallFilter {
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  readonly errorName?: string | undefined;
}

export interface CallLog {
  add(call: Omit<RecordedCall, 'seq'>): void;
  /** Calls the listener for every call from now on; the returned function removes the listener. */
  onCall(listener: (call: RecordedCall) => void): () => void;
  /** The newest calls, oldest first; at most the capacity of the log. */
  list(filter?: CallFilter): readonly RecordedCall[];
  /** The number of calls since the last `clear`; the capacity does not limit it. */
  count(filter?: CallFilter): number;
  clear(): void;
}

const CAPACITY = 10_000;
const LONGEST_TEXT = 1_000;

/** @param capacity How many calls are kept in full; the counts have no limit. */
export function createCallLog(capacity = CAPACITY): CallLog {
  let kept: RecordedCall[] = [];
  let seq = 0;
  const listeners = new Set<(call: RecordedCall) => void>();
  const counts = new Map<string, { key: CallFilter; count: number }>();
  return {
    add(call) {
      seq += 1;
      const recorded: RecordedCall = { ...call, input: shorten(call.input), seq };
      kept.push(recorded);
      // Half of the calls are dropped at once, so that a full log needs no shift for each call.
      if (kept.length > capacity * 2) kept = kept.slice(-capacity);
      const { service, operation, accountId, region, errorName } = call;
      const key = {
        service,
        operation,
        accountId,
        region,
        ...(errorName === undefined ? {} : { errorName }),
      };
      const id = JSON.stringify(key);
      const counted = counts.get(id) ?? { key, count: 0 };
      counted.count += 1;
      counts.set(id, counted);
      for (const listener of listeners) listener(recorded);
    },
    onCall(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    list: (filter = {}) => kept.slice(-capacity).filter((call) => matches(call, filter)),
    count: (filter = {}) =>
      [...counts.values()].reduce((sum, { key, count }) => (matches(key, filter) ? sum + count : sum), 0),
    clear() {
      kept = [];
      counts.clear();
    },
  };
}

function matches(call: CallFilter, filter: CallFilter): boolean {
  return (
    (filter.service === undefined || filter.service === call.service) &&
    (filter.operation === undefined || filter.operation === call.operation) &&
    (filter.accountId === undefined || filter.accountId === call.accountId) &&
    (filter.region === undefined || filter.region === call.region) &&
    (filter.errorName === undefined || filter.errorName === call.errorName)
  );
}

/** Shortens long values: lens documents and object bodies would fill the memory in a long run. */
function shorten(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length <= LONGEST_TEXT
      ? value
      : `${value.slice(0, LONGEST_TEXT)}… (${value.length} characters)`;
  }
  if (value instanceof Uint8Array) return `(${value.byteLength} bytes)`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shorten(item)]));
}
