import * as z from 'zod/mini';
import { parseCache } from './parse-cache.ts';

/** Name under `state/` of the claim on the walk of the units: other invocations that need the tree wait for that walk. */
export const WALK_CLAIM = 'walk.json';

/** Maximum wait for a walk that crashed, in milliseconds; a running walk renews its claim in time. */
export const CLAIM_MS = 60_000;

/** Maximum wait for any walk: 2,000 units, the maximum of an organization, take a quarter of an hour. */
const LONGEST_WALK_MS = 30 * 60 * 1_000;

const SHORTEST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 60;

const claimSchema = z.object({
  format: z.literal(1),
  /** The run that began the walk; its data is stored under the name of the run. */
  run: z.string(),
  /** Milliseconds since the epoch. */
  beganAt: z.number(),
  /** The invocation that walks; empty if none does. */
  owner: z.string(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
  isDone: z.boolean(),
});

export type WalkClaim = Omit<z.infer<typeof claimSchema>, 'format'>;

export const serialiseClaim = (claim: WalkClaim): string =>
  JSON.stringify({ format: 1, ...claim } satisfies z.infer<typeof claimSchema>);

export const parseClaim = (text: string | undefined): WalkClaim | undefined => parseCache(claimSchema, text);

/**
 * Whether another invocation walks now.
 *
 * @param now milliseconds since the epoch
 */
export function isHeld(claim: WalkClaim, owner: string, now: number): boolean {
  return (
    claim.owner !== '' &&
    claim.owner !== owner &&
    claim.expiresAt > now &&
    claim.beganAt <= now &&
    now - claim.beganAt < LONGEST_WALK_MS
  );
}

/** Seconds until the next check: the longer a walk has taken, the longer it may still take. */
export function waitFor(claim: WalkClaim, now: number): number {
  const quarter = Math.round((now - claim.beganAt) / 4_000);
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(SHORTEST_WAIT_SECONDS, quarter));
}
