import { ConfigurationError } from '../errors.ts';
import type { Operator } from '../operator.ts';
import type { PlannedScope } from '../reconcile/plan-scope.ts';
import { nearestText } from './nearest-names.ts';

/**
 * A person who names a lens or an account that is not there has mistyped it: nothing is done. A deleted file whose lens
 * is still there can be named.
 *
 * @throws {ConfigurationError} naming the nearest one
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
