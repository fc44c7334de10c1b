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
  /** Read the units afresh instead of taking the snapshot. */
  readonly refreshOrganization: boolean;
  /** How old the snapshot may be, in milliseconds. */
  readonly snapshotMaxAgeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
