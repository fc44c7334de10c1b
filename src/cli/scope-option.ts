import { ConfigurationError } from '../errors.ts';
import { nearest } from '../lens/nearest.ts';
import { MAX_ACCOUNTS_PER_SCOPE, type Scope } from '../reconcile/scope.ts';

/**
 * Parses `--scope`: `everything` (also when it is absent), `lenses`, `workloads`, the key of a lens, or account ids
 * separated by commas.
 *
 * @returns undefined for everything
 * @throws {ConfigurationError} when it is none of these
 */
export function parseScope(text: string | undefined): Scope | undefined {
  if (text === undefined || text === 'everything') return undefined;
  if (text === 'lenses' || text === 'workloads') return { kind: 'everything', group: text };
  if (text.startsWith('lenses/') && text.length > 'lenses/'.length) return { kind: 'lens', key: text };
  const accountIds = text.split(',').map((id) => id.trim());
  if (!accountIds.every((id) => /^\d{12}$/.test(id))) {
    const likely = nearest(text, ['everything', 'lenses', 'workloads']);
    throw new ConfigurationError(
      `Read --scope: ${JSON.stringify(text)} is not a scope. Use everything, lenses, workloads, a key such as lenses/payments.json, or account ids of 12 digits separated by commas${
        likely === undefined ? '' : `; the nearest is ${likely}`
      }`,
    );
  }
  if (accountIds.length > MAX_ACCOUNTS_PER_SCOPE) {
    throw new ConfigurationError(
      `Read --scope: there are ${accountIds.length} account ids, at most ${MAX_ACCOUNTS_PER_SCOPE} are allowed. \`--scope workloads\` selects all`,
    );
  }
  return { kind: 'accounts', accountIds: [...new Set(accountIds)] };
}
