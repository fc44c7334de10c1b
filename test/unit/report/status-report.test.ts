import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/reconcile/action.ts';
import { EMPTY_PLAN, type Plan } from '../../../src/reconcile/plan.ts';
import type { PlannedLens, PlannedScope } from '../../../src/reconcile/plan-scope.ts';
import { type StatusReport, statusReport } from '../../../src/report/status-report.ts';
import {
  aDesiredLens,
  aDesiredWorkload,
  aLensDetail,
  anInvalidLens,
  anObservation,
  anObservedWorkload,
  aShare,
  aUnitTarget,
  LENS_KEY,
  tagsOf,
} from '../../builders.ts';

const DOMAIN = { accountId: '777788889999', region: 'eu-west-1' };

const imported: Action = {
  kind: 'import-lens',
  lens: LENS_KEY,
  name: 'Sign-in baseline',
  digest: 'd2',
  over: 'update',
  tags: tagsOf(aDesiredLens(), '1.1'),
  keepsExportOf: undefined,
};

const aPlannedLens = (lens: Partial<PlannedLens> = {}): PlannedLens => ({
  desired: aDesiredLens(),
  match: { kind: 'ours', lens: aLensDetail() },
  observation: anObservation({ shares: [aShare()] }),
  ...lens,
});

function reportOf(planned: Partial<PlannedScope>, plan: Partial<Plan> = {}): StatusReport {
  return statusReport(
    DOMAIN,
    {
      plan: { ...EMPTY_PLAN, ...plan },
      materials: new Map(),
      lenses: [],
      workloads: [],
      uncovered: [],
      lensIndex: undefined,
      workloadIndex: undefined,
      ...planned,
    },
    plan.notices ?? [],
    { queues: [], deadLetters: [] },
  );
}

const lensOf = (lens: Partial<PlannedLens>, plan: Partial<Plan> = {}) =>
  reportOf({ lenses: [aPlannedLens(lens)] }, plan).domains[0]!.lenses[0]!;

describe('statusReport', () => {
  it('has one line of facts for each lens', () => {
    expect(lensOf({})).toEqual({
      key: LENS_KEY,
      name: 'Sign-in baseline',
      arn: aLensDetail().arn,
      version: '1.0',
      state: 'current',
      shares: { wanted: 1, active: 1 },
    });
  });

  it('counts only shares that are in force, and only those that the policy asks for', () => {
    const { shares } = lensOf({
      desired: aDesiredLens({ targets: ['ou-1', 'ou-2', 'ou-3', 'ou-4'].map(aUnitTarget) }),
      observation: anObservation({
        shares: [
          aShare({ sharedWith: 'ou-1' }),
          aShare({ sharedWith: 'ou-2', status: 'ASSOCIATING' }),
          aShare({ sharedWith: 'ou-3', status: 'FAILED' }),
          aShare({ sharedWith: 'ou-by-hand' }),
        ],
      }),
    });

    expect(shares).toEqual({ wanted: 4, active: 1 });
  });

  it('says that a lens is behind when its content waits to be imported', () => {
    expect(lensOf({}, { actions: [imported] })).toMatchObject({ state: 'behind', version: '1.0' });
  });

  it('says that a lens without a version is not published', () => {
    expect(lensOf({ match: { kind: 'new' } })).toMatchObject({ state: 'not-published', arn: undefined });
  });

  it('says that a lens made by hand is left alone', () => {
    expect(lensOf({ match: { kind: 'not-ours', lens: aLensDetail() } })).toMatchObject({
      state: 'left-alone',
    });
  });

  it('says that a lens is rejected, and by how many findings', () => {
    const desired = anInvalidLens();
    const rejections = desired.content.kind === 'invalid' ? [desired.content.rejection] : [];

    const report = reportOf({ lenses: [aPlannedLens({ desired })] }, { rejections });

    expect(report.domains[0]?.lenses[0]?.state).toBe('rejected');
    expect(report.rejected).toEqual([{ key: LENS_KEY, findings: 1 }]);
    expect(report.notices.map(({ kind }) => kind)).toEqual(['lens-invalid']);
  });

  it('does not call a lens current whose newer content AWS rejected', () => {
    const notices = [{ kind: 'lens-rejected-before', subject: LENS_KEY, message: 'Leave it' }] as const;

    expect(lensOf({}, { notices }).state).toBe('rejected');
  });

  it('does not call a lens current that has no room for another version', () => {
    const notices = [{ kind: 'version-quota', subject: LENS_KEY, message: 'Leave it' }] as const;

    expect(lensOf({}, { notices }).state).toBe('behind');
  });

  it('counts the workloads that are wanted and those that are there', () => {
    const workloads = [
      { desired: aDesiredWorkload(), candidates: [anObservedWorkload()] },
      { desired: aDesiredWorkload({ account: '555566667777' }), candidates: [] },
      {
        desired: aDesiredWorkload({ account: '666677778888' }),
        candidates: [anObservedWorkload({ account: undefined })],
      },
    ];

    expect(reportOf({ workloads }).domains[0]?.workloads).toEqual({ wanted: 3, present: 1, uncovered: 0 });
  });

  it('counts work to do as a plan does, imports with their publication', () => {
    const shares = ['ou-1', 'ou-2'].map(
      (id): Action => ({ kind: 'share-lens', lens: LENS_KEY, target: aUnitTarget(id) }),
    );

    expect(reportOf({}, { actions: [imported, ...shares] }).domains[0]?.pending).toEqual([
      { kind: 'share-lens', count: 2 },
      { kind: 'publish-lens', count: 1 },
    ]);
  });
});
