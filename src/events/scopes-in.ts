import { readControlTowerEvent } from './control-tower-event.ts';
import { type EventReader, type EventReading, type EventTrust, ignored } from './event-reading.ts';
import { readOrganizationsEvent } from './organizations-event.ts';
import { readRequestedScope } from './requested-scope.ts';
import { readS3Event } from './s3-event.ts';
import { readS3Notification } from './s3-notification.ts';

const READERS: readonly EventReader[] = [
  readS3Event,
  readS3Notification,
  readOrganizationsEvent,
  readControlTowerEvent,
  readRequestedScope,
];

/**
 * The scopes that an event asks to check. Events determine nothing else: the worker reads the current
 * state. Never throws; an event that is unknown or not trusted is ignored with a reason.
 */
export function scopesIn(event: unknown, trust: EventTrust): EventReading {
  for (const read of READERS) {
    const reading = read(event, trust);
    if (reading !== undefined) {
      return reading;
    }
  }
  return ignored('Read the event: its format is unknown');
}
