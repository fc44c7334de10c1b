import type { DeliveryReport } from '../services/events/dispatch.ts';

interface InvocationStarted {
  readonly phase: 'started';
  readonly functionName: string;
  readonly requestId: string;
  /** Root of the trace; the function's own calls have it as well. */
  readonly traceId: string;
  readonly payload: unknown;
  /** Milliseconds since the epoch, by the emulator's clock. */
  readonly time: number;
}

export interface InvocationEnded {
  readonly phase: 'ended';
  readonly functionName: string;
  readonly requestId: string;
  readonly time: number;
  /** Real milliseconds, including the start of the process. */
  readonly durationMs: number;
  /** The function's reply; absent when it failed. */
  readonly reply?: unknown;
  /** Absent when the function replied. */
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
}

export interface LogLine {
  readonly functionName: string;
  /**
   * The invocation that ran when the line was written; absent for lines that a process writes before its first
   * invocation.
   */
  readonly requestId?: string;
  readonly stream: 'stdout' | 'stderr';
  readonly line: string;
  readonly time: number;
}

/** The events of a stack with their payloads. */
export interface StackEventMap {
  invocation: InvocationStarted | InvocationEnded;
  log: LogLine;
  /** An event of a rule of this stack was delivered to its target, or the delivery failed. */
  delivered: DeliveryReport;
}

type Listeners = { readonly [Name in keyof StackEventMap]: Set<(event: StackEventMap[Name]) => void> };

/** Notifies listeners of the events of a stack. */
export class StackEvents {
  readonly #listeners: Listeners = { invocation: new Set(), log: new Set(), delivered: new Set() };

  /** The returned function ends the subscription. */
  on<Name extends keyof StackEventMap>(
    name: Name,
    listener: (event: StackEventMap[Name]) => void,
  ): () => void {
    const listeners = this.#listeners[name];
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  emit<Name extends keyof StackEventMap>(name: Name, event: StackEventMap[Name]): void {
    for (const listener of this.#listeners[name]) listener(event);
  }
}
