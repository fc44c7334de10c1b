import * as z from 'zod/mini';
import { parseCache } from './parse-cache.ts';

/** Who walks the tree of units, in `state/`: whoever else needs the tree waits for that walk instead of walking too. */
export const WALK_CLAIM = 'walk.json';

/** A walker that crashed is waited for no longer than this, in milliseconds; one that lives renews its claim in time. */
export const CLAIM_MS = 60_000;

/** A walk of 2,000 units, the most of an organization, takes a quarter of an hour. No other one is waited for longer. */
const LONGEST_WALK_MS = 30 * 60 * 1_000;

const SHORTEST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 60;

const claimSchema = z.object({
  format: z.literal(1),
  /** The run that began the walk; what it read lies under its name. */
  run: z.string(),
  /** Milliseconds since the epoch. */
  beganAt: z.number(),
  /** One invocation; empty when nobody walks. */
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
 * Does somebody else walk now?
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

/** When to look again, in seconds: the longer a walk has taken, the longer it may still take. */
export function waitFor(claim: WalkClaim, now: number): number {
  const quarter = Math.round((now - claim.beganAt) / 4_000);
  return Math.min(LONGEST_WAIT_SECONDS, Math.max(SHORTEST_WAIT_SECONDS, quarter));
}
