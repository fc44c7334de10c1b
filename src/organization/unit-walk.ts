import * as z from 'zod/mini';
import { parseJson } from './parse-json.ts';
import type { UnitNode } from './unit-path.ts';

/** The progress of a walk of the tree of units. Organizations takes about a quarter of an hour for 2,000 units. */
export interface UnitWalk {
  /** In milliseconds since the epoch: no data of the walk is older. */
  readonly beganAt: number;
  /** Undefined until it is read. */
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

/** Serialises a walk for `state/`; undefined for a walk that need not be saved. */
export function serialiseWalk({ root, found, open, beganAt }: UnitWalk, run: string): string | undefined {
  if (root === undefined || found.size === 0) return undefined;
  const walk = { run, beganAt, root, found: [...found.values()], open: [...open] };
  return JSON.stringify(walk satisfies z.infer<typeof walkSchema>);
}

/**
 * Parses the walk that the same run began. The walk of another run cannot be used: the change that caused this run may have
 * happened in a part of the tree that the other walk had already read.
 */
export function parseWalk(json: string, run: string): UnitWalk | undefined {
  const parsed = walkSchema.safeParse(parseJson(json));
  if (!parsed.success || parsed.data.run !== run) return undefined;
  const { beganAt, root, found, open } = parsed.data;
  return { beganAt, root, found: new Map(found.map((node) => [node.id, node])), open: new Set(open) };
}
