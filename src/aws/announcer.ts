import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { TransientError } from '../errors.ts';
import type { Announcement } from '../reconcile/ports.ts';
import type { Domain } from '../reconcile/scope.ts';
import type { Call } from './call.ts';

/** Maximum number of entries in one PutEvents call (EventBridge quotas). */
const BATCH = 10;
/** An entry may have 256 KB. The event of a report with more findings names the report in the bucket. */
const FINDINGS_SENT = 20;

/** Sends events with `source: lenskeeper` to the event bus, which people can connect to mail or chat. */
export function createAnnouncer(options: {
  readonly client: EventBridgeClient;
  readonly busName: string;
  readonly domain: Domain;
  readonly call: Call;
}): (announcements: readonly Announcement[]) => Promise<void> {
  const { client, busName, domain, call } = options;
  return async (announcements) => {
    const entries = announcements.map((announcement) => entryOf(announcement, domain, busName));
    for (let start = 0; start < entries.length; start += BATCH) {
      const { FailedEntryCount = 0 } = await call('Announce outcomes', (o) =>
        client.send(new PutEventsCommand({ Entries: entries.slice(start, start + BATCH) }), o),
      );
      if (FailedEntryCount > 0)
        throw new TransientError(`Announce outcomes: ${FailedEntryCount} were not accepted`);
    }
  };
}

function entryOf(announcement: Announcement, domain: Domain, busName: string): PutEventsRequestEntry {
  const { type, detail } = contentOf(announcement);
  return {
    EventBusName: busName,
    Source: 'lenskeeper',
    DetailType: type,
    Detail: JSON.stringify({ run: announcement.run, domain, ...detail }),
  };
}

function contentOf(announcement: Announcement): { readonly type: string; readonly detail: object } {
  switch (announcement.kind) {
    case 'outcome':
      return { type: `Action ${announcement.outcome.outcome}`, detail: announcement.outcome };
    case 'rejection': {
      const { findings, key, by, digest } = announcement.rejection;
      const detail = {
        key,
        by,
        digest,
        findings: findings.slice(0, FINDINGS_SENT),
        findingCount: findings.length,
        report: `reports/${key}.json`,
      };
      return { type: 'Lens rejected', detail };
    }
    case 'notice':
      return { type: 'Notice', detail: { notice: announcement.notice } };
  }
}
