import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createClock } from '../../../src/emulator/clock.ts';
import { createWorld } from '../../../src/emulator/create-world.ts';
import { sqsOf } from '../../../src/emulator/services/sqs/store.ts';
import type { ReceivedMessage } from '../../../src/emulator/world.ts';

type Step =
  | { readonly kind: 'send'; readonly group: string }
  | { readonly kind: 'receive'; readonly max: number }
  | { readonly kind: 'delete' }
  | { readonly kind: 'give-back' }
  | { readonly kind: 'advance'; readonly seconds: number };

const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('send' as const), group: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ kind: fc.constant('receive' as const), max: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ kind: fc.constant('delete' as const) }),
  fc.record({ kind: fc.constant('give-back' as const) }),
  fc.record({ kind: fc.constant('advance' as const), seconds: fc.integer({ min: 1, max: 40 }) }),
);

interface Held {
  readonly message: ReceivedMessage;
  readonly until: number;
}

describe('a FIFO queue with any behaviour of its receivers', () => {
  test.prop([fc.array(aStep, { maxLength: 60 })])(
    'delivers each group in order, to one receiver at a time, and loses nothing',
    async (steps) => {
      const clock = createClock({ frozen: true });
      const store = sqsOf(createWorld({ clock }));
      const { arn } = store.createQueue(
        { region: 'eu-west-1', accountId: '777788889999', name: 'work.fifo' },
        { FifoQueue: 'true', VisibilityTimeout: '30' },
      );
      const waiting = new Map<string, string[]>([...'abc'].map((group) => [group, []]));
      let held: Held[] = [];
      let sent = 0;

      const receive = async (max: number): Promise<void> => {
        const busy = new Set(held.map(({ message }) => message.attributes.MessageGroupId));
        const messages = await store.receive(arn, { max, waitMs: 0 });
        for (const group of 'abc') {
          const got = messages.filter(({ attributes }) => attributes.MessageGroupId === group);
          expect(busy.has(group) && got.length > 0).toBe(false);
          expect(got.map(({ body }) => body)).toEqual(waiting.get(group)?.slice(0, got.length));
        }
        held.push(...messages.map((message) => ({ message, until: clock.now() + 30_000 })));
      };
      const finish = ({ message }: Held): void => {
        store.delete(arn, message.receiptHandle);
        const group = message.attributes.MessageGroupId ?? '';
        waiting.set(group, waiting.get(group)?.filter((body) => body !== message.body) ?? []);
      };

      for (const step of steps) {
        if (step.kind === 'send') {
          sent += 1;
          const body = String(sent);
          store.send(arn, { body, messageGroupId: step.group, messageDeduplicationId: body });
          waiting.get(step.group)?.push(body);
        } else if (step.kind === 'receive') {
          await receive(step.max);
        } else if (step.kind === 'advance') {
          clock.advance(step.seconds * 1000);
          held = held.filter(({ until }) => until > clock.now());
        } else {
          const first = held.shift();
          if (first === undefined) continue;
          if (step.kind === 'delete') finish(first);
          else store.changeVisibility(arn, first.message.receiptHandle, 0);
        }
      }

      clock.advance(30_000);
      held = [];
      while ([...waiting.values()].some((bodies) => bodies.length > 0)) {
        await receive(10);
        expect(held).not.toEqual([]);
        for (const each of held.splice(0)) finish(each);
      }
      expect(store.queue(arn).counts()).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
    },
  );
});
