import * as z from 'zod/mini';
import type { KeyPath } from './yaml-source.ts';

/** A mistake that depends on another part of the file, or on the account in which Lenskeeper runs. */
export interface Conflict {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly path: KeyPath;
  /** The mistake, without the name of the key. */
  readonly message: string;
  readonly mend: string;
}

const list = orElse(z.array(z.unknown()), []);
const shares = orElse(z.object({ with: list }), { with: [] });

/** The readable part of a file that may have other mistakes, so that one check reports all findings. */
const glance = z.object({
  regions: list,
  share: shares,
  lenses: orElse(z.array(orElse(z.object({ share: shares }), { share: { with: [] } })), []),
  workloads: orElse(
    z.array(
      orElse(z.object({ region: z.optional(z.unknown()), match: z.optional(z.unknown()) }), {
        region: undefined,
        match: undefined,
      }),
    ),
    [],
  ),
});

const everyAccount = z.strictObject({ ou: z.union([z.literal('/**'), z.tuple([z.literal('/**')])]) });

/** @param hubAccountId the account that owns the lenses, if known */
export function findConflicts(data: unknown, hubAccountId: string | undefined): readonly Conflict[] {
  const file = glance.safeParse(data).data;
  if (file === undefined) {
    return [];
  }
  return [...regionConflicts(file), ...ownerConflicts(file, hubAccountId), ...idleRules(file)];
}

type Glance = z.infer<typeof glance>;

/** Does the same as `z.catch`, which would add all of zod's `util` to a bundle. */
function orElse<Value>(schema: z.ZodMiniType<Value>, otherwise: Value) {
  return z.pipe(
    z.optional(z.unknown()),
    z.transform((found): Value => {
      const reading = schema.safeParse(found);
      return reading.success ? reading.data : otherwise;
    }),
  );
}

function regionConflicts({ regions, workloads }: Glance): Conflict[] {
  return workloads.flatMap(({ region }, index) =>
    typeof region !== 'string' || region === regions[0]
      ? []
      : [
          {
            rule: 'not-built-yet',
            severity: 'error',
            path: ['workloads', index, 'region'],
            message: `is another Region than the first of regions, which is not supported yet: wanted ${JSON.stringify(regions[0])}`,
            mend: 'Leave the key out',
          },
        ],
  );
}

/** A lens is not shared with its owner. */
function ownerConflicts({ share, lenses }: Glance, hubAccountId: string | undefined): Conflict[] {
  const lists: [KeyPath, readonly unknown[]][] = [
    [['share', 'with'], share.with],
    ...lenses.map((rule, index): [KeyPath, readonly unknown[]] => [
      ['lenses', index, 'share', 'with'],
      rule.share.with,
    ]),
  ];
  return lists.flatMap(([path, items]) =>
    items.flatMap((item, index) =>
      hubAccountId === undefined || item !== hubAccountId
        ? []
        : [
            {
              rule: 'share-with-owner',
              severity: 'error' as const,
              path: [...path, index],
              message: 'is the account that owns the lenses, wanted another one',
              mend: 'Remove the item',
            },
          ],
    ),
  );
}

/** The first match wins, so a rule after one that matches every account never applies. */
function idleRules({ workloads }: Glance): Conflict[] {
  const last = workloads.findIndex(({ match }) => everyAccount.safeParse(match).success);
  return last === -1
    ? []
    : workloads.slice(last + 1).map((_, index) => ({
        rule: 'idle-rule',
        severity: 'warning',
        path: ['workloads', last + 1 + index],
        message: `never applies: workloads[${last}] before it matches every account`,
        mend: 'Move the rule for every account to the end',
      }));
}
