import { createHash } from 'node:crypto';
import type { Policy } from '../policy/policy.ts';
import { subjectOf } from '../reconcile/action.ts';
import type { PlannedLens, PlannedScope } from '../reconcile/plan-scope.ts';

/** A fact that a plan depends on, such as the published version of a lens. Plans of the same state have the same facts. */
export interface StateFact {
  /** A lens key, `workload of 111122223333` or `lenskeeper.yaml`. */
  readonly subject: string;
  readonly what: string;
  /** A readable value where it is short, otherwise a digest. */
  readonly value: string;
}

const NONE = 'none';
const TO_DO = 'planned actions';

/** The state that a plan was made from: desired and observed state, and the resulting actions. */
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
        { subject, what: TO_DO, value: todo(desired.account) },
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
    { subject, what: TO_DO, value: todo },
  ];
}

/** One checksum over a state. */
export function stateChecksum(state: readonly StateFact[]): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('hex');
}

/** The changes between two states, one text for each lens, each workload and the policy; empty when they are equal. */
export function movements(planned: readonly StateFact[], now: readonly StateFact[]): readonly string[] {
  const before = Map.groupBy(planned, ({ subject }) => subject);
  const after = Map.groupBy(now, ({ subject }) => subject);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((subject) => {
    const old = before.get(subject);
    const current = after.get(subject);
    if (current === undefined) return [`${subject} is gone`];
    if (old === undefined) return [`${subject} is new`];
    const changes = current.flatMap((fact) => change(old, fact));
    // The planned actions follow from the other facts.
    const causes = changes.filter(({ what }) => what !== TO_DO);
    const told = causes.length > 0 ? causes : changes;
    return told.length === 0 ? [] : [`${subject}: ${told.map(({ text }) => text).join(', ')}`];
  });
}

function change(
  old: readonly StateFact[],
  { what, value }: StateFact,
): readonly { readonly what: string; readonly text: string }[] {
  const before = old.find((fact) => fact.what === what);
  if (before === undefined || before.value === value) return [];
  const [was, is] = [readable(before.value), readable(value)];
  return [{ what, text: was === is ? `${what} changed` : `${what} changed from ${was} to ${is}` }];
}

/** The readable part of a value. */
function readable(value: string): string {
  return value.replace(/(?:^| )[0-9a-f]{16,64}$/, '') || 'other content';
}

/** The digest of plain data, which may contain sets. */
function digest(data: unknown): string {
  const text = JSON.stringify(data, (_key, value) => (value instanceof Set ? [...value].sort() : value));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
