import pMap from 'p-map';
import { TerminalError } from '../errors.ts';
import type { Organization } from '../organization/organization.ts';
import { unitsFrom } from '../organization/units-from.ts';
import { sharingFor } from '../policy/select.ts';
import { type ShareTarget, shareTargets } from '../policy/share-targets.ts';
import type { LensMaterial } from './apply-lens.ts';
import type { Context } from './context.ts';
import { type LensIndex, lensIndexName, parseLensIndex } from './domain-state.ts';
import { readKnownLens } from './known-lens.ts';
import { EMPTY_PLAN, mergePlans, type Plan } from './plan.ts';
import { planShares } from './plan-shares.ts';
import type { LensDetail, LensTool, ObservedShare } from './ports.ts';
import { QUOTAS } from './quotas.ts';
import { tagValue } from './tag-value.ts';

/** Lenses that are handled at the same time; the pacer sets the rate of their calls. */
const CONCURRENCY = 8;

/** The number of pages that hold all shares of a lens: for more units than this, all pages are read. */
const PAGES_OF_ALL_SHARES = 6;

/** A lens that the policy shares with some of the units. */
interface Wanted {
  readonly key: string;
  readonly overQuota: 'fail' | 'organization';
  /** All recipients of the lens. */
  readonly all: readonly ShareTarget[];
  /** The recipients among the given units. */
  readonly targets: readonly ShareTarget[];
}

interface UnitSharesPlan {
  readonly plan: Plan;
  readonly materials: ReadonlyMap<string, LensMaterial>;
}

/**
 * The shares that a unit, and the units below it, need to match the policy. No lens is read from the bucket and no content
 * is compared: one GetLens, one ListLensShares for the unit alone, and at most one CreateLensShare for each published lens.
 * A lens that must be checked completely becomes a wait: it gets a scope of its own.
 */
export async function planUnitShares(
  context: Context,
  unitId: string,
  organization: Organization,
): Promise<UnitSharesPlan> {
  const { bucket } = context.ports;
  const units = new Set(unitsFrom(organization, unitId).map(({ id }) => id));
  const keys = units.size === 0 ? [] : await bucket.listLensKeys();
  const wanted = keys.flatMap((key): readonly Wanted[] => {
    const { with: rule, overQuota } = sharingFor(context.policy, key);
    const all = shareTargets(rule, organization).targets;
    const targets = all.filter(({ kind, id }) => kind === 'unit' && units.has(id));
    return targets.length === 0 ? [] : [{ key, overQuota, all, targets }];
  });
  if (wanted.length === 0) return { plan: EMPTY_PLAN, materials: new Map() };

  const index = parseLensIndex(await bucket.readState(lensIndexName(context.domain)));
  const planned = await pMap(wanted, (lens) => planLensOf(context, lens, index, organization), {
    concurrency: CONCURRENCY,
  });
  return {
    plan: mergePlans(planned.map(({ plan }) => plan)),
    materials: new Map(planned.flatMap(({ material }) => (material === undefined ? [] : [material]))),
  };
}

interface PlannedLensShares {
  readonly plan: Plan;
  readonly material?: readonly [string, LensMaterial];
}

async function planLensOf(
  context: Context,
  { key, overQuota, all, targets }: Wanted,
  index: LensIndex | undefined,
  organization: Organization,
): Promise<PlannedLensShares> {
  // A lens that was never published is handled by the scope of its own event, which shares it with all units.
  if (index !== undefined && !index.lenses.some(({ source }) => source === tagValue(key))) {
    return { plan: EMPTY_PLAN };
  }
  // The alternative can be chosen only if all shares are known.
  if (all.length > QUOTAS.sharesPerLens)
    return lookedAtWhole(key, 'it may need more shares than a lens can have');
  try {
    const lens = await readKnownLens(context, index, key);
    if (lens?.version === undefined) return lookedAtWhole(key, 'its lens differs from the cached one');
    const observed = await readShares(context.ports.lensTool, lens, targets);
    return {
      plan: planShares({ key, targets, overQuota, organizationId: organization.id }, observed),
      material: [key, { arn: lens.arn, isPublished: true, text: undefined }],
    };
  } catch (error) {
    // An error of one lens must not stop the others.
    if (!(error instanceof TerminalError)) throw error;
    if (error.reason === 'not-found') return lookedAtWhole(key, error.message);
    const message = `${error.message}. ${error.mend}`;
    return { plan: { ...EMPTY_PLAN, notices: [{ kind: 'scope-failed', subject: key, message }] } };
  }
}

function lookedAtWhole(key: string, reason: string): PlannedLensShares {
  return { plan: { ...EMPTY_PLAN, waits: [{ subject: key, reason, seconds: undefined, isWhole: true }] } };
}

/** A lens has up to 300 shares; the shares of one unit are found by its id. */
async function readShares(
  tool: LensTool,
  { arn }: LensDetail,
  targets: readonly ShareTarget[],
): Promise<readonly ObservedShare[]> {
  if (targets.length > PAGES_OF_ALL_SHARES) return await tool.listLensShares(arn);
  const lists = await Promise.all(targets.map(({ id }) => tool.listLensShares(arn, id)));
  return lists.flat();
}
