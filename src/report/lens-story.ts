import type { ShareTarget } from '../policy/share-targets.ts';
import type { Action } from '../reconcile/action.ts';
import { counted } from './counted.ts';
import type { LensFacts, PlanFacts } from './plan-facts.ts';
import type { PlanDomain } from './plan-report.ts';

/** All actions of a plan on one lens. */
export interface LensStory {
  readonly key: string;
  readonly name: string | undefined;
  readonly facts: LensFacts | undefined;
  readonly isNew: boolean;
  readonly published: (Action & { readonly kind: 'publish-lens' }) | undefined;
  /** The version that was published by hand, of which an export is kept. */
  readonly keptVersion: string | undefined;
  /** Tags that are out of date are repaired without a publication. */
  readonly isRetagged: boolean;
  readonly shares: readonly ShareTarget[];
}

/** Groups the actions of a plan by lens, sorted by key. */
export function lensStories({ actions, lenses, units }: PlanDomain): readonly LensStory[] {
  const place = (target: ShareTarget) => targetText(target, { units });
  const ofLenses = Map.groupBy(
    actions.filter((action) => 'lens' in action),
    ({ lens }) => lens,
  );
  return [...ofLenses]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, ofLens]) => {
      const facts = lenses.find((lens) => lens.key === key);
      const imported = ofLens.find((action) => action.kind === 'import-lens');
      const published = ofLens.find((action) => action.kind === 'publish-lens');
      return {
        key,
        name: imported?.name ?? facts?.name,
        facts,
        isNew: imported?.over === 'new',
        published,
        keptVersion: imported?.keepsExportOf,
        isRetagged: published === undefined && ofLens.some(({ kind }) => kind === 'tag-lens'),
        shares: ofLens
          .flatMap((action) => (action.kind === 'share-lens' ? [action.target] : []))
          .sort((left, right) => (place(left) < place(right) ? -1 : 1)),
      };
    });
}

/** `14 units and 1 account`; a single target by its path or id. */
export function targetsText(targets: readonly ShareTarget[], { units }: Pick<PlanFacts, 'units'>): string {
  const [first, ...others] = targets;
  if (first !== undefined && others.length === 0) return `${first.kind} ${targetText(first, { units })}`;
  const kinds = Map.groupBy(targets, ({ kind }) => kind);
  return [...kinds].map(([kind, ofKind]) => counted(ofKind.length, kind)).join(' and ');
}

/** The path of a unit with its id; the id alone where there is no path. */
export function targetText({ id }: ShareTarget, { units }: Pick<PlanFacts, 'units'>): string {
  const unit = units.find((one) => one.id === id);
  return unit === undefined ? id : `${unit.path} (${id})`;
}
