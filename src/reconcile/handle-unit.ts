import { unitsFrom } from '../organization/units-from.ts';
import type { Context } from './context.ts';
import { partSequence } from './later.ts';
import { observeUnit } from './learn-unit.ts';
import type { WorkQueue } from './ports.ts';
import { rememberAccounts } from './remembered-accounts.ts';
import { firstMessage, type Scope, type UnitScope, type WorkMessage } from './scope.ts';
import { accountScopes } from './scopes-of.ts';

/**
 * Handles the event of a unit: the unit is read and saved in the snapshot, and the scopes that depend on it are sent to the
 * groups that write: its shares and, after a rename, the workloads of the accounts below it, whose path has changed. It
 * writes nothing to WA Tool itself. Organizations describes at most two units per second, which would delay a lens that is
 * uploaded in the meantime if the group of lenses waited for it.
 */
export async function handleUnit(
  message: WorkMessage & { readonly scope: UnitScope },
  context: Context,
  work: WorkQueue,
): Promise<void> {
  const { unitId, isRenamed } = message.scope;
  const readAt = context.now();
  const organization = await observeUnit(context, unitId, context.organizationAfter);
  const units = unitsFrom(organization, unitId);
  // Shares with a deleted unit end automatically.
  if (units.length === 0) return;

  const unitIds = units.map(({ id }) => id);
  const accounts = isRenamed ? await context.ports.organization.listAccountsIn(unitIds, organization) : [];
  const scopes: readonly Scope[] = [
    { kind: 'unit-shares', unitId },
    ...workloadScopes(
      accounts.map(({ id }) => id),
      context,
    ),
  ];
  await rememberAccounts(context, readAt, accounts);
  const { domain, run, approved, sequence } = message;
  // The unit has been read by now, whatever time its event specified.
  const organizationAfter = Math.min(readAt, context.organizationAfter || readAt);
  await work.send(
    scopes.map((scope, index) =>
      firstMessage({
        domain,
        run,
        approved,
        scope,
        sequence: partSequence({ sequence }, index),
        // A lens that must be checked completely gets a scope of its own, where the guard could not count the others.
        ...(scope.kind === 'unit-shares' ? { organizationAfter, held: ['major-publishes'] } : {}),
      }),
    ),
  );
}

/**
 * The scopes of the accounts whose path has changed. The guard counts within one scope: if it could hold back more accounts
 * than one scope has, everything is one scope, as after a change of the policy.
 */
function workloadScopes(accountIds: readonly string[], { policy }: Context): readonly Scope[] {
  const scopes = accountScopes(accountIds);
  return scopes.length > 1 && accountIds.length > policy.guard.creates
    ? [{ kind: 'everything', group: 'workloads' }]
    : scopes;
}
