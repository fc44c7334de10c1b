import { AwsError } from '../../operation.ts';
import type { World } from '../../world.ts';
import { authorize, isServiceAllowed, isTrusted } from '../iam/authorize.ts';
import type { Rule, Target } from './bus.ts';

const SERVICE = 'events.amazonaws.com';

/**
 * Checks that a rule may deliver: queues and functions by their resource policy, which must allow EventBridge for this
 * rule; buses by the target's role and, in another account, by the policy of the receiving bus.
 *
 * @throws AwsError `AccessDeniedException`, which EventBridge does not repeat
 */
export function assertMayDeliver(world: World, rule: Rule, target: Target): void {
  const { arn, roleArn } = target.settings;
  if (target.kind !== 'bus') {
    const action = target.kind === 'queue' ? 'sqs:SendMessage' : 'lambda:InvokeFunction';
    assertServiceMay(world, rule, action, arn);
    return;
  }
  if (roleArn === undefined) throw denied(`The target ${arn} of rule ${rule.arn} has no role`);
  assertRoleMay(world, {
    roleArn,
    service: SERVICE,
    action: 'events:PutEvents',
    resource: arn,
    sourceArn: rule.arn,
  });
}

/** Checks that a rule may send undelivered events to a queue. */
export function assertMayDeadLetter(world: World, rule: Rule, queueArn: string): void {
  assertServiceMay(world, rule, 'sqs:SendMessage', queueArn);
}

function assertServiceMay(world: World, rule: Rule, action: string, resource: string): void {
  const context = { 'aws:SourceArn': rule.arn, 'aws:SourceAccount': accountOf(rule.arn) };
  if (isServiceAllowed(world, SERVICE, { action, resource, context })) return;
  throw denied(`${SERVICE} is not authorized to perform: ${action} on resource: ${resource} for ${rule.arn}`);
}

/**
 * Checks that a service may assume a role and that the role allows an action.
 *
 * @throws AwsError `AccessDeniedException`
 */
export function assertRoleMay(
  world: World,
  question: { roleArn: string; service: string; action: string; resource: string; sourceArn: string },
): void {
  const { roleArn, service, action, resource, sourceArn } = question;
  const context = { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': accountOf(sourceArn) };
  if (!isTrusted(world, roleArn, { kind: 'service', service }, context)) {
    throw denied(`${service} may not assume the role ${roleArn}`);
  }
  const principal = { kind: 'role', accountId: accountOf(roleArn), arn: roleArn, roleArn } as const;
  const region = resource.split(':')[3] ?? '';
  const verdict = authorize(world, principal, { action, resource }, region);
  if (!verdict.allowed) throw denied(verdict.reason);
  // `authorize` allows access to resources without a policy: a bus of another account needs one.
  if (accountOf(resource) !== accountOf(roleArn) && world.iam.resourcePolicy(resource) === undefined) {
    throw denied(`The resource ${resource} has no policy that allows the account ${accountOf(roleArn)}`);
  }
}

function accountOf(arn: string): string {
  return arn.split(':')[4] ?? '';
}

function denied(message: string): AwsError {
  return new AwsError('AccessDeniedException', message, {}, 400);
}
