import { createHash } from 'node:crypto';
import type { Policy } from '../policy/policy.ts';
import { subjectOf } from '../reconcile/action.ts';
import type { PlannedLens, PlannedScope } from '../reconcile/plan-scope.ts';

/** One fact that a plan was made from, such as the published version of a lens. Two plans of one state have the same. */
export interface StateFact {
  /** A lens key, `workload of 111122223333` or `lenskeeper.yaml`. */
  readonly subject: string;
  readonly what: string;
  /** Readable where it is short, else a digest. */
  readonly value: string;
}

const NONE = 'none';

/** The state that a plan was made from: what is wanted, what there is, and what is therefore to do. */
export function planState({ plan, lenses, workloads }: PlannedScope, policy: Policy): readonly StateFact[] {
  const actionsOf = Map.groupBy(plan.actions, subjectOf);
  const todo = (subject: string) => {
    const actions = actionsOf.get(subject) ?? [];
    const kinds = [...new Set(actions.map(({ kind }) => kind))];
    return actions.length === 0 ? NONE : `${kinds.join(', ')} ${digest(actions)}`;
  };
  return [
    { subject: 'lenskeeper.yaml', what: 'policy', value: digest(policy) },
    ...lenses.flatMap((lens) => lensState(lens, todo(lens.desired.key))),
    ...workloads.flatMap(({ desired, candidates }): StateFact[] => {
      const subject = `workload of ${desired.account}`;
      const { workload, lenses: wanted } = desired;
      const found = candidates.map(({ account, summary }) => ({
        account,
        id: summary.id,
        name: summary.name,
        lenses: [...summary.lenses].sort(),
      }));
      return [
        { subject, what: 'template', value: digest({ workload, wanted }) },
        { subject, what: 'workload', value: found.length === 0 ? NONE : digest(found) },
        { subject, what: 'planned actions', value: todo(desired.account) },
      ];
    }),
  ];
}

function lensState({ desired, match, observation }: PlannedLens, todo: string): readonly StateFact[] {
  const { key: subject, targets } = desired;
  const lens = 'lens' in match ? match.lens : undefined;
  const shares = observation.shares.map(({ sharedWith }) => sharedWith).sort();
  return [
    { subject, what: 'content', value: desired.digest },
    { subject, what: 'recipients wanted', value: `${targets.length} ${digest(targets)}` },
    { subject, what: 'lens in the WA Tool', value: lens?.arn ?? NONE },
    { subject, what: 'published version', value: lens?.version ?? NONE },
    { subject, what: 'tags', value: lens === undefined ? NONE : digest(lens.tags) },
    { subject, what: 'shares', value: `${shares.length} ${digest(shares)}` },
    { subject, what: 'planned actions', value: todo },
  ];
}

/** One checksum over a state. */
export function stateChecksum(state: readonly StateFact[]): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('hex');
}

/** What moved between two states, in words; nothing when they are the same. */
export function movements(planned: readonly StateFact[], now: readonly StateFact[]): readonly string[] {
  const key = ({ subject, what }: StateFact) => `${subject}: ${what}`;
  const before = new Map(planned.map((fact) => [key(fact), fact]));
  const after = new Map(now.map((fact) => [key(fact), fact]));
  const gone = new Set(
    planned.map(({ subject }) => subject).filter((one) => !now.some((f) => f.subject === one)),
  );
  const come = new Set(
    now.map(({ subject }) => subject).filter((one) => !planned.some((f) => f.subject === one)),
  );
  const moved = [...after.values()].flatMap((fact) => {
    const old = before.get(key(fact));
    return old === undefined || old.value === fact.value ? [] : [movement(old, fact)];
  });
  return [
    ...[...gone].map((subject) => `${subject}: is gone`),
    ...[...come].map((subject) => `${subject}: is new`),
    ...moved,
  ];
}

function movement(old: StateFact, now: StateFact): string {
  const [was, is] = [readable(old.value), readable(now.value)];
  const values = was === is ? 'changed' : `was ${was}, is ${is}`;
  return `${now.subject}: ${now.what} ${values}`;
}

/** The part of a value that says something to people. */
function readable(value: string): string {
  return value.replace(/(?:^| )[0-9a-f]{16,64}$/, '') || 'other content';
}

/** Of any plain data, sets among it. */
function digest(data: unknown): string {
  const text = JSON.stringify(data, (_key, value) => (value instanceof Set ? [...value].sort() : value));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
