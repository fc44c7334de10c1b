import * as z from 'zod/mini';
import { parseJson } from './parse-json.ts';
import type { UnitNode } from './unit-path.ts';

/** A walk through the tree of units as far as it has come. Organizations takes about a quarter of an hour for 2,000. */
export interface UnitWalk {
  /** In milliseconds since the epoch: nothing that was read is older. */
  readonly beganAt: number;
  /** Undefined until it was read. */
  root: { readonly id: string; readonly rootId: string; readonly managementAccountId: string } | undefined;
  /** The units that were found, by id. */
  readonly found: Map<string, UnitNode>;
  /** The root and units whose children are still to be read. */
  readonly open: Set<string>;
}

/** @param now milliseconds since the epoch */
export function beginWalk(now: number): UnitWalk {
  return { beganAt: now, root: undefined, found: new Map(), open: new Set() };
}

const walkSchema = z.object({
  run: z.string(),
  beganAt: z.number(),
  root: z.object({ id: z.string(), rootId: z.string(), managementAccountId: z.string() }),
  found: z.array(z.object({ id: z.string(), name: z.string(), parentId: z.string() })),
  open: z.array(z.string()),
});

/** A walk as text for `state/`; undefined for one that is not worth it. */
export function serialiseWalk({ root, found, open, beganAt }: UnitWalk, run: string): string | undefined {
  if (root === undefined || found.size === 0) return undefined;
  const walk = { run, beganAt, root, found: [...found.values()], open: [...open] };
  return JSON.stringify(walk satisfies z.infer<typeof walkSchema>);
}

/**
 * The walk that the same run began. Another run's is of no use: what made this one read the tree may have happened in a
 * part that the other had been through.
 */
export function parseWalk(json: string, run: string): UnitWalk | undefined {
  const parsed = walkSchema.safeParse(parseJson(json));
  if (!parsed.success || parsed.data.run !== run) return undefined;
  const { beganAt, root, found, open } = parsed.data;
  return { beganAt, root, found: new Map(found.map((node) => [node.id, node])), open: new Set(open) };
}
