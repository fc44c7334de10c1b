import { EventEmitter } from 'node:events';
import type { DeliveryReport } from '../services/events/dispatch.ts';

export interface InvocationStarted {
  readonly phase: 'started';
  readonly functionName: string;
  readonly requestId: string;
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
  /** Absent when the function replied. */
  readonly error?: { readonly errorType: string; readonly errorMessage: string };
}

export interface LogLine {
  readonly functionName: string;
  readonly stream: 'stdout' | 'stderr';
  readonly line: string;
  readonly time: number;
}

/** What can be watched in a stack, with its payload. */
export interface StackEventMap {
  invocation: [InvocationStarted | InvocationEnded];
  log: [LogLine];
  /** An event of a rule of this stack reached its target, or did not. */
  delivered: [DeliveryReport];
}

export type StackEvents = EventEmitter<StackEventMap>;

export function createStackEvents(): StackEvents {
  return new EventEmitter<StackEventMap>().setMaxListeners(0);
}
