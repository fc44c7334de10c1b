import type { Operation } from '../../../operation.ts';
import { requireMember } from '../define.ts';
import { describeOrganization as describe } from '../describe.ts';
import { organizationsOf } from '../store.ts';

/** The one read that every member may make. */
export const describeOrganization: Operation<object, object> = {
  name: 'DescribeOrganization',
  constraints: {},
  run(world, call) {
    const organization = organizationsOf(world);
    requireMember(organization, call);
    return { Organization: describe(organization) };
  },
};
