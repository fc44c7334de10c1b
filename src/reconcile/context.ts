import type { Policy } from '../policy/policy.ts';
import type { Ports } from './ports.ts';
import type { Safeguard } from './safety.ts';
import type { Domain } from './scope.ts';

/** The values that stay the same while one scope is handled. */
export interface Context {
  readonly domain: Domain;
  readonly policy: Policy;
  readonly ports: Ports;
  readonly run: string;
  /** Limits the plan; see `safety.ts`. */
  readonly safeguard: Safeguard;
  /** The earliest time at which the walk of the units may have begun, in milliseconds since the epoch; 0: any fresh walk. */
  readonly organizationAfter: number;
  /** The scope is retried automatically, so it can wait for a walk by another invocation. Absent: it takes over the walk. */
  readonly comesBack?: boolean;
  /** The maximum age of the snapshot, in milliseconds. */
  readonly snapshotMaxAgeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
