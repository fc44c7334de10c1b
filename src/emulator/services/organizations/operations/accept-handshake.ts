import type { AcceptHandshakeRequest } from '@aws-sdk/client-organizations';
import { AwsError } from '../../../operation.ts';
import type { Given } from '../../../protocol/given.ts';
import { ownOperation } from '../define.ts';
import { showHandshake, stateOf } from '../handshake.ts';

/** The invited account joins, under the root. */
export const acceptHandshake = ownOperation({
  name: 'AcceptHandshake',
  constraints: { HandshakeId: { required: true, max: 34, pattern: /h-[0-9a-z]{8,32}/ } },
  run(organization, { HandshakeId }: Given<AcceptHandshakeRequest, 'HandshakeId'>, call) {
    const handshake = organization.handshakes.get(HandshakeId);
    if (handshake === undefined || handshake.accountId !== call.accountId) {
      throw new AwsError(
        'HandshakeNotFoundException',
        "We can't find a handshake with the HandshakeId that you specified.",
      );
    }
    const state = stateOf(organization, handshake);
    if (state === 'ACCEPTED') {
      throw new AwsError(
        'HandshakeAlreadyInStateException',
        'The specified handshake is already in the requested state.',
      );
    }
    if (state !== 'OPEN') {
      throw new AwsError(
        'InvalidHandshakeTransitionException',
        `You can't perform the operation on the handshake in its current state ${state}.`,
      );
    }
    handshake.State = 'ACCEPTED';
    const known = organization.accounts.get(call.accountId);
    organization.join({
      id: call.accountId,
      name: known?.name ?? `Account ${call.accountId}`,
      email: known?.email ?? `account-${call.accountId}@example.com`,
      state: 'ACTIVE',
      joinedMethod: 'INVITED',
      tags: new Map(),
    });
    return { Handshake: showHandshake(organization, HandshakeId) };
  },
});
