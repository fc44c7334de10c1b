import type { Call, Permission } from '../../operation.ts';
import type { OrganizationsStore } from './store.ts';

/** Members of inputs that name a root, unit or account. */
const ID_MEMBERS = new Set([
  'AccountId',
  'ChildId',
  'DestinationParentId',
  'OrganizationalUnitId',
  'ParentId',
  'ResourceId',
  'SourceParentId',
]);

/**
 * The permissions of an Organizations call: one for each resource that the input names, else one on `*`.
 * Source: the service authorization reference.
 */
export function organizationsPermissions(
  organization: OrganizationsStore,
  call: Call,
  input: unknown,
): readonly Permission[] {
  const members = Object.entries(typeof input === 'object' && input !== null ? input : {});
  const action = `organizations:${call.operation}`;
  const context = Object.assign({}, ...members.map(([name, value]) => contextOf(name, value)));
  const ids = members.flatMap(([name, value]) =>
    ID_MEMBERS.has(name) && typeof value === 'string' ? [value] : [],
  );
  if (ids.length === 0) return [{ action, resource: '*', context }];
  // The caller's role in the organization decides, not the owner of the ARN: see `define.ts`.
  const resourceAccountId = call.accountId;
  return ids.map((id) => ({ action, resource: arnOf(organization, id), context, resourceAccountId }));
}

function arnOf(organization: OrganizationsStore, id: string): string {
  if (id.startsWith('r-')) return organization.arn('root', id);
  return organization.arn(id.startsWith('ou-') ? 'ou' : 'account', id);
}

function contextOf(name: string, value: unknown): Record<string, string | readonly string[]> {
  if (name === 'ServicePrincipal' && typeof value === 'string')
    return { 'organizations:ServicePrincipal': value };
  if (name === 'TagKeys' && Array.isArray(value)) return { 'aws:TagKeys': value };
  if (name !== 'Tags' || !Array.isArray(value)) return {};
  const tags = value.map(({ Key, Value }): [string, string] => [String(Key), String(Value)]);
  return {
    'aws:TagKeys': tags.map(([key]) => key),
    ...Object.fromEntries(tags.map(([key, text]) => [`aws:RequestTag/${key}`, text])),
  };
}
