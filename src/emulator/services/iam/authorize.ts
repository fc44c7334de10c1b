import type { Permission, Principal } from '../../operation.ts';
import type { World } from '../../world.ts';
import type { RequestContext } from './condition.ts';
import { type Decision, evaluate, type PolicyPrincipal } from './evaluate.ts';
import { parsePolicyDocument } from './policy-document.ts';

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** Only the owner may use buckets and queues, unless their policy allows others. */
const NEEDS_POLICY = /^arn:aws:(?:s3|sqs):/;

const ALLOWED: Verdict = { allowed: true };

/**
 * Whether a principal may perform an action, by the rules of IAM: an explicit Deny in any policy wins; inside one
 * account an Allow of the identity or of the resource is enough; across accounts both must allow. The identity of an
 * administrator allows everything.
 *
 * @returns the decision, with the reason in AWS's wording
 */
export function authorize(
  world: World,
  principal: Principal,
  permission: Permission,
  region: string,
): Verdict {
  const { action, resource } = permission;
  const context: RequestContext = { ...requestContext(world, principal, region), ...permission.context };
  const identity = identityDecision(world, principal, { action, resource, context });
  const asked = { action, resource, context, principal: policyPrincipal(principal) };
  const ofResource = resourceDecision(world, resource, asked);

  const denied = (kind: string, explicit: boolean): Verdict => ({
    allowed: false,
    reason: explicit
      ? `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} with an explicit deny in ${kind} policy`
      : `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} because no ${kind} policy allows the ${action} action`,
  });
  if (identity === 'explicit-deny') return denied('an identity-based', true);
  if (ofResource === 'explicit-deny') return denied('a resource-based', true);
  const owner = permission.resourceAccountId ?? accountOf(resource) ?? principal.accountId;
  if (owner === principal.accountId) {
    return identity === 'allow' || ofResource === 'allow' ? ALLOWED : denied('identity-based', false);
  }
  if (identity !== 'allow') return denied('identity-based', false);
  if (ofResource === 'allow') return ALLOWED;
  // The service itself decides about a resource without a policy: most WA Tool and Organizations resources have none.
  if (!NEEDS_POLICY.test(resource) && policyOf(world, resource) === undefined) return ALLOWED;
  return denied('resource-based', false);
}

/**
 * Whether an AWS service, such as `events.amazonaws.com`, may perform an action on a resource: the resource policy must
 * allow it.
 *
 * @param context Condition keys of the delivery, such as `aws:SourceArn` and `aws:SourceAccount`
 */
export function isServiceAllowed(
  world: World,
  service: string,
  { action, resource, context = {} }: Permission,
): boolean {
  const asked = { action, resource, context: { 'aws:SecureTransport': 'true', ...context } };
  return resourceDecision(world, resource, { ...asked, principal: { kind: 'service', service } }) === 'allow';
}

/** Whether the trust policy of a role allows a principal or service to assume it. */
export function isTrusted(
  world: World,
  roleArn: string,
  principal: PolicyPrincipal,
  context: RequestContext,
): boolean {
  const role = world.iam.role(roleArn);
  if (role === undefined) return false;
  const question = { action: 'sts:AssumeRole', resource: roleArn, context, principal };
  return evaluate([parsePolicyDocument(role.trustPolicy)], question) === 'allow';
}

/** The decision of the identity policies of a principal. */
export function identityDecision(
  world: World,
  principal: Principal,
  question: { action: string; resource: string; context: RequestContext },
): Decision {
  if (principal.kind === 'administrator') return 'allow';
  const policies = world.iam.role(principal.roleArn)?.policies ?? [];
  return evaluate(policies.map(parsePolicyDocument), question);
}

/** A principal in the form of resource and trust policies. */
export function policyPrincipal(principal: Principal): Extract<PolicyPrincipal, { kind: 'aws' }> {
  const arns = principal.kind === 'role' ? [principal.arn, principal.roleArn] : [principal.arn];
  return { kind: 'aws', accountId: principal.accountId, arns };
}

/**
 * Condition keys of every request. A request over loopback counts as TLS, because the real endpoints accept only TLS.
 */
export function requestContext(world: World, principal: Principal, region: string): RequestContext {
  const isMember = world.organizations.ancestorsOf(principal.accountId) !== undefined;
  return {
    'aws:PrincipalArn': principal.kind === 'role' ? principal.roleArn : principal.arn,
    'aws:PrincipalAccount': principal.accountId,
    'aws:PrincipalType': principal.kind === 'role' ? 'AssumedRole' : 'User',
    'aws:RequestedRegion': region,
    'aws:SecureTransport': 'true',
    'aws:CurrentTime': new Date(world.clock.now()).toISOString(),
    ...(isMember ? { 'aws:PrincipalOrgID': world.organizations.organizationId } : {}),
  };
}

function resourceDecision(
  world: World,
  resource: string,
  question: Parameters<typeof evaluate>[1],
): Decision {
  const policy = policyOf(world, resource);
  return policy === undefined ? 'implicit-deny' : evaluate([parsePolicyDocument(policy)], question);
}

/** The policy of a resource; the policy of an object is that of its bucket. */
function policyOf(world: World, resource: string): unknown {
  const own = world.iam.resourcePolicy(resource);
  if (own !== undefined || !resource.startsWith('arn:aws:s3:::')) return own;
  return world.iam.resourcePolicy(resource.split('/')[0] ?? resource);
}

function accountOf(arn: string): string | undefined {
  const accountId = arn.split(':')[4];
  return accountId !== undefined && /^\d{12}$/.test(accountId) ? accountId : undefined;
}
