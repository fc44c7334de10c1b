import type { World } from '../../world.ts';
import { invalidField } from './errors.ts';

export type ShareTarget =
  | { readonly kind: 'account'; readonly id: string; readonly accountId: string }
  | { readonly kind: 'user'; readonly id: string; readonly accountId: string }
  | { readonly kind: 'unit'; readonly id: string; readonly organizationId: string | undefined }
  | { readonly kind: 'organization'; readonly id: string };

const ACCOUNT = /^\d{12}$/;
const USER = /^arn:aws:iam::(\d{12}):user\/\S+$/;
const UNIT =
  /^(?:arn:aws:organizations::\d{12}:ou\/(o-[a-z0-9]{10,32})\/)?(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/;
const ORGANIZATION = /^(?:arn:aws:organizations::\d{12}:organization\/)?(o-[a-z0-9]{10,32})$/;

/**
 * Reads SharedWith. Units and organizations are accepted as id and as ARN, because AWS samples contain both. A root is
 * refused, because the service does not document it.
 *
 * @throws {AwsError} ValidationException
 */
export function readShareTarget(sharedWith: string): ShareTarget {
  if (ACCOUNT.test(sharedWith)) return { kind: 'account', id: sharedWith, accountId: sharedWith };

  const userAccount = USER.exec(sharedWith)?.[1];
  if (userAccount !== undefined) return { kind: 'user', id: sharedWith, accountId: userAccount };

  const unit = UNIT.exec(sharedWith);
  if (unit?.[2] !== undefined) return { kind: 'unit', id: unit[2], organizationId: unit[1] };

  const organization = ORGANIZATION.exec(sharedWith)?.[1];
  if (organization !== undefined) return { kind: 'organization', id: organization };

  throw invalidField('SharedWith', `The value ${sharedWith} is not an account, user, unit or organization`);
}

/** SharedWith in the reply of ListLensShares; the switch `sharedWithEcho` selects id or ARN. */
export function writeShareTarget(world: World, target: ShareTarget): string {
  if (world.switches.sharedWithEcho === 'id') return target.id;
  const { managementAccountId, organizationId } = world.organizations;
  const organizations = `arn:aws:organizations::${managementAccountId}`;
  if (target.kind === 'unit')
    return `${organizations}:ou/${target.organizationId ?? organizationId}/${target.id}`;
  if (target.kind === 'organization') return `${organizations}:organization/${target.id}`;
  return target.id;
}
