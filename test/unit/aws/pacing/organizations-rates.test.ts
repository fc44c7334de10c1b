import { describe, expect, it } from 'vitest';
import { ORGANIZATIONS_SHARE, organizationsLimit } from '../../../../src/aws/pacing/organizations-rates.ts';

describe('the limit for the published rates of Organizations', () => {
  it('is half of them, because the whole organization shares the buckets', () => {
    expect(organizationsLimit('ListAccounts', ORGANIZATIONS_SHARE)).toEqual({ rate: 4, burst: 6 });
    expect(organizationsLimit('ListTagsForResource', ORGANIZATIONS_SHARE)).toEqual({ rate: 5, burst: 7.5 });
  });

  it('allows at least one call', () => {
    expect(organizationsLimit('ListRoots', 0.1)).toEqual({ rate: 0.1, burst: 1 });
  });

  it('is unknown for operations without a published rate', () => {
    expect(organizationsLimit('constructor', ORGANIZATIONS_SHARE)).toBeUndefined();
  });
});
