import { describe, expect, it } from 'vitest';
import { runIdOf } from '../../../src/events/run-id.ts';
import { eventFixture } from './event-fixture.ts';

const event = eventFixture('s3-lens-created');

describe('runIdOf', () => {
  it('is the same for an event that is delivered twice, by whatever message', () => {
    const redelivered: unknown = JSON.parse(JSON.stringify(event));

    expect(runIdOf(redelivered, 'message-2')).toBe(runIdOf(event, 'message-1'));
  });

  it.each([
    ['a replay', { ...event, 'replay-name': 'after-the-repair' }],
    ['an event at another time', { ...event, time: '2036-01-01T00:00:00Z' }],
    ['an event about something else', { ...event, detail: { object: { key: 'lenses/other.json' } } }],
  ])('differs for %s that has the same id', (_, other) => {
    expect(runIdOf(other, 'message-1')).not.toBe(runIdOf(event, 'message-1'));
  });

  it('begins with the id of the event and fits a message', () => {
    const longest = { ...event, id: 'a'.repeat(64) };

    expect(runIdOf(event, 'message-1').startsWith(`${event.id}-`)).toBe(true);
    expect(runIdOf(longest, 'message-1')).toMatch(/^[\w.:-]{1,80}$/);
  });

  it.each([[{ ...event, id: undefined }], [{ ...event, id: '../walk' }], [null]])(
    'is the id of the message for an event whose id is of no use: %j',
    (odd) => {
      expect(runIdOf(odd, 'message-1')).toBe('message-1');
    },
  );
});
