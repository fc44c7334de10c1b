import type {
  UpdateShareInvitationInput,
  UpdateShareInvitationOutput,
} from '@aws-sdk/client-wellarchitected';
import type { Operation } from '../../../operation.ts';
import { conflict, notFound } from '../errors.ts';
import type { Given } from '../given.ts';
import { invitationsFor, shareStatus } from '../share.ts';

type Input = Given<UpdateShareInvitationInput, 'ShareInvitationId' | 'ShareInvitationAction'>;

/** Accepts or rejects an invitation. It can be answered once, before it expires. */
export const updateShareInvitation: Operation<Input, UpdateShareInvitationOutput> = {
  name: 'UpdateShareInvitation',
  constraints: {
    ShareInvitationId: { required: true, pattern: /^[0-9a-f]{32}$/ },
    ShareInvitationAction: { required: true, enum: ['ACCEPT', 'REJECT'] },
  },
  run(world, call, { ShareInvitationId, ShareInvitationAction }) {
    const invitations = invitationsFor(world, world.wellarchitected.lensesIn(call.region), call.accountId);
    const share = invitations.find(({ invitationId }) => invitationId === ShareInvitationId);
    if (share === undefined) throw notFound('SHARE_INVITATION', ShareInvitationId);
    const now = world.clock.now();
    const status = shareStatus(share, now);
    if (status !== 'PENDING') {
      throw conflict(`The invitation is ${status}`, 'SHARE_INVITATION', ShareInvitationId);
    }
    share.answer = { status: ShareInvitationAction === 'ACCEPT' ? 'ACCEPTED' : 'REJECTED', at: now };
    return { ShareInvitation: { ShareInvitationId, ShareResourceType: 'LENS', LensArn: share.lens.arn } };
  },
};
