import type { RiskCounts } from '../../reconcile/ports.ts';
import type { FleetChange, FleetReport } from './fleet-report.ts';

type Compared = Omit<FleetReport, 'changes'>;

/** The changes since the last report, lenses first. */
export function fleetChanges(past: Compared, now: Compared): readonly FleetChange[] {
  return [
    ...compare(past.lenses, now.lenses, {
      of: 'lens',
      key: ({ region, key }) => `${key} in ${region}`,
      added: ({ version }) => (version === undefined ? 'new' : `new, version ${version}`),
      gone: 'deleted from the bucket',
      changed: (before, after) => [
        ...(before.version === after.version
          ? []
          : [`version ${before.version ?? 'none'}, now ${after.version ?? 'none'}`]),
        ...moved('', before.state, after.state),
        ...moved('active shares ', before.shares.active, after.shares.active),
      ],
    }),
    ...compare(past.rejections, now.rejections, {
      of: 'rejection',
      key: ({ key }) => key,
      added: () => 'rejected',
      gone: 'no longer rejected',
      changed: () => [],
    }),
    ...compare(past.reviewed, now.reviewed, {
      of: 'risk',
      key: ({ arn }) => arn,
      name: ({ name }) => name,
      added: ({ risks }) => `first reviews: ${riskText(risks)}`,
      gone: 'no more reviews',
      changed: (before, after) => [
        ...moved('high risks ', before.risks.high, after.risks.high),
        ...moved('medium risks ', before.risks.medium, after.risks.medium),
        ...moved('unanswered ', before.risks.unanswered, after.risks.unanswered),
      ],
    }),
    ...compare(past.units, now.units, {
      of: 'unit',
      key: ({ id }) => id,
      name: ({ path }) => path,
      added: () => 'new',
      gone: 'gone',
      changed: (before, after) => moved('was ', before.path, after.path),
    }),
    ...compare(past.accounts, now.accounts, {
      of: 'account',
      key: ({ id }) => id,
      name: ({ id, name }) => `${id} ${name}`,
      added: ({ path }) => `joined in ${path}`,
      gone: 'left the organization',
      changed: (before, after) => [
        ...moved('was in ', before.path, after.path),
        ...moved('', before.state, after.state),
        ...moved('was called ', before.name, after.name),
      ],
    }),
    ...compare(past.accounts, now.accounts, {
      of: 'workload',
      key: ({ id }) => id,
      name: ({ id, name }) => `${id} ${name}`,
      added: ({ workload }) => (workload === 'present' ? 'created' : undefined),
      gone: undefined,
      changed: (before, after) => moved('', before.workload, after.workload),
    }),
  ];
}

interface Comparison<Before, After> {
  readonly of: FleetChange['of'];
  readonly key: (item: Before | After) => string;
  /** The display name; the key where it is absent. */
  readonly name?: (item: Before | After) => string;
  /** Undefined: not shown. */
  readonly added: (item: After) => string | undefined;
  readonly gone: string | undefined;
  readonly changed: (before: Before, after: After) => readonly string[];
}

function compare<Before, After>(
  past: readonly Before[],
  now: readonly After[],
  { of, key, name = key, added, gone, changed }: Comparison<Before, After>,
): readonly FleetChange[] {
  const before = new Map(past.map((item) => [key(item), item]));
  const present = new Set(now.map(key));
  return [
    ...now.flatMap((item): FleetChange[] => {
      const old = before.get(key(item));
      const what = old === undefined ? added(item) : changed(old, item).join('; ');
      return what ? [{ of, subject: name(item), what }] : [];
    }),
    ...past.flatMap((item): FleetChange[] =>
      gone === undefined || present.has(key(item)) ? [] : [{ of, subject: name(item), what: gone }],
    ),
  ];
}

function moved(what: string, before: string | number, after: string | number): readonly string[] {
  return before === after ? [] : [`${what}${before}, now ${after}`];
}

function riskText({ high, medium, unanswered }: Pick<RiskCounts, 'high' | 'medium' | 'unanswered'>): string {
  return `${high} high, ${medium} medium, ${unanswered} unanswered`;
}
