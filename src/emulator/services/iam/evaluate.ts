import { type Conditions, conditionsHold, fillVariables, type RequestContext } from './condition.ts';
import { matchesPattern } from './match-pattern.ts';
import type { PolicyDocument, Statement } from './policy-document.ts';

/** The request that policies are evaluated for. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
  /** The caller; for resource and trust policies only. */
  readonly principal?: PolicyPrincipal;
}

export type PolicyPrincipal =
  | { readonly kind: 'aws'; readonly accountId: string; readonly arns: readonly string[] }
  | { readonly kind: 'service'; readonly service: string };

export type Decision = 'allow' | 'explicit-deny' | 'implicit-deny';

/** The decision of a set of policies: a matching Deny wins over every Allow. */
export function evaluate(policies: readonly PolicyDocument[], question: Question): Decision {
  const matching = policies
    .flatMap(({ Statement }) => Statement)
    .filter((statement) => applies(statement, question));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'explicit-deny';
  return matching.some(({ Effect }) => Effect === 'Allow') ? 'allow' : 'implicit-deny';
}

function applies(statement: Statement, question: Question): boolean {
  const conditions: Conditions = statement.Condition ?? {};
  return (
    actionApplies(statement, question.action) &&
    resourceApplies(statement, question) &&
    principalApplies(statement, question.principal) &&
    conditionsHold(conditions, question.context)
  );
}

function actionApplies({ Action, NotAction }: Statement, action: string): boolean {
  const fits = (pattern: string) => matchesPattern(pattern, action, { ignoreCase: true });
  return Action !== undefined ? Action.some(fits) : NotAction !== undefined && !NotAction.some(fits);
}

/** Statements of a trust policy have no resource: they apply to the role of the policy. */
function resourceApplies({ Resource, NotResource }: Statement, { resource, context }: Question): boolean {
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  const fits = (pattern: string) => matchesPattern(fillVariables(pattern, values), resource);
  if (NotResource !== undefined) return !NotResource.some(fits);
  return Resource === undefined || Resource.some(fits);
}

function principalApplies(
  { Principal, NotPrincipal }: Statement,
  principal: PolicyPrincipal | undefined,
): boolean {
  if (principal === undefined) return true;
  if (NotPrincipal !== undefined) return !namesPrincipal(NotPrincipal, principal);
  return Principal !== undefined && namesPrincipal(Principal, principal);
}

function namesPrincipal(names: NonNullable<Statement['Principal']>, principal: PolicyPrincipal): boolean {
  if (names === '*') return true;
  const listed = new Map(Object.entries(names));
  if (principal.kind === 'service') return (listed.get('Service') ?? []).includes(principal.service);
  const { accountId, arns } = principal;
  const wanted = ['*', accountId, `arn:aws:iam::${accountId}:root`, ...arns];
  return (listed.get('AWS') ?? []).some((name) => wanted.includes(name));
}
