import type { DeliveryReport } from '../services/events/dispatch.ts';

interface InvocationStarted {
  readonly phase: 'started';
  readonly functionName: string;
  readonly requestId: string;
  /** Root of the trace, which the function's own calls carry as well. */
  readonly traceId: string;
  readonly payload: unknown;
  /** Milliseconds of the emulator's clock. */
  readonly time: number;
}

export interface InvocationEnded {
  readonly phase: 'ended';
  readonly functionName: string;
  readonly requestId: string;
  readonly time: number;
  /** Real milliseconds, process start included. */
  readonly durationMs: number;
  /** What the function replied; absent when it failed. */
  readonly reply?: unknown;
  /** Absent when the function replied. */
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
}

export interface LogLine {
  readonly functionName: string;
  /** The invocation that ran when the line was written; absent for what a process writes before its first. */
  readonly requestId?: string;
  readonly stream: 'stdout' | 'stderr';
  readonly line: string;
  readonly time: number;
}

/** What can be watched in a stack, with its payload. */
export interface StackEventMap {
  invocation: InvocationStarted | InvocationEnded;
  log: LogLine;
  /** An event of a rule of this stack reached its target, or did not. */
  delivered: DeliveryReport;
}

type Listeners = { readonly [Name in keyof StackEventMap]: Set<(event: StackEventMap[Name]) => void> };

/** Tells listeners what goes on in a stack. */
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
