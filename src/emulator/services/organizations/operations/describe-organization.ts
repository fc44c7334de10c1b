import type { Operation } from '../../../operation.ts';
import { requireMember } from '../define.ts';
import { describeOrganization as describe } from '../describe.ts';
import { organizationsOf } from '../store.ts';

/** The only read that every member account may call. */
export const describeOrganization: Operation<object, object> = {
  name: 'DescribeOrganization',
  constraints: {},
  run(world, call) {
    const organization = organizationsOf(world);
    requireMember(organization, call);
    return { Organization: describe(organization) };
  },
};
