import { compareById } from '../compare-by-id.ts';
import type { RiskRule } from '../document.ts';
import type { LensChange } from './lens-comparison.ts';

/** Rules are told apart by their risk. The first true one counts, so their order is part of their meaning. */
export function ruleChanges(
  path: string,
  before: readonly RiskRule[],
  after: readonly RiskRule[],
): LensChange[] {
  const rules = compareById(before.map(withRiskAsId), after.map(withRiskAsId));
  return [
    ...rules.added.map(
      ({ risk, condition }): LensChange => ({
        kind: 'rule',
        how: 'added',
        path: `${path}/${risk}`,
        after: condition,
      }),
    ),
    ...rules.common.flatMap((pair) => rewritten(`${path}/${pair.after.risk}`, pair.before, pair.after)),
    ...(rules.reordered
      ? [
          {
            kind: 'rule',
            how: 'changed',
            path,
            before: risksOf(before),
            after: risksOf(after),
          } as const,
        ]
      : []),
    ...rules.removed.map(
      ({ risk, condition }): LensChange => ({
        kind: 'rule',
        how: 'removed',
        path: `${path}/${risk}`,
        before: condition,
      }),
    ),
  ];
}

/** White space means nothing in a condition, since ids hold none: it is a matter of text alone. */
function rewritten(path: string, before: RiskRule, after: RiskRule): LensChange[] {
  if (before.condition === after.condition) return [];
  const isSame = withoutSpace(before.condition) === withoutSpace(after.condition);
  return [
    {
      kind: isSame ? 'text' : 'rule',
      how: 'changed',
      path,
      before: before.condition,
      after: after.condition,
    },
  ];
}

function withRiskAsId(rule: RiskRule): RiskRule & { readonly id: string } {
  return { ...rule, id: rule.risk };
}

function risksOf(rules: readonly RiskRule[]): string {
  return rules.map(({ risk }) => risk).join(', ');
}

function withoutSpace(condition: string): string {
  return condition.replace(/\s+/gu, '');
}
