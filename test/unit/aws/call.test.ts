import { describe, expect, it } from 'vitest';
import { collect, createCall } from '../../../src/aws/call.ts';
import { DeadlineError, ThrottledError } from '../../../src/errors.ts';

const never = () => new Promise<never>(() => {});

describe('createCall', () => {
  it('gives back what the call gives back', async () => {
    const call = createCall(new AbortController().signal);

    await expect(call('Do it', async () => 'done')).resolves.toBe('done');
  });

  it('makes no call once the time is up', async () => {
    const call = createCall(AbortSignal.abort());
    let calls = 0;

    const result = call('Do it', async () => {
      calls += 1;
    });

    await expect(result).rejects.toThrow(new DeadlineError('Do it: out of time'));
    expect(calls).toBe(0);
  });

  it('leaves a call behind that still waits to be repeated when the time is up', async () => {
    const deadline = new AbortController();
    const call = createCall(deadline.signal);

    const result = call('Do it', never);
    deadline.abort();

    await expect(result).rejects.toThrow(new DeadlineError('Do it: out of time'));
  });

  it('turns the errors of the SDK into ours', async () => {
    const call = createCall(new AbortController().signal);
    const error = Object.assign(new Error('Slow down'), { name: 'ThrottlingException', $metadata: {} });

    const result = call('Do it', () => Promise.reject(error));

    await expect(result).rejects.toThrow(new ThrottledError('Do it: ThrottlingException, Slow down'));
  });

  it('throws a bug on as it is', async () => {
    const call = createCall(new AbortController().signal);
    const bug = new TypeError('x is not a function');

    await expect(call('Do it', () => Promise.reject(bug))).rejects.toBe(bug);
  });
});

describe('collect', () => {
  it('takes the items of every page, empty ones in between too', async () => {
    async function* pages() {
      yield { items: [1, 2] };
      yield {};
      yield { items: [3] };
    }

    await expect(collect(pages(), (page: { items?: number[] }) => page.items)).resolves.toEqual([1, 2, 3]);
  });
});
