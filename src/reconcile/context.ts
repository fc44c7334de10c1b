import type { Policy } from '../policy/policy.ts';
import type { Ports } from './ports.ts';
import type { Safeguard } from './safety.ts';
import type { Domain } from './scope.ts';

/** What holds for the whole handling of one scope. */
export interface Context {
  readonly domain: Domain;
  readonly policy: Policy;
  readonly ports: Ports;
  readonly run: string;
  /** What the plan may not go beyond; see `safety.ts`. */
  readonly safeguard: Safeguard;
  /** The walk through the units must have begun then or later, in milliseconds since the epoch; 0: any that is fresh. */
  readonly organizationAfter: number;
  /** The scope comes back by itself, so that it can wait for a walk of somebody else. Absent: it walks in that one's place. */
  readonly comesBack?: boolean;
  /** How old the snapshot may be, in milliseconds. */
  readonly snapshotMaxAgeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
