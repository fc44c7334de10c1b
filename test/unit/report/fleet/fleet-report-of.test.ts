import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../../src/policy/policy.ts';
import type { FleetFacts } from '../../../../src/reconcile/fleet-facts.ts';
import { EMPTY_PLAN, type Plan } from '../../../../src/reconcile/plan.ts';
import {
  NOTHING_PLANNED,
  type PlannedLens,
  type PlannedScope,
} from '../../../../src/reconcile/plan-scope.ts';
import { EMPTY_REVIEW_MEMORY, type ReviewMemory } from '../../../../src/reconcile/review-memory.ts';
import { parseLatest } from '../../../../src/report/fleet/fleet-report.ts';
import { fleetReportOf } from '../../../../src/report/fleet/fleet-report-of.ts';
import { latestJson } from '../../../../src/report/fleet/latest-json.ts';
import {
  ACCOUNT,
  aDesiredLens,
  aDesiredWorkload,
  aLensDetail,
  anObservation,
  anObservedWorkload,
  aShare,
  aUnitTarget,
  aWorkloadSummary,
  LENS_KEY,
  ORGANIZATION_ID,
} from '../../../builders.ts';
import { risks } from './fleet-builders.ts';

const HUB = '777788889999';
const WORKLOAD = aWorkloadSummary().id;
const LENS = aLensDetail().arn;
const UNITS = [
  { id: 'ou-ab12-aaaaaaaa', name: 'Alpha', parentId: 'r-ab12', path: '/Alpha' },
  { id: 'ou-ab12-bbbbbbbb', name: 'Alpha beta', parentId: 'r-ab12', path: '/Alpha beta' },
  { id: 'ou-ab12-cccccccc', name: 'Child', parentId: 'ou-ab12-aaaaaaaa', path: '/Alpha/Child' },
];

function facts({
  planned = {},
  plan = {},
  ...others
}: Omit<Partial<FleetFacts>, 'planned'> & {
  readonly planned?: Partial<PlannedScope>;
  readonly plan?: Partial<Plan>;
} = {}): FleetFacts {
  return {
    at: Date.parse('2026-11-22T01:30:00Z'),
    run: 'run-1',
    domain: { accountId: HUB, region: 'eu-west-1' },
    policy: { workloads: [] } as unknown as Policy,
    planned: { ...NOTHING_PLANNED, plan: { ...EMPTY_PLAN, ...plan }, ...planned },
    reads: {
      organization: {
        id: ORGANIZATION_ID,
        rootId: 'r-ab12',
        managementAccountId: '111122223333',
        units: UNITS,
        readAt: 0,
      },
      accounts: [{ id: ACCOUNT, name: 'Ledger', state: 'ACTIVE', path: '/Alpha', joinedAt: 0 }],
      workloads: [],
      lensCount: 1,
    },
    reviews: { memory: EMPTY_REVIEW_MEMORY, unread: 0, problem: undefined },
    notices: [],
    deadLetters: undefined,
    calls: [],
    ...others,
  };
}

const aPlannedLens = (lens: Partial<PlannedLens> = {}): PlannedLens => ({
  desired: aDesiredLens(),
  match: { kind: 'ours', lens: aLensDetail() },
  observation: anObservation(),
  ...lens,
});

const lensOf = (lens: Partial<PlannedLens>, plan: Partial<Plan> = {}) =>
  fleetReportOf(facts({ planned: { lenses: [aPlannedLens(lens)] }, plan }), undefined).lenses[0]!;

describe('fleetReportOf', () => {
  it('lists every unit after its parent, with how deep it is', () => {
    const { units } = fleetReportOf(facts(), undefined);

    expect(units.map(({ name, depth }) => `${depth} ${name}`)).toEqual([
      '0 Alpha',
      '1 Child',
      '0 Alpha beta',
    ]);
  });

  it('shows for each unit how a lens is shared with it', () => {
    const { coverage, shares } = lensOf({
      desired: aDesiredLens({ targets: ['ou-ab12-aaaaaaaa', 'ou-ab12-cccccccc'].map(aUnitTarget) }),
      observation: anObservation({
        shares: [aShare({ sharedWith: 'ou-ab12-aaaaaaaa' }), aShare({ sharedWith: 'ou-ab12-bbbbbbbb' })],
      }),
    });

    expect(coverage).toBe('amx');
    expect(shares).toEqual({ wanted: 2, active: 1, existing: 2 });
  });

  it.each([
    ['ASSOCIATING', 'p'],
    ['FAILED', 'f'],
    ['ASSOCIATED', 'a'],
  ] as const)('shows a share that is %s as %s', (status, letter) => {
    const { coverage } = lensOf({
      desired: aDesiredLens({ targets: [aUnitTarget('ou-ab12-aaaaaaaa')] }),
      observation: anObservation({ shares: [aShare({ sharedWith: 'ou-ab12-aaaaaaaa', status })] }),
    });

    expect(coverage).toBe(`${letter}--`);
  });

  it('counts every unit as reached by a share with the organization', () => {
    const { coverage } = lensOf({
      desired: aDesiredLens({ targets: [{ kind: 'organization', id: ORGANIZATION_ID }] }),
      observation: anObservation({ shares: [aShare({ sharedWith: ORGANIZATION_ID })] }),
    });

    expect(coverage).toBe('ooo');
  });

  it('tells that somebody published by hand', () => {
    const lens = aLensDetail({ version: 'by.hand' });

    expect(lensOf({ match: { kind: 'ours', lens } }).drift).toEqual(['published by hand']);
  });

  it.each([
    [{ kind: 'new' }, 'not-published'],
    [{ kind: 'name-clash', owner: 'lenses/other.json' }, 'left-alone'],
    [{ kind: 'not-ours', lens: aLensDetail() }, 'left-alone'],
    [{ kind: 'ours', lens: aLensDetail() }, 'current'],
  ] as const)('calls a lens that is %o %s', (match, state) => {
    expect(lensOf({ match }).state).toBe(state);
  });

  it('shows the workload of an account with the state of its lenses and its risks', () => {
    const governed = new Set(['workloadName'] as const);
    const review = {
      arn: LENS,
      name: 'Sign-in baseline',
      version: '1.0',
      status: 'CURRENT',
      updatedAt: 1,
      risks: risks({ high: 2, unanswered: 1 }),
      pillars: [{ id: 'people', name: 'People', risks: risks({ high: 2, unanswered: 1 }) }],
    };
    const memory: ReviewMemory = {
      ...EMPTY_REVIEW_MEMORY,
      workloads: { [WORKLOAD]: { knownAt: 1_000, reviews: [review] } },
    };
    const summary = aWorkloadSummary({
      lenses: [LENS, 'wellarchitected'],
      risks: risks({ high: 2, unanswered: 1 }),
    });
    const report = fleetReportOf(
      facts({
        policy: {
          workloads: [
            { kind: 'skip', match: { ou: ['/Sandbox/**'] } },
            { kind: 'workload', match: { ou: ['/Alpha/**'], tags: { tier: 'one' } }, explicit: governed },
          ],
        } as unknown as Policy,
        planned: {
          lenses: [aPlannedLens({ match: { kind: 'ours', lens: aLensDetail({ version: '2.0' }) } })],
          workloads: [
            {
              desired: aDesiredWorkload({ lenses: [LENS], governed }),
              candidates: [anObservedWorkload({ summary })],
            },
          ],
        },
        reads: { ...facts().reads, workloads: [summary] },
        reviews: { memory, unread: 0, problem: undefined },
      }),
      undefined,
    );

    expect(report.accounts).toEqual([
      {
        id: ACCOUNT,
        name: 'Ledger',
        state: 'ACTIVE',
        path: '/Alpha',
        template: 1,
        workload: 'present',
        workloadId: WORKLOAD,
        risks: risks({ high: 2, unanswered: 1 }),
        // The lens is at 2.0 and the review at 1.0.
        reviews: 'b',
      },
    ]);
    expect(report.templates).toEqual(['1: /Sandbox/**', '2: /Alpha/**, tier=one']);
    expect(report.reviewed).toMatchObject([
      { name: 'Sign-in baseline', reviews: 1, pillars: [{ id: 'people', risks: { high: 2 } }] },
    ]);
    expect(report.risks).toEqual(risks({ high: 2, unanswered: 1 }));
  });

  it('tells accounts that have to settle from those that nothing is asked for', () => {
    const workloadOf = (plan: Partial<Plan>) =>
      fleetReportOf(facts({ plan }), undefined).accounts[0]?.workload;

    expect(workloadOf({ waits: [{ subject: ACCOUNT, reason: 'new', seconds: 60 }] })).toBe('waiting');
    expect(workloadOf({})).toBe('not-asked');
  });

  it('reads back what it wrote and tells what changed since', () => {
    const first = latestJson(facts(), undefined);
    const later = facts({ planned: { lenses: [aPlannedLens()] }, at: Date.parse('2026-11-22T02:30:00Z') });

    expect(parseLatest(first)?.changes).toBeUndefined();
    expect(fleetReportOf(later, first).changes).toEqual({
      since: '2026-11-22T01:30:00.000Z',
      list: [{ of: 'lens', subject: `${LENS_KEY} in eu-west-1`, what: 'new, version 1.0' }],
    });
  });

  it('does not report as deleted what could not be read', () => {
    const first = latestJson(facts({ planned: { lenses: [aPlannedLens()] } }), undefined);
    const failed = facts({ notices: [{ kind: 'scope-failed', message: 'Read lenses: refused' }] });

    expect(fleetReportOf(failed, first).changes).toBeUndefined();
  });

  it.each([
    undefined,
    'not JSON',
    '{"at":"2026-11-22T01:30:00.000Z","actions":[]}',
    '{"fleet":{"format":2}}',
  ])('compares with nothing when the last report is %s', (previous) => {
    expect(fleetReportOf(facts(), previous).changes).toBeUndefined();
  });
});
