import { subjectOf } from './action.ts';
import type { Plan } from './plan.ts';
import { MAX_ACCOUNTS_PER_SCOPE, type Scope } from './scope.ts';

/** The scopes in which a plan has actions: one for each lens, and one for each hundred account ids. */
export function scopesOf({ actions }: Pick<Plan, 'actions'>): readonly Scope[] {
  const lenses = new Set(actions.filter((action) => 'lens' in action).map(subjectOf));
  const accounts = new Set(actions.filter((action) => 'account' in action).map(subjectOf));
  return [...[...lenses].map((key): Scope => ({ kind: 'lens', key })), ...accountScopes([...accounts])];
}

/** Divides account ids into scopes of at most a hundred. */
export function accountScopes(accountIds: readonly string[]): readonly Scope[] {
  const scopes: Scope[] = [];
  for (let start = 0; start < accountIds.length; start += MAX_ACCOUNTS_PER_SCOPE) {
    scopes.push({ kind: 'accounts', accountIds: accountIds.slice(start, start + MAX_ACCOUNTS_PER_SCOPE) });
  }
  return scopes;
}
