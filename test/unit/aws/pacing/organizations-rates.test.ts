import { describe, expect, it } from 'vitest';
import { ORGANIZATIONS_SHARE, organizationsLimit } from '../../../../src/aws/pacing/organizations-rates.ts';

describe('what is taken of the published rates of Organizations', () => {
  it("is half of them, since the buckets are the whole organization's", () => {
    expect(organizationsLimit('ListAccounts', ORGANIZATIONS_SHARE)).toEqual({ rate: 4, burst: 6 });
    expect(organizationsLimit('ListTagsForResource', ORGANIZATIONS_SHARE)).toEqual({ rate: 5, burst: 7.5 });
  });

  it('leaves room for one call at least', () => {
    expect(organizationsLimit('ListRoots', 0.1)).toEqual({ rate: 0.1, burst: 1 });
  });

  it('is not known of what is not published', () => {
    expect(organizationsLimit('constructor', ORGANIZATIONS_SHARE)).toBeUndefined();
  });
});
