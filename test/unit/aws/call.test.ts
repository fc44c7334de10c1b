import { describe, expect, it } from 'vitest';
import { collect, createCall } from '../../../src/aws/call.ts';
import { DeadlineError, ThrottledError } from '../../../src/errors.ts';

const never = () => new Promise<never>(() => {});

describe('createCall', () => {
  it('returns the result of the call', async () => {
    const call = createCall(new AbortController().signal);

    await expect(call('Do it', async () => 'done')).resolves.toBe('done');
  });

  it('makes no call after the deadline', async () => {
    const call = createCall(AbortSignal.abort());
    let calls = 0;

    const result = call('Do it', async () => {
      calls += 1;
    });

    await expect(result).rejects.toThrow(new DeadlineError('Do it: out of time'));
    expect(calls).toBe(0);
  });

  it('abandons a call that still waits for its repetition at the deadline', async () => {
    const deadline = new AbortController();
    const call = createCall(deadline.signal);

    const result = call('Do it', never);
    deadline.abort();

    await expect(result).rejects.toThrow(new DeadlineError('Do it: out of time'));
  });

  it('converts errors of the SDK to ours', async () => {
    const call = createCall(new AbortController().signal);
    const error = Object.assign(new Error('Slow down'), { name: 'ThrottlingException', $metadata: {} });

    const result = call('Do it', () => Promise.reject(error));

    await expect(result).rejects.toThrow(new ThrottledError('Do it: ThrottlingException, Slow down'));
  });

  it('throws a bug unchanged', async () => {
    const call = createCall(new AbortController().signal);
    const bug = new TypeError('x is not a function');

    await expect(call('Do it', () => Promise.reject(bug))).rejects.toBe(bug);
  });
});

describe('collect', () => {
  it('collects the items of every page, with empty pages in between', async () => {
    async function* pages() {
      yield { items: [1, 2] };
      yield {};
      yield { items: [3] };
    }

    await expect(collect(pages(), (page: { items?: number[] }) => page.items)).resolves.toEqual([1, 2, 3]);
  });
});
