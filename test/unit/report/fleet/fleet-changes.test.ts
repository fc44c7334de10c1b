import { describe, expect, it } from 'vitest';
import { fleetChanges } from '../../../../src/report/fleet/fleet-changes.ts';
import type { FleetReport } from '../../../../src/report/fleet/fleet-report.ts';
import { aFleet, aFleetAccount, aFleetLens, aFleetUnit, aReviewedLens, risks } from './fleet-builders.ts';

const changes = (before: Partial<FleetReport>, after: Partial<FleetReport>) =>
  fleetChanges(aFleet(before), aFleet(after));

describe('fleetChanges', () => {
  it('finds nothing between two looks at the same fleet', () => {
    expect(changes({}, { at: '2026-11-22T02:30:00.000Z', run: 'run-2' })).toEqual([]);
  });

  it('tells of a lens everything that is different in one line', () => {
    const before = aFleetLens({ state: 'behind', shares: { wanted: 2, active: 1, existing: 1 } });

    expect(changes({ lenses: [before] }, { lenses: [aFleetLens({ version: '1.1' })] })).toEqual([
      {
        of: 'lens',
        subject: 'lenses/sign-in.json in eu-west-1',
        what: 'version 1.0, now 1.1; behind, now current; active shares 1, now 2',
      },
    ]);
  });

  it('keeps lenses of two Regions apart', () => {
    const [west, east] = [aFleetLens(), aFleetLens({ region: 'us-east-1' })];

    expect(changes({ lenses: [west] }, { lenses: [west, east] })).toEqual([
      { of: 'lens', subject: 'lenses/sign-in.json in us-east-1', what: 'new, version 1.0' },
    ]);
  });

  it('follows accounts by their id through names and units, and their workloads', () => {
    const before = aFleetAccount({ workload: 'missing' });
    const after = aFleetAccount({ name: 'Books', path: '/Production/Payments' });

    expect(changes({ accounts: [before] }, { accounts: [after] })).toEqual([
      {
        of: 'account',
        subject: '444455556666 Books',
        what: 'was in /Production, now /Production/Payments; was called Ledger, now Books',
      },
      { of: 'workload', subject: '444455556666 Books', what: 'missing, now present' },
    ]);
  });

  it('tells of units, accounts and rejections that came and went', () => {
    const rejection = { key: 'lenses/bad.json', by: 'aws', findings: [] } as const;
    const found = changes(
      { units: [], rejections: [rejection] },
      { units: [aFleetUnit()], accounts: [], rejections: [] },
    );

    expect(found.map(({ of, subject, what }) => `${of} ${subject}: ${what}`)).toEqual([
      'rejection lenses/bad.json: no longer rejected',
      'unit /Production: new',
      'account 444455556666 Ledger: left the organization',
    ]);
  });

  it('counts risks that came and went', () => {
    const after = aReviewedLens({ risks: risks({ high: 3, medium: 2, none: 3, unanswered: 2 }) });

    expect(changes({}, { reviewed: [after] })).toEqual([
      { of: 'risk', subject: 'Sign-in baseline', what: 'high risks 1, now 3; unanswered 4, now 2' },
    ]);
  });
});
