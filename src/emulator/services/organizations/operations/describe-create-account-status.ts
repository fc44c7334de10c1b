import type { DescribeCreateAccountStatusRequest } from '@aws-sdk/client-organizations';
import { AwsError } from '../../../operation.ts';
import type { Given } from '../../../protocol/given.ts';
import { readOperation } from '../define.ts';

export const describeCreateAccountStatus = readOperation({
  name: 'DescribeCreateAccountStatus',
  constraints: { CreateAccountRequestId: { required: true, max: 36, pattern: /car-[a-z0-9]{8,32}/ } },
  run(organization, input: Given<DescribeCreateAccountStatusRequest, 'CreateAccountRequestId'>) {
    const CreateAccountStatus = organization.creations.get(input.CreateAccountRequestId);
    if (CreateAccountStatus !== undefined) return { CreateAccountStatus };
    throw new AwsError(
      'CreateAccountStatusNotFoundException',
      "We can't find an create account request with the CreateAccountRequestId that you specified.",
    );
  },
});
