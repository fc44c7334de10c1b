import type { DesiredLens } from './desired-lenses.ts';
import type { LensMatch } from './match-lenses.ts';
import { mergePlans, type Notice, type Plan } from './plan.ts';
import { type LensObservation, planLens } from './plan-lens.ts';
import type { LensDetail } from './ports.ts';
import { QUOTAS } from './quotas.ts';
import { tagValue } from './tag-value.ts';

/** The observed lenses of one domain. */
export interface ObservedLenses {
  readonly matches: ReadonlyMap<string, LensMatch>;
  readonly observations: ReadonlyMap<string, LensObservation>;
  /** Number of lenses in the domain, including drafts and lenses that Lenskeeper does not manage. */
  readonly count: number;
}

/** The plan for several lenses; new lenses get the free slots in the order of their keys. */
export function planLenses(desired: readonly DesiredLens[], observed: ObservedLenses): Plan {
  let free = QUOTAS.lensesPerDomain - observed.count;
  const sorted = [...desired].sort((a, b) => (a.key < b.key ? -1 : 1));
  const plans = sorted.map((lens) => {
    const match = observed.matches.get(lens.key) ?? { kind: 'new' };
    const observation = observed.observations.get(lens.key) ?? NOTHING_OBSERVED;
    const plan = planLens(lens, match, observation, free);
    if (plan.actions.some((action) => action.kind === 'import-lens' && action.over === 'new')) free -= 1;
    return plan;
  });
  return mergePlans(plans);
}

/** A lens whose source was deleted stays unchanged: recipients keep their reviews. */
export function noticeGoneSources(
  desired: readonly DesiredLens[],
  lenses: readonly LensDetail[],
  matches: ReadonlyMap<string, LensMatch>,
): readonly Notice[] {
  const keys = new Set(desired.map((lens) => tagValue(lens.key)));
  const moved = new Set(
    [...matches.values()].flatMap((match) => (match.kind === 'moved' ? [match.lens.arn] : [])),
  );
  return lenses.flatMap((lens): Notice[] => {
    const { source } = lens.tags;
    if (source === undefined || keys.has(source) || moved.has(lens.arn)) return [];
    return [
      {
        kind: 'lens-source-gone',
        subject: source,
        message: `${source} was deleted from the bucket. Its lens ${JSON.stringify(lens.name)} stays, with its shares and reviews`,
      },
    ];
  });
}

export const NOTHING_OBSERVED: LensObservation = {
  published: undefined,
  hasDraft: undefined,
  shares: [],
  rejected: undefined,
};
