import { randomBytes } from 'node:crypto';

/**
 * An id in the form of X-Ray: `1-`, eight hexadecimal digits of the time in seconds, 24 random ones (X-Ray developer
 * guide, "Tracing header").
 *
 * @param now milliseconds since the epoch
 */
export function createTraceId(now: number): string {
  const seconds = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `1-${seconds}-${randomBytes(12).toString('hex')}`;
}

/** The header that Lambda gives a function for a trace that is not sampled. */
export function traceHeader(traceId: string): string {
  return `Root=${traceId};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}

/** The trace that a call belongs to, from its `X-Amzn-Trace-Id` header; undefined without one. */
export function traceOf(header: string | undefined): string | undefined {
  return /(?:^|;)\s*Root=([^;]+)/.exec(header ?? '')?.[1];
}
