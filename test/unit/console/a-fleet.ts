import type { FleetReport } from '../../../src/report/fleet/fleet-report.ts';

const NO_RISKS = { high: 0, medium: 0, none: 0, unanswered: 0, notApplicable: 0 };

/** Four units, two accounts, one lens that is not everywhere yet. */
export const fleet: FleetReport = {
  format: 1,
  at: '2026-11-21T09:00:00.000Z',
  run: 'run-1',
  domains: [
    {
      accountId: '777788889999',
      region: 'eu-west-1',
      lenses: 1,
      workloads: 1,
      pending: [{ kind: 'share-lens', count: 2 }],
    },
  ],
  lenses: [
    {
      key: 'lenses/sign-in.json',
      region: 'eu-west-1',
      name: 'Sign-in',
      version: '1.0',
      objectVersion: 'v1',
      state: 'behind',
      drift: [],
      shares: { wanted: 4, active: 2, existing: 3 },
      versions: 1,
      coverage: 'apmf',
    },
  ],
  units: [
    { id: 'ou-a', name: 'Production', path: '/Production', depth: 0 },
    { id: 'ou-b', name: 'Pay/ments', path: '/Production/Pay%2Fments', depth: 1 },
    { id: 'ou-c', name: 'Data', path: '/Production/Data', depth: 1 },
    { id: 'ou-d', name: 'Sandbox', path: '/Sandbox', depth: 0 },
  ],
  accounts: [
    {
      id: '1',
      name: 'Ledger',
      state: 'ACTIVE',
      path: '/Production/Pay%2Fments',
      template: 0,
      workload: 'present',
      risks: { ...NO_RISKS, high: 2 },
      reviews: 'b',
    },
    { id: '2', name: 'Web', state: 'ACTIVE', path: '/', template: 0, workload: 'missing', reviews: 'm' },
  ],
  templates: ['1: every account'],
  reviewed: [{ arn: 'arn', name: 'Sign-in', reviews: 1, risks: NO_RISKS, pillars: [] }],
  reviews: { workloads: 1, unread: 0 },
  risks: NO_RISKS,
  rejections: [],
  notices: [{ kind: 'any', message: 'Noticed' }],
  deadLetters: [{ queue: 'work-dead-letters.fifo', messages: 3 }],
  calls: [],
};
