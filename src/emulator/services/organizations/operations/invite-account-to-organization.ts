import type { InviteAccountToOrganizationRequest } from '@aws-sdk/client-organizations';
import { AwsError } from '../../../operation.ts';
import type { Given } from '../../../protocol/given.ts';
import { TAGS } from '../constraints.ts';
import { writeOperation } from '../define.ts';
import { invalidInput } from '../errors.ts';
import { showHandshake, stateOf } from '../handshake.ts';
import { randomSigns } from '../make-id.ts';

/** An invitation expires after 15 days. Source: Organizations quotas. */
const LIFETIME_MS = 15 * 24 * 60 * 60 * 1000;

/** Invites account ids only: the embedded AWS does not know the account of an e-mail address. */
export const inviteAccountToOrganization = writeOperation({
  name: 'InviteAccountToOrganization',
  constraints: {
    Target: { required: true },
    'Target.Id': { required: true, min: 1, max: 64 },
    'Target.Type': { required: true, enum: ['ACCOUNT', 'ORGANIZATION', 'EMAIL'] },
    Notes: { max: 1024 },
    ...TAGS,
  },
  run(organization, { Target }: Given<InviteAccountToOrganizationRequest, 'Target'>) {
    const accountId = Target.Id ?? '';
    if (Target.Type !== 'ACCOUNT')
      throw invalidInput('INVALID_PARTY_TYPE_TARGET', 'You specified the wrong type of entity.');
    if (!/^\d{12}$/.test(accountId))
      throw invalidInput('INVALID_PATTERN_TARGET_ID', 'The target account ID is invalid.');
    if (organization.account(accountId) !== undefined) {
      throw new AwsError(
        'HandshakeConstraintViolationException',
        'The specified account is already a member of an organization.',
        { Reason: 'ALREADY_IN_AN_ORGANIZATION' },
      );
    }
    const open = [...organization.handshakes.values()].find(
      (handshake) => handshake.accountId === accountId && stateOf(organization, handshake) === 'OPEN',
    );
    if (open !== undefined) {
      throw new AwsError(
        'DuplicateHandshakeException',
        'A handshake with the same action and target already exists.',
      );
    }
    const now = organization.context.clock.now();
    const Id = `h-${randomSigns(32)}`;
    const management = organization.account(organization.managementAccountId);
    organization.handshakes.set(Id, {
      Id,
      accountId,
      Arn: organization.arn('handshake', 'invite', Id),
      Parties: [
        { Type: 'ORGANIZATION', Id: organization.organizationId },
        { Type: 'ACCOUNT', Id: accountId },
      ],
      State: 'OPEN',
      RequestedTimestamp: new Date(now),
      ExpirationTimestamp: new Date(now + LIFETIME_MS),
      Action: 'INVITE',
      Resources: [
        {
          Type: 'ORGANIZATION',
          Value: organization.organizationId,
          Resources: [
            { Type: 'MASTER_EMAIL', Value: management?.email },
            { Type: 'MASTER_NAME', Value: management?.name },
            { Type: 'ORGANIZATION_FEATURE_SET', Value: 'ALL' },
          ],
        },
        { Type: 'ACCOUNT', Value: accountId },
      ],
    });
    return { Handshake: showHandshake(organization, Id) };
  },
});
