import { AwsError } from '../../../operation.ts';
import { CHILD_ID, PAGING } from '../constraints.ts';
import { readOperation } from '../define.ts';
import type { PageRequest } from '../page.ts';
import { currentParent } from '../store.ts';

export const listParents = readOperation({
  name: 'ListParents',
  constraints: { ChildId: CHILD_ID, ...PAGING },
  run(organization, { ChildId }: PageRequest & { ChildId: string }) {
    const child = organization.unit(ChildId) ?? organization.account(ChildId);
    if (child === undefined) {
      throw new AwsError(
        'ChildNotFoundException',
        "We can't find an organizational unit (OU) or Amazon Web Services account with the ChildId that you specified.",
      );
    }
    const Id = currentParent(child);
    return { Parents: [{ Id, Type: Id === organization.rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' }] };
  },
});
