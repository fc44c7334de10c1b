import type { FleetFacts } from '../../reconcile/fleet-facts.ts';
import { fleetReportOf } from './fleet-report-of.ts';

/**
 * `reports/latest.json`: the plan of the run, and the state of the fleet under `fleet`.
 *
 * @param previous the file of the previous run
 */
export function latestJson(facts: FleetFacts, previous: string | undefined): string {
  const { run, domain, planned, notices } = facts;
  const { actions, rejections, waits } = planned.plan;
  const fleet = fleetReportOf(facts, previous);
  return JSON.stringify({ at: fleet.at, run, domain, actions, notices, rejections, waits, fleet });
}
