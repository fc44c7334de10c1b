import type { Account, Organization, OrganizationalUnit, Tag } from '@aws-sdk/client-organizations';
import { constraintViolation, invalidInput } from './errors.ts';
import type { MemberAccount, OrganizationsStore, Unit } from './store.ts';

/** An account in the form of the API. `Status` is left out: AWS retired it on 2026-09-09 in favour of `State`. */
export function describeAccount(organization: OrganizationsStore, account: MemberAccount): Account {
  const { pathsIncludeAccount } = organization.settings;
  const path = `${organization.pathOf(account.placements)}${pathsIncludeAccount ? `${account.id}/` : ''}`;
  return {
    Id: account.id,
    Arn: organization.arn('account', account.id),
    Email: account.email,
    Name: account.name,
    State: account.state,
    Paths: [path],
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: new Date(account.joinedAt),
  };
}

/** A unit in the form of the API; the switch `unitPath` selects the form of its path. */
export function describeUnit(organization: OrganizationsStore, unit: Unit): OrganizationalUnit {
  const { unitPath } = organization.context.world().switches;
  const above = organization.pathOf(unit.placements);
  const Path = unitPath === 'with-unit' ? `${above}${unit.id}/` : above;
  return {
    Id: unit.id,
    Arn: organization.arn('ou', unit.id),
    Name: unit.name,
    ...(unitPath === 'absent' ? {} : { Path }),
  };
}

export function describeOrganization(organization: OrganizationsStore): Organization {
  const management = organization.account(organization.managementAccountId);
  return {
    Id: organization.organizationId,
    Arn: organization.arn('organization'),
    FeatureSet: 'ALL',
    MasterAccountArn: organization.arn('account', organization.managementAccountId),
    MasterAccountId: organization.managementAccountId,
    MasterAccountEmail: management?.email,
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  };
}

const MAX_TAGS = 50;

/**
 * Tags as a map.
 *
 * @throws AwsError InvalidInputException for a duplicate key; ConstraintViolationException above 50 tags
 */
export function readTags(tags: readonly Tag[] | undefined, before: ReadonlyMap<string, string> = new Map()) {
  const given = new Map((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
  if (given.size < (tags ?? []).length) throw invalidInput('DUPLICATE_TAG_KEY', 'Tag keys must be unique.');
  const all = new Map([...before, ...given]);
  if (all.size > MAX_TAGS) {
    throw constraintViolation(
      'MAX_TAG_LIMIT_EXCEEDED',
      'You have exceeded the number of tags allowed on this resource.',
    );
  }
  return all;
}
