import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBinding } from '../../../src/app.ts';
import { createCall } from '../../../src/aws/call.ts';
import { createLease } from '../../../src/aws/lease.ts';
import { createLearnedRates } from '../../../src/aws/pacing/learned-rates.ts';
import { createPacer } from '../../../src/aws/pacing/pacer.ts';
import type { Account } from '../../../src/organization/organization.ts';
import { parseSnapshot } from '../../../src/organization/snapshot.ts';
import { parseWalk } from '../../../src/organization/unit-walk.ts';
import type { Context } from '../../../src/reconcile/context.ts';
import { parseLensIndex, parseWorkloadIndex } from '../../../src/reconcile/domain-state.ts';
import { withTags } from '../../../src/reconcile/observe-account-tags.ts';
import { parseWorkResult } from '../../../src/reconcile/parse-work-result.ts';
import { rememberedAccounts } from '../../../src/reconcile/remembered-accounts.ts';
import { parseReviewMemory } from '../../../src/reconcile/review-memory.ts';
import { parseWorkMessage } from '../../../src/reconcile/work-message.ts';
import { parseLatest } from '../../../src/report/fleet/fleet-report.ts';
import { aPolicy } from '../../unit/policy/builders.ts';
import { LEDGER, type Lenskeeper, startLenskeeper, WEB } from './start-lenskeeper.ts';

const RELEASE = join(import.meta.dirname, '../../fixtures/release-0.1.0');
const DOMAIN = 'domains/777788889999/eu-west-1';
const INTERRUPTED = '89b9aa02-3c1c-4d6f-8c4c-1f6d7b6c2a10';
const APPLY = 'cli-3f0b6a52-5a1c-4b8e-9f0e-0a4d9a1b7c22';
const ANSWERS = [0, 1, 2].map((sequence) => `runs/${APPLY}/${sequence}-0.json`);

const text = (path: string) => readFileSync(join(RELEASE, path), 'utf8');
const state = (name: string) => text(`state/${name}`);
const filesIn = (folder: string) =>
  readdirSync(join(RELEASE, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(RELEASE, folder).length + 1));

const messages = filesIn('messages');

describe('a message of release 0.1.0', () => {
  it.each(messages)('is read: %s', (name) => {
    const body = text(`messages/${name}`);

    expect(parseWorkMessage(body)).toMatchObject(JSON.parse(body));
  });

  it('is there of every kind', () => {
    const sent = messages.map((name) => parseWorkMessage(text(`messages/${name}`)));
    const scopes = sent.map(({ scope }) =>
      scope.kind === 'everything' ? `${scope.kind} ${scope.group}` : scope.kind,
    );

    expect([...new Set(scopes)].sort()).toEqual([
      'accounts',
      'everything lenses',
      'everything workloads',
      'lens',
    ]);
    expect(sent).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ attempt: 0, refreshOrganization: false }),
        expect.objectContaining({ attempt: 1, importAttempt: 1 }),
        expect.objectContaining({ attempt: 1, stalls: 1, refreshOrganization: true }),
        expect.objectContaining({ approved: true }),
        expect.objectContaining({ held: ['creates'] }),
      ]),
    );
  });
});

describe('what release 0.1.0 keeps in the bucket', () => {
  let keeper: Lenskeeper;
  beforeAll(async () => {
    keeper = await startLenskeeper();
    for (const name of filesIn('state')) await keeper.put(`state/${name}`, state(name));
    for (const name of filesIn('reports')) await keeper.put(`reports/${name}`, text(`reports/${name}`));
  });
  afterAll(() => keeper.close());

  /** What the product looks at some time after a moment that one of the texts names. */
  const contextAt = (now: number) =>
    ({
      ...createBinding(keeper.config)(keeper.domain, 'run-1', 20_000),
      policy: aPolicy(),
      now: () => now,
    }) as const;

  it('is there of every kind', () => {
    expect(filesIn('state').sort()).toEqual(
      [
        'account-tags.json',
        'accounts.json',
        `${DOMAIN}/lenses.json`,
        `${DOMAIN}/reviews.json`,
        `${DOMAIN}/workloads.json`,
        'lease.json',
        'organization.json',
        'rates.json',
        `runs/${INTERRUPTED}/walk.json`,
        ...ANSWERS,
      ].sort(),
    );
  });

  it('gives the units', () => {
    expect(parseSnapshot(state('organization.json'))?.units.map(({ path }) => path)).toEqual([
      '/Production',
      '/Production/Payments',
      '/Sandbox',
    ]);
  });

  it('gives the walk through the units that the deadline ended', () => {
    const walk = parseWalk(state(`runs/${INTERRUPTED}/walk.json`), INTERRUPTED);

    expect([walk?.found.size, walk?.open.size]).toEqual([3, 2]);
  });

  it('gives the lenses and workloads of the domain, and their reviews', () => {
    expect(parseLensIndex(state(`${DOMAIN}/lenses.json`))?.lenses).toHaveLength(2);
    expect(Object.values(parseWorkloadIndex(state(`${DOMAIN}/workloads.json`))?.workloads ?? {})).toEqual([
      expect.objectContaining({ account: LEDGER }),
      expect.objectContaining({ account: WEB }),
    ]);
    const reviews = parseReviewMemory(state(`${DOMAIN}/reviews.json`));
    expect(Object.values(reviews?.workloads ?? {}).map((workload) => workload.reviews.length)).toEqual([
      2, 2,
    ]);
  });

  it('gives the accounts of the scopes that were handed on, while they are fresh', async () => {
    const { readAt }: { readAt: number } = JSON.parse(state('accounts.json'));

    const remembered = await rememberedAccounts(contextAt(readAt + 1_000), [LEDGER, WEB]);

    expect(remembered.get(LEDGER)).toMatchObject({ name: 'Ledger', path: '/Production/Payments' });
    expect(remembered.get(WEB)).toMatchObject({ name: 'Web', path: '/Production' });
  });

  it('gives the tags of accounts, without a call', async () => {
    const { accounts }: { accounts: Record<string, { readAt: number }> } = JSON.parse(
      state('account-tags.json'),
    );
    const accountIds = Object.keys(accounts);
    const listed = accountIds.map((id) => ({ id }) as Account);

    const tagged = await withTags(
      contextAt(accounts[LEDGER]!.readAt + 1_000) as unknown as Context,
      listed,
      'slice',
    );

    expect(tagged.find(({ id }) => id === LEDGER)?.tags).toEqual({ tier: 'critical' });
    expect(keeper.emulator.countCalls({ operation: 'ListTagsForResource' })).toBe(0);
  });

  it('gives the rates that were learned', async () => {
    const pacer = createPacer();
    const [rate]: { rate: number; at: number }[] = JSON.parse(state('rates.json')).rates;
    let recalled: ReadonlyMap<string, number> = new Map();
    const learned = createLearnedRates({
      domain: keeper.domain,
      pacer: {
        ...pacer,
        remember: (rates) => {
          recalled = rates;
        },
      },
      now: () => rate!.at + 1_000,
    });

    await learned.recall(contextAt(0).ports.bucket);

    expect([...recalled]).toEqual([['CreateWorkload', rate!.rate]]);
  });

  it('gives the lease, until it expires', async () => {
    const { owner, expiresAt } = JSON.parse(state('lease.json'));
    const client = new S3Client({ region: keeper.config.region });
    const call = createCall(AbortSignal.timeout(20_000));
    const leaseAt = (now: number) =>
      createLease({ client, bucket: keeper.config.bucket, call, now: () => now });

    expect(await leaseAt(expiresAt - 1).heldBy()).toBe(owner);
    expect(await leaseAt(expiresAt).heldBy()).toBeUndefined();
    client.destroy();
  });

  it.each(ANSWERS)('gives the answer to apply in %s', (name) => {
    const answer = parseWorkResult(name, state(name));

    expect(answer?.notices).toEqual([]);
    expect(answer?.outcomes.map(({ outcome }) => outcome)).toContain('applied');
  });

  it('gives the last report, which the next one is compared with', () => {
    expect(parseLatest(text('reports/latest.json'))?.lenses).toHaveLength(3);
  });

  it('gives the content that was rejected', async () => {
    const { bucket } = contextAt(0).ports;

    expect(await bucket.readRejection('lenses/broken.json')).toMatchObject({ by: 'lenskeeper' });
  });
});
