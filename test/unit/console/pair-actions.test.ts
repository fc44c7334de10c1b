import { describe, expect, it } from 'vitest';
import { pairActions } from '../../../src/console/live/journeys/pair-actions.ts';
import { aCall } from './journey-facts.ts';

const share = (unit: string, outcome = 'applied') => ({
  at: 9_000,
  outcome,
  action: 'share-lens',
  subject: 'lenses/sign-in.json',
  detail: `Shared with ${unit}`,
  run: undefined,
});
const shareCall = (unit: string, more = {}) =>
  aCall({ input: { LensAlias: 'arn:x', SharedWith: unit }, ...more });

describe('pairActions', () => {
  it('finds the call of each action, with the tries that were throttled', () => {
    const calls = [
      aCall({ operation: 'ListLenses' }),
      shareCall('ou-b', { at: 1, status: 429, errorName: 'ThrottlingException' }),
      shareCall('ou-a', { at: 2 }),
      shareCall('ou-b', { at: 3 }),
    ];

    const paired = pairActions([share('ou-b'), share('ou-a')], calls);

    expect(paired.map(({ call, tries }) => [call?.at, tries])).toEqual([
      [3, 2],
      [2, 1],
    ]);
  });

  it('takes calls in order when none is named, and finds none where there is none', () => {
    const calls = [shareCall('arn-1', { at: 1 }), shareCall('arn-2', { at: 2 })];

    const paired = pairActions([share('ou-a'), share('ou-b'), share('ou-c')], calls);

    expect(paired.map(({ call }) => call?.at)).toEqual([1, 2, undefined]);
  });

  it('pairs a rejected action with the call that failed', () => {
    const calls = [shareCall('ou-a', { at: 1, status: 400, errorName: 'ValidationException' })];

    const [paired] = pairActions([share('ou-a', 'rejected')], calls);

    expect(paired!.call?.errorName).toBe('ValidationException');
  });
});
