import { DeadlineError } from './errors.ts';
import type { Ports } from './reconcile/ports.ts';

/** How long the calls in flight may take to end when a person stops a command, in milliseconds. */
const GRACE_MS = 2_000;

/** Aborts some seconds after the other: so long the calls in flight have to end by themselves. */
export function afterGrace(stopped: AbortSignal): AbortSignal {
  const late = new AbortController();
  const wait = () => setTimeout(() => late.abort(), GRACE_MS).unref();
  if (stopped.aborted) wait();
  stopped.addEventListener('abort', wait, { once: true });
  return late.signal;
}

/**
 * The ports of the organization and the WA Tool, where nothing begins once somebody stopped the command. What it did
 * until then is still written down and announced.
 */
export function stoppable(ports: Ports, stopped: AbortSignal): Ports {
  const guard = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        if (stopped.aborted) throw new DeadlineError(`Interrupted before ${String(name)}`);
        return Reflect.get(target, name, receiver);
      },
    });
  return {
    ...ports,
    lensTool: guard(ports.lensTool),
    workloadTool: guard(ports.workloadTool),
    organization: guard(ports.organization),
  };
}
