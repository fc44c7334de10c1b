import { describe, expect, it } from 'vitest';
import { accessAdvice } from '../../../src/aws/access-advice.ts';

const WHO = 'arn:aws:sts::777788889999:assumed-role/reader/me';
const denied = (why: string) => `User: ${WHO} is not authorized to perform: wellarchitected:ImportLens${why}`;

describe('accessAdvice', () => {
  it.each([
    [
      denied(' on resource: * because no identity-based policy allows the wellarchitected:ImportLens action'),
      `Allow wellarchitected:ImportLens for ${WHO} in a policy of the kind "identity-based"`,
    ],
    [
      denied(' on resource: * with an explicit deny in a service control policy'),
      `Change the service control policy that denies wellarchitected:ImportLens for ${WHO}`,
    ],
    [
      denied(''),
      `Allow wellarchitected:ImportLens for ${WHO}. If a policy allows it already, look for a service control policy that denies it`,
    ],
  ])('names the action, the caller and the kind of policy that AWS names: %s', (message, advice) => {
    expect(accessAdvice(message)).toBe(advice);
  });

  it('names the permission of the call when AWS returns only "Access Denied"', () => {
    expect(accessAdvice('Access Denied', 's3:GetObject')).toBe(
      'Allow s3:GetObject for the caller, which `aws sts get-caller-identity` shows. If a policy allows it already, look for a service control policy that denies it',
    );
  });
});
