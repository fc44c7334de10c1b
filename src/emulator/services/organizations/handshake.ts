import type { Handshake, HandshakeState } from '@aws-sdk/client-organizations';
import type { OpenHandshake, OrganizationsStore } from './store.ts';

/** The current state of a handshake: an open handshake expires after its expiration time. */
export function stateOf(organization: OrganizationsStore, handshake: OpenHandshake): HandshakeState {
  const expiresAt = handshake.ExpirationTimestamp?.getTime() ?? Number.POSITIVE_INFINITY;
  return handshake.State === 'OPEN' && expiresAt <= organization.context.clock.now()
    ? 'EXPIRED'
    : handshake.State;
}

/** A handshake in the form of the API. */
export function showHandshake(organization: OrganizationsStore, id: string): Handshake | undefined {
  const handshake = organization.handshakes.get(id);
  if (handshake === undefined) return undefined;
  const { accountId: _, ...shown } = handshake;
  return { ...shown, State: stateOf(organization, handshake) };
}
