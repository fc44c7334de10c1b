import type { RiskCounts } from '../../../../src/reconcile/ports.ts';
import type {
  FleetAccount,
  FleetLens,
  FleetReport,
  FleetUnit,
  ReviewedLens,
} from '../../../../src/report/fleet/fleet-report.ts';

export function risks(counts: Partial<RiskCounts> = {}): RiskCounts {
  return { high: 0, medium: 0, none: 0, unanswered: 0, notApplicable: 0, ...counts };
}

export function aFleetLens(lens: Partial<FleetLens> = {}): FleetLens {
  return {
    key: 'lenses/sign-in.json',
    region: 'eu-west-1',
    name: 'Sign-in baseline',
    arn: 'arn:aws:wellarchitected:eu-west-1:777788889999:lens/0123456789abcdef0123456789abcdef',
    version: '1.0',
    objectVersion: 'v1',
    state: 'current',
    drift: [],
    shares: { wanted: 2, active: 2, existing: 2 },
    versions: 1,
    coverage: 'aa',
    ...lens,
  };
}

export function aFleetUnit(unit: Partial<FleetUnit> = {}): FleetUnit {
  return { id: 'ou-ab12-production', name: 'Production', path: '/Production', depth: 0, ...unit };
}

export function aFleetAccount(account: Partial<FleetAccount> = {}): FleetAccount {
  return {
    id: '444455556666',
    name: 'Ledger',
    state: 'ACTIVE',
    path: '/Production',
    template: 0,
    workload: 'present',
    workloadId: 'abcdef0123456789abcdef0123456789',
    risks: risks({ high: 1, medium: 2, none: 3, unanswered: 4 }),
    reviews: 'c',
    ...account,
  };
}

export function aReviewedLens(lens: Partial<ReviewedLens> = {}): ReviewedLens {
  return {
    arn: aFleetLens().arn ?? '',
    name: 'Sign-in baseline',
    version: '1.0',
    reviews: 1,
    risks: risks({ high: 1, medium: 2, none: 3, unanswered: 4 }),
    pillars: [
      { id: 'people', name: 'People', risks: risks({ high: 1, none: 3 }) },
      { id: 'machines', name: 'Machines', risks: risks({ medium: 2, unanswered: 4 }) },
    ],
    ...lens,
  };
}

/** Two units, one lens that both have, one account with its workload: everything is as wanted. */
export function aFleet(fleet: Partial<FleetReport> = {}): FleetReport {
  return {
    format: 1,
    at: '2026-11-22T01:30:00.000Z',
    run: 'run-1',
    organizationId: 'o-exampleorg1',
    domains: [{ accountId: '777788889999', region: 'eu-west-1', lenses: 1, workloads: 1, pending: [] }],
    lenses: [aFleetLens()],
    units: [
      aFleetUnit(),
      aFleetUnit({ id: 'ou-ab12-payments', name: 'Payments', path: '/Production/Payments', depth: 1 }),
    ],
    accounts: [aFleetAccount()],
    templates: ['1: /Production/**'],
    reviewed: [aReviewedLens()],
    reviews: { workloads: 1, unread: 0 },
    risks: risks({ high: 1, medium: 2, none: 3, unanswered: 4 }),
    rejections: [],
    notices: [],
    deadLetters: [],
    calls: [],
    ...fleet,
  };
}

const UNIT_NAMES = [
  'Production',
  'Sandbox',
  'Payments',
  'Data',
  'Networks',
  'Security',
  'Retail',
  'Research',
];
const LENS_NAMES = [
  'Data protection',
  'Service launch',
  'Tagging baseline',
  'Recovery drills',
  'Cost of idle things',
];

/** A fleet as large as told, in which some things are amiss. */
export function aLargeFleet({
  accounts = 1_000,
  lenses = 15,
  units = 200,
}: {
  readonly accounts?: number;
  readonly lenses?: number;
  readonly units?: number;
} = {}): FleetReport {
  const tree = Array.from({ length: units }, (_, index): FleetUnit => {
    const top = Math.floor(index / 10);
    const isTop = index % 10 === 0;
    const topName = `${UNIT_NAMES[top % UNIT_NAMES.length]} ${top}`;
    const name = isTop ? topName : `${UNIT_NAMES[index % UNIT_NAMES.length]} ${index}`;
    return {
      id: `ou-ab12-${String(index).padStart(8, '0')}`,
      name,
      path: isTop ? `/${topName}` : `/${topName}/${name}`,
      depth: isTop ? 0 : 1,
    };
  });
  const ofBucket = Array.from({ length: lenses }, (_, index) => {
    const coverage = tree
      .map((_unit, unit) =>
        (unit * 7 + index * 13) % 97 === 0 ? 'm' : (unit + index) % 151 === 0 ? 'f' : 'a',
      )
      .join('');
    const active = coverage.replaceAll(/[^a]/g, '').length;
    return aFleetLens({
      key: `lenses/team-${index % 4}/lens-${index}.json`,
      name: `${LENS_NAMES[index % LENS_NAMES.length]} ${index + 1}`,
      arn: `arn:aws:wellarchitected:eu-west-1:777788889999:lens/${String(index).padStart(32, '0')}`,
      version: `${1 + (index % 3)}.${index}`,
      state: index === 3 ? 'behind' : index === 9 ? 'rejected' : 'current',
      drift: index === 3 ? ['published by hand', 'content differs'] : [],
      shares: { wanted: units, active, existing: active },
      versions: index === 7 ? 95 : index + 2,
      coverage,
    });
  });
  const reviewed = ofBucket.map((lens, index) => {
    const pillars = ['Prepare', 'Operate', 'Recover', 'Learn'].map((name, pillar) => ({
      id: name.toLowerCase(),
      name,
      risks: risks({
        high: (index * 31 + pillar * 17) % 90,
        medium: (index * 57 + pillar * 23) % 300,
        none: 700 + ((index * 11) % 200),
        unanswered: (index * 91 + pillar * 41) % 600,
      }),
    }));
    const sum = (part: keyof RiskCounts) => pillars.reduce((total, { risks: of }) => total + of[part], 0);
    return aReviewedLens({
      arn: lens.arn ?? '',
      name: lens.name,
      version: lens.version,
      reviews: 900,
      pillars,
      risks: risks({
        high: sum('high'),
        medium: sum('medium'),
        none: sum('none'),
        unanswered: sum('unanswered'),
      }),
    });
  });
  return aFleet({
    domains: [
      {
        accountId: '777788889999',
        region: 'eu-west-1',
        lenses,
        workloads: accounts - 50,
        pending: [
          { kind: 'share-lens', count: 31 },
          { kind: 'create-workload', count: 4 },
        ],
      },
    ],
    lenses: ofBucket,
    units: tree,
    accounts: Array.from({ length: accounts }, (_, index) => {
      const isMissing = index % 20 === 19;
      return aFleetAccount({
        id: String(100_000_000_000 + index * 7_919),
        name: `${UNIT_NAMES[index % UNIT_NAMES.length]?.toLowerCase()}-${index % 3 ? 'prod' : 'test'}-${index}`,
        state: index % 211 === 5 ? 'SUSPENDED' : 'ACTIVE',
        path: tree[(index * 3) % units]?.path ?? '/',
        template: isMissing ? undefined : index % 2,
        workload: isMissing ? 'not-asked' : index % 83 === 1 ? 'missing' : 'present',
        workloadId: isMissing ? undefined : String(index).padStart(32, 'a'),
        risks: isMissing
          ? undefined
          : risks({ high: index % 9, medium: index % 14, none: 60, unanswered: index % 37 }),
        reviews: ofBucket
          .map((_lens, lens) =>
            isMissing ? '-' : (index + lens) % 29 === 0 ? 'b' : (index * lens) % 61 === 1 ? 'm' : 'c',
          )
          .join(''),
      });
    }),
    templates: ['1: /Production/**, tier=critical', '2: /**'],
    reviewed,
    reviews: { workloads: accounts - 50, unread: 112 },
    risks: risks({ high: 3_812, medium: 6_120, none: 57_000, unanswered: 17_204 }),
    rejections: [
      {
        key: 'lenses/team-1/lens-9.json',
        by: 'lenskeeper',
        findings: [
          {
            severity: 'error',
            message: 'Title of question backups: found 214 characters, wanted at most 128',
            mend: 'Shorten the title and put the rest into the description',
            line: 41,
            column: 18,
          },
        ],
      },
    ],
    notices: [
      {
        kind: 'draft-left',
        subject: 'lenses/team-0/lens-4.json',
        message: 'Leave the draft of lenses/team-0/lens-4.json: it may be somebody’s',
      },
    ],
    deadLetters: [
      { queue: 'lenskeeper-prod-work-dead-letters.fifo', messages: 2 },
      { queue: 'lenskeeper-prod-later-dead-letters', messages: 0 },
    ],
    calls: Array.from({ length: 48 }, (_, index) => ({
      atMs: index * 1_000,
      calls: index < 4 ? 40 - index * 6 : 10 + ((index * 7) % 5),
      throttled: index % 11 === 5 ? 3 : index % 7 === 3 ? 1 : 0,
    })),
  });
}
