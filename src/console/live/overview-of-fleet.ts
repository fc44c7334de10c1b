import type {
  Coverage,
  FleetAccount,
  FleetLens,
  FleetReport,
  FleetUnit,
} from '../../report/fleet/fleet-report.ts';
import { countsOf } from '../../report/fleet/headline.ts';
import { type AccountRow, type LensRow, MISSING, type Overview, type UnitNode } from './overview.ts';

/** The status of a unit's share; absent where there is no share and none is wanted. */
const SHARE_STATUS: ReadonlyMap<string, string> = new Map<Coverage, string>([
  ['a', 'ASSOCIATED'],
  ['o', 'ASSOCIATED'],
  ['x', 'ASSOCIATED'],
  ['p', 'ASSOCIATING'],
  ['f', 'FAILED'],
  ['m', MISSING],
]);

const WORKLOAD_NOTES: Readonly<Record<FleetAccount['workload'], string | undefined>> = {
  present: undefined,
  missing: 'workload missing',
  waiting: 'workload waiting',
  'not-ours': 'workload not managed',
  uncovered: 'workload no longer covered',
  'not-asked': undefined,
};

/** Derives the views of the console from a report. */
export function overviewOfFleet(fleet: FleetReport): Overview {
  const { domains, lenses, rejections, notices, deadLetters = [] } = fleet;
  const pending = Map.groupBy(
    domains.flatMap((domain) => domain.pending),
    ({ kind }) => kind,
  );
  return {
    domain: domains.map(({ accountId, region }) => `Account ${accountId} in ${region}`).join(', '),
    lenses: lenses.map((lens) => lensRow(lens, fleet)),
    workloads: countsOf(fleet).workloads,
    root: treeOf(fleet),
    rejected: rejections.map(({ key, findings }) => ({
      key,
      findings: findings.map(
        ({ severity, line, column, message }) => `${severity}, line ${line}, column ${column}: ${message}`,
      ),
    })),
    queues: deadLetters.map(({ queue, messages }) => ({
      name: queue,
      isDeadLetters: true,
      visible: messages,
      inFlight: 0,
      delayed: 0,
    })),
    pending: [...pending].map(([kind, group]) => ({
      kind,
      count: group.reduce((sum, { count }) => sum + count, 0),
    })),
    notices: notices.map(({ message }) => message),
  };
}

function lensRow(lens: FleetLens, { units, domains }: FleetReport): LensRow {
  const { key, region, name, version, state, coverage, shares } = lens;
  const statuses = units.flatMap(({ id }, index) => {
    const status = SHARE_STATUS.get(coverage[index] ?? '');
    return status === undefined ? [] : [[id, status] as const];
  });
  return {
    key,
    name,
    version,
    state,
    recipients: new Map(statuses),
    shares: { wanted: shares.wanted, active: shares.active },
    ...(domains.length > 1 && { region }),
  };
}

/** Builds the tree from the paths of units and accounts; the root has the path `/`. */
function treeOf(fleet: FleetReport): UnitNode {
  const units = Map.groupBy(fleet.units, parentPath);
  const accounts = Map.groupBy(fleet.accounts, ({ path }) => path);
  const node = (id: string, name: string, path: string): UnitNode => ({
    id,
    name,
    units: (units.get(path) ?? []).map((unit) => node(unit.id, unit.name, unit.path)),
    accounts: (accounts.get(path) ?? []).map((account) => accountRow(account, fleet)),
  });
  return node('root', 'Root', '/');
}

/** A slash in a name is written `%2F`, so the last slash of a path precedes the name. */
function parentPath({ path }: FleetUnit): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

function accountRow(account: FleetAccount, { reviewed }: FleetReport): AccountRow {
  const { id, name, state, workload, risks, reviews } = account;
  const note = WORKLOAD_NOTES[workload];
  const lenses = reviewed.flatMap((lens, index) => (/[cbu]/.test(reviews[index] ?? '') ? [lens.name] : []));
  return {
    id,
    name,
    state,
    workload:
      workload === 'present'
        ? { name, lenses, risks: { HIGH: risks?.high ?? 0, MEDIUM: risks?.medium ?? 0 } }
        : undefined,
    ...(note !== undefined && { note }),
  };
}
