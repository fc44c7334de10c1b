import type { Organization } from '../../organization/organization.ts';
import type { FleetFacts } from '../../reconcile/fleet-facts.ts';
import { sumRisks } from '../../reconcile/observe-reviews.ts';
import { rejectedLenses } from '../rejected-lenses.ts';
import { countWork } from '../work-counts.ts';
import { accountFacts, ruleText } from './account-facts.ts';
import { fleetChanges } from './fleet-changes.ts';
import { type FleetDomain, type FleetReport, type FleetUnit, parseLatest } from './fleet-report.ts';
import { lensFacts } from './lens-facts.ts';
import { riskFacts } from './risk-facts.ts';

/**
 * Converts the facts of a full comparison into the form in which they are shown and stored.
 *
 * @param previous `reports/latest.json` of the previous run
 */
export function fleetReportOf(facts: FleetFacts, previous: string | undefined): FleetReport {
  const fleet = fleetOf(facts);
  const past = parseLatest(previous);
  // Something that could not be read must not count as deleted.
  if (past === undefined || facts.notices.some(({ kind }) => kind === 'scope-failed')) return fleet;
  return { ...fleet, changes: { since: past.at, list: fleetChanges(past, fleet) } };
}

function fleetOf(facts: FleetFacts): Omit<FleetReport, 'changes'> {
  const { reads, planned, reviews } = facts;
  const units = unitsOf(reads.organization);
  const lenses = planned.lenses.map((lens) => lensFacts(lens, facts, units));
  const reviewed = riskFacts(facts, lenses);
  const own = reads.workloads.filter(({ owner }) => owner === facts.domain.accountId);
  return {
    format: 1,
    at: new Date(facts.at).toISOString(),
    run: facts.run,
    organizationId: reads.organization?.id,
    domains: [domainOf(facts, own.length)],
    lenses,
    units,
    accounts: accountFacts(facts, reviewed),
    templates: facts.policy.workloads.map(ruleText),
    reviewed,
    reviews: { workloads: own.length, unread: reviews.unread, problem: reviews.problem },
    risks: sumRisks(own.flatMap(({ risks }) => (risks === undefined ? [] : [{ risks }]))),
    rejections: rejectedLenses(planned.plan),
    notices: facts.notices,
    deadLetters: facts.deadLetters,
    calls: facts.calls,
  };
}

function domainOf({ domain, planned, reads }: FleetFacts, workloads: number): FleetDomain {
  return {
    ...domain,
    lenses: reads.lensCount,
    workloads,
    pending: countWork(planned.plan.actions),
  };
}

/** The tree in reading order: each unit, then the units below it. */
function unitsOf(organization: Organization | undefined): readonly FleetUnit[] {
  if (organization === undefined) return [];
  const children = Map.groupBy(organization.units, ({ parentId }) => parentId);
  const below = (parentId: string, depth: number): FleetUnit[] =>
    (children.get(parentId) ?? [])
      .toSorted((left, right) => (left.name < right.name ? -1 : 1))
      .flatMap(({ id, name, path }) => [{ id, name, path, depth }, ...below(id, depth + 1)]);
  return below(organization.rootId, 0);
}
