import type { ListRootsRequest } from '@aws-sdk/client-organizations';
import { PAGING } from '../constraints.ts';
import { readOperation } from '../define.ts';

export const listRoots = readOperation({
  name: 'ListRoots',
  constraints: PAGING,
  run(organization, _input: ListRootsRequest) {
    const { rootId } = organization;
    const PolicyTypes = [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }];
    return { Roots: [{ Id: rootId, Arn: organization.arn('root', rootId), Name: 'Root', PolicyTypes }] };
  },
});
