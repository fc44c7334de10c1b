import type { Permission, Principal } from '../../operation.ts';
import type { World } from '../../world.ts';
import type { RequestContext } from './condition.ts';
import { type Decision, evaluate, type PolicyPrincipal } from './evaluate.ts';
import { parsePolicyDocument } from './policy-document.ts';

export type Verdict = { readonly allowed: true } | { readonly allowed: false; readonly reason: string };

/** Buckets and queues are their owner's alone unless their policy says otherwise. */
const NEEDS_POLICY = /^arn:aws:(?:s3|sqs):/;

const ALLOWED: Verdict = { allowed: true };

/**
 * Whether a principal may do something, as IAM decides it: an explicit Deny anywhere wins; inside one account an Allow of
 * the identity or of the resource is enough; across accounts both must allow. An administrator's identity allows all.
 *
 * @returns the verdict, with the reason in AWS's words
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
  // Without a resource policy the service itself decides: most WA Tool and Organizations resources have none.
  if (!NEEDS_POLICY.test(resource) && policyOf(world, resource) === undefined) return ALLOWED;
  return denied('resource-based', false);
}

/**
 * Whether an AWS service, such as `events.amazonaws.com`, may do something to a resource: its resource policy must say so.
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

/** Whether the trust policy of a role lets a principal or service take it on. */
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

/** What the identity policies of a principal say. */
export function identityDecision(
  world: World,
  principal: Principal,
  question: { action: string; resource: string; context: RequestContext },
): Decision {
  if (principal.kind === 'administrator') return 'allow';
  const policies = world.iam.role(principal.roleArn)?.policies ?? [];
  return evaluate(policies.map(parsePolicyDocument), question);
}

/** A principal as resource and trust policies name it. */
export function policyPrincipal(principal: Principal): Extract<PolicyPrincipal, { kind: 'aws' }> {
  const arns = principal.kind === 'role' ? [principal.arn, principal.roleArn] : [principal.arn];
  return { kind: 'aws', accountId: principal.accountId, arns };
}

/** Condition keys that every request carries. Loopback stands for TLS, as the real endpoints are reached by nothing else. */
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

/** The policy of a resource; objects are governed by the policy of their bucket. */
function policyOf(world: World, resource: string): unknown {
  const own = world.iam.resourcePolicy(resource);
  if (own !== undefined || !resource.startsWith('arn:aws:s3:::')) return own;
  return world.iam.resourcePolicy(resource.split('/')[0] ?? resource);
}

function accountOf(arn: string): string | undefined {
  const accountId = arn.split(':')[4];
  return accountId !== undefined && /^\d{12}$/.test(accountId) ? accountId : undefined;
}
