import type { Account, Organization } from '../organization/organization.ts';
import type { Ports, WorkloadSummary } from './ports.ts';

/** Data that a comparison of everything reads and that a report shows. */
export interface FleetReads {
  /** The tree of units that the account paths come from; undefined if the accounts could not be read. */
  readonly organization: Organization | undefined;
  /** Every account of the organization, including those that no rule of the policy matches. */
  readonly accounts: readonly Account[];
  /** Every workload of the domain, including those that Lenskeeper does not manage. */
  readonly workloads: readonly WorkloadSummary[];
  /** Number of custom lenses in the domain, including drafts and unmanaged ones; undefined if they were not listed. */
  readonly lensCount: number | undefined;
}

/**
 * Ports that record the data that is read through them. A report made from it costs no calls: everything that planning
 * reads, in any order, is read once.
 */
export function rememberReads(ports: Ports): { readonly ports: Ports; reads(): FleetReads } {
  let organization: Organization | undefined;
  let accounts: readonly Account[] = [];
  let workloads: readonly WorkloadSummary[] = [];
  let lenses: Set<string> | undefined;
  return {
    ports: {
      ...ports,
      organization: {
        ...ports.organization,
        async listAccounts(tree) {
          accounts = await ports.organization.listAccounts(tree);
          organization = await tree;
          return accounts;
        },
      },
      lensTool: {
        ...ports.lensTool,
        async listLenses(status) {
          const listed = await ports.lensTool.listLenses(status);
          lenses = new Set([...(lenses ?? []), ...listed.map(({ arn }) => arn)]);
          return listed;
        },
      },
      workloadTool: {
        ...ports.workloadTool,
        async listWorkloads(namePrefix) {
          const listed = await ports.workloadTool.listWorkloads(namePrefix);
          if (namePrefix === undefined) workloads = listed;
          return listed;
        },
      },
    },
    reads: () => ({ organization, accounts, workloads, lensCount: lenses?.size }),
  };
}
