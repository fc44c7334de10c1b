import { unitsFrom } from '../organization/units-from.ts';
import type { Context } from './context.ts';
import { partSequence } from './later.ts';
import { observeUnit } from './learn-unit.ts';
import type { WorkQueue } from './ports.ts';
import { rememberAccounts } from './remembered-accounts.ts';
import { firstMessage, type Scope, type UnitScope, type WorkMessage } from './scope.ts';
import { accountScopes } from './scopes-of.ts';

/**
 * What the event of a unit comes to: the unit is read and kept in the snapshot, and what depends on it is handed on to the
 * groups that write: the shares with it, and after a rename the workloads of the accounts below it, whose path is another
 * now. It writes nothing to WA Tool itself. Organizations describes two units a second at most, which would hold up a lens
 * that is uploaded meanwhile, were it waited for in the group of lenses.
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
  // Shares with a unit that is gone end by themselves.
  if (units.length === 0) return;

  const unitIds = units.map(({ id }) => id);
  const accounts = isRenamed ? await context.ports.organization.listAccountsIn(unitIds, organization) : [];
  const scopes: readonly Scope[] = [
    { kind: 'unit-shares', unitId },
    ...accountScopes(accounts.map(({ id }) => id)),
  ];
  await rememberAccounts(context, readAt, accounts);
  const { domain, run, approved, sequence } = message;
  // It was read by now, at whatever moment its event said.
  const organizationAfter = Math.min(readAt, context.organizationAfter || readAt);
  await work.send(
    scopes.map((scope, index) =>
      firstMessage({
        domain,
        run,
        approved,
        scope,
        sequence: partSequence({ sequence }, index),
        ...(scope.kind === 'unit-shares' ? { organizationAfter } : {}),
      }),
    ),
  );
}
