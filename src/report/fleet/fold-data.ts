import { printable } from '../printable.ts';
import type { FleetReport } from './fleet-report.ts';

/**
 * The data from which the page's script draws the unit tree and the accounts. Lists replace objects and indexes replace
 * repeated texts, because a thousand accounts are most of the file.
 */
export function foldData({ lenses, units, accounts, templates, reviewed }: FleetReport) {
  const paths = [...new Set(accounts.map(({ path }) => path))];
  const indexOf = new Map(paths.map((path, index) => [path, index]));
  return {
    lenses: lenses.map(({ name, key, region, coverage }) => [
      printable(name || key),
      printable(region),
      coverage,
    ]),
    reviewed: reviewed.map(({ name }) => printable(name)),
    templates: templates.map(printable),
    paths: paths.map(printable),
    units: units.map(({ name, depth, path }) => [
      printable(name),
      depth,
      indexOf.get(path) ?? -1,
      printable(path),
    ]),
    accounts: accounts.map((account) => [
      printable(account.id),
      printable(account.name),
      indexOf.get(account.path) ?? 0,
      printable(account.state),
      account.template ?? -1,
      account.workload,
      printable(account.workloadId ?? ''),
      account.risks
        ? [account.risks.high, account.risks.medium, account.risks.unanswered, account.risks.none]
        : 0,
      account.reviews,
    ]),
  };
}
