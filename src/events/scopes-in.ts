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
 * Which scopes an event asks to be looked at. Events are not trusted with more than that: the worker reads the world
 * afresh. Never throws; what is not understood or not believed is ignored with a reason.
 */
export function scopesIn(event: unknown, trust: EventTrust): EventReading {
  for (const read of READERS) {
    const reading = read(event, trust);
    if (reading !== undefined) {
      return reading;
    }
  }
  return ignored('Read the event: of no shape that is understood');
}
