import { describe, expect, it } from 'vitest';
import { requestToken } from '../../../src/aws/request-token.ts';

const request = { LensAlias: 'arn', SharedWith: 'ou-ab12-production' };

describe('requestToken', () => {
  it('is the same when a message is delivered again', () => {
    expect(requestToken('run-1', 'CreateLensShare', request)).toBe(
      requestToken('run-1', 'CreateLensShare', { ...request }),
    );
  });

  it('differs in a later run, for another operation and for another request', () => {
    const tokens = [
      requestToken('run-1', 'CreateLensShare', request),
      requestToken('run-2', 'CreateLensShare', request),
      requestToken('run-1', 'ImportLens', request),
      requestToken('run-1', 'CreateLensShare', { ...request, SharedWith: 'ou-ab12-sandboxes' }),
    ];

    expect(new Set(tokens).size).toBe(4);
  });

  it('is a token that WA Tool accepts', () => {
    expect(requestToken('run-1', 'ImportLens', request)).toMatch(/^[0-9a-f]{64}$/);
  });
});
