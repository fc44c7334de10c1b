import type { FleetFacts } from '../../reconcile/fleet-facts.ts';
import { fleetReportOf } from './fleet-report-of.ts';

/**
 * `reports/latest.json`: what the run planned, and under `fleet` everything as it is.
 *
 * @param previous the one of the run before
 */
export function latestJson(facts: FleetFacts, previous: string | undefined): string {
  const { run, domain, planned, notices } = facts;
  const { actions, rejections, waits } = planned.plan;
  const fleet = fleetReportOf(facts, previous);
  return JSON.stringify({ at: fleet.at, run, domain, actions, notices, rejections, waits, fleet });
}
