import { AwsError, type Call, type Constraints, type Operation } from '../../operation.ts';
import type { World } from '../../world.ts';
import { cloudTrailForm } from './cloud-trail-form.ts';
import { noAccess, notInOrganization } from './errors.ts';
import { publishApiCall } from './events.ts';
import { organizationsPermissions } from './permissions.ts';
import { type OrganizationsStore, organizationsOf } from './store.ts';

interface Definition<Input, Output> {
  readonly name: string;
  readonly constraints?: Constraints;
  readonly run: (organization: OrganizationsStore, input: Input, call: Call) => Output;
}

/** A read: allowed for the management account and for delegated administrators of any service. */
export function readOperation<Input, Output>(
  definition: Definition<Input, Output>,
): Operation<Input, Output> {
  const { name, constraints = {}, run } = definition;
  return {
    name,
    constraints,
    permissions: (call, input, world) => organizationsPermissions(organizationsOf(world), call, input),
    run: (world, call, input) => {
      const organization = organizationsOf(world);
      requireMember(organization, call);
      if (!isReader(organization, call.accountId)) throw noAccess();
      return run(organization, input, call);
    },
  };
}

/** A write of the management account: published as an event, whether it succeeds or fails. */
export function writeOperation<Input, Output>(
  definition: Definition<Input, Output>,
): Operation<Input, Output> {
  return recorded(definition, (organization, call) => {
    requireMember(organization, call);
    if (call.accountId !== organization.managementAccountId) throw noAccess();
  });
}

/** A write that an account makes for itself: it joins or leaves the organization. */
export function ownOperation<Input, Output>(definition: Definition<Input, Output>): Operation<Input, Output> {
  return recorded(definition, () => undefined);
}

function recorded<Input, Output>(
  { name, constraints = {}, run }: Definition<Input, Output>,
  requireCaller: (organization: OrganizationsStore, call: Call) => void,
): Operation<Input, Output> {
  return {
    name,
    constraints,
    permissions: (call, input, world) => organizationsPermissions(organizationsOf(world), call, input),
    run: (world: World, call: Call, input: Input) => {
      const requestParameters = cloudTrailForm(input);
      try {
        const organization = organizationsOf(world);
        requireCaller(organization, call);
        const output = run(organization, input, call);
        publishApiCall(world, { call, requestParameters, responseElements: cloudTrailForm(output) });
        return output;
      } catch (error) {
        if (error instanceof AwsError)
          publishApiCall(world, { call, requestParameters, responseElements: null, error });
        throw error;
      }
    },
  };
}

/** @throws AwsError AWSOrganizationsNotInUseException for an account outside the organization */
export function requireMember(organization: OrganizationsStore, call: Call): void {
  if (organization.account(call.accountId) === undefined) throw notInOrganization();
}

const isReader = (organization: OrganizationsStore, accountId: string): boolean =>
  accountId === organization.managementAccountId || organization.delegatedAdministrators.has(accountId);
