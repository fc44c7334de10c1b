import { ConfigurationError } from '../errors.ts';
import type { Operator } from '../operator.ts';
import type { PlannedScope } from '../reconcile/plan-scope.ts';
import { nearestText } from './nearest-names.ts';

/**
 * Refuses a scope with an unknown lens or account: it is a typing error. A deleted file whose lens still exists is
 * accepted.
 *
 * @throws {ConfigurationError} with the nearest name
 */
export async function refuseUnknownScope({ plan, gone }: PlannedScope, operator: Operator): Promise<void> {
  if (gone !== undefined && !gone.isKept) {
    throw new ConfigurationError(
      `Read --scope: the bucket has no ${gone.key}; ${nearestText(gone.key, gone.present, 'it has no lenses')}`,
    );
  }
  const unknown = plan.notices.flatMap(({ kind, subject }) =>
    kind === 'account-unknown' && subject !== undefined ? [subject] : [],
  );
  const [first] = unknown;
  if (first === undefined) return;
  const nearest = nearestText(first, await operator.accountIds(), 'it has no accounts');
  throw new ConfigurationError(
    `Read --scope: the organization has no account ${unknown.join(', ')}; ${
      unknown.length === 1 ? nearest : `for ${first} ${nearest}`
    }`,
  );
}
