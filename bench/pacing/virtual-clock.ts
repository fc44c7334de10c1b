/**
 * Virtual time: it advances only when no other work is left, so that an hour of waiting takes a second and all runs
 * with one seed are equal. While it runs it replaces the timers, the dates and the random numbers of the whole process,
 * because the SDK's own strategies use them.
 */
export interface VirtualClock {
  /** Milliseconds since the run began. */
  now(): number;
  /** A random number in [0, 1) of this run. */
  random(): number;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly ring: () => void;
  isCancelled: boolean;
}

/**
 * Runs `work` on a virtual clock until it ends.
 *
 * @param seed of the random numbers
 * @throws {Error} when `work` waits for something that is not a timer
 */
export async function onVirtualTime<Result>(
  seed: number,
  work: (clock: VirtualClock) => Promise<Result>,
): Promise<Result> {
  const random = dice(seed);
  const timers: Timer[] = [];
  let now = 0;
  let order = 0;
  const real = {
    timers: { setTimeout, clearTimeout },
    date: Date.now,
    random: Math.random,
    performance: performance.now,
  };
  const start = (ring: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) => {
    order += 1;
    // As in Node: whole milliseconds, and at least one.
    const timer = {
      at: now + Math.max(1, Math.trunc(delay)),
      order,
      ring: () => ring(...args),
      isCancelled: false,
    };
    push(timers, timer);
    return timer;
  };
  Object.assign(globalThis, {
    setTimeout: start,
    clearTimeout: (timer: Timer | undefined) => {
      if (timer !== undefined) timer.isCancelled = true;
    },
  });
  Date.now = () => now;
  Math.random = random;
  performance.now = () => now;
  try {
    let outcome: { readonly result: Result } | undefined;
    let failure: { readonly error: unknown } | undefined;
    work({ now: () => now, random }).then(
      (result) => {
        outcome = { result };
      },
      (error: unknown) => {
        failure = { error };
      },
    );
    for (;;) {
      await microtasks();
      if (outcome !== undefined) return outcome.result;
      if (failure !== undefined) throw failure.error;
      const next = pop(timers);
      if (next === undefined) throw new Error('Cannot advance the virtual time: found no timer to wait for');
      if (next.isCancelled) continue;
      now = next.at;
      next.ring();
    }
  } finally {
    Object.assign(globalThis, real.timers);
    Date.now = real.date;
    Math.random = real.random;
    performance.now = real.performance;
  }
}

/** Resolves when every promise that needs no timer has continued. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const isBefore = (one: Timer, other: Timer) =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** A binary heap, earliest first: a long run has hundreds of thousands of timers. */
function push(heap: Timer[], timer: Timer): void {
  let place = heap.length;
  heap.push(timer);
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(timer, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = timer;
}

function pop(heap: Timer[]): Timer | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let place = 0;
  for (;;) {
    const left = heap[2 * place + 1];
    const right = heap[2 * place + 2];
    const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
    if (child === undefined || !isBefore(child, last)) break;
    heap[place] = child;
    place = child === left ? 2 * place + 1 : 2 * place + 2;
  }
  heap[place] = last;
  return first;
}

/** mulberry32: small, seeded, and uniform enough for jitter. */
function dice(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
