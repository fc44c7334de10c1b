import { DeadlineError } from './errors.ts';
import type { Ports } from './reconcile/ports.ts';

/** Time for the calls in progress to end after a person stops a command, in milliseconds. */
const GRACE_MS = 2_000;

/** Aborts some seconds after the other signal, so that the calls in progress can end normally. */
export function afterGrace(stopped: AbortSignal): AbortSignal {
  const late = new AbortController();
  const wait = () => setTimeout(() => late.abort(), GRACE_MS).unref();
  if (stopped.aborted) wait();
  stopped.addEventListener('abort', wait, { once: true });
  return late.signal;
}

/**
 * Wraps the ports of the organization and WA Tool so that no call begins after a person stopped the command. The work done
 * until then is still recorded and announced.
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
