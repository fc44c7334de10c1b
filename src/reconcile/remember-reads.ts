import type { Account, Organization } from '../organization/organization.ts';
import type { Ports, WorkloadSummary } from './ports.ts';

/** What a comparison of everything reads on its way, and a report shows. */
export interface FleetReads {
  /** The tree of units that the accounts were listed by; undefined when the accounts could not be read. */
  readonly organization: Organization | undefined;
  /** Every account of the organization, those included that the policy asks nothing for. */
  readonly accounts: readonly Account[];
  /** Every workload of the domain, those of other people included. */
  readonly workloads: readonly WorkloadSummary[];
  /** Custom lenses in the domain, drafts and those of other people included; undefined when they were not listed. */
  readonly lensCount: number | undefined;
}

/**
 * Ports that remember what passes through them. A report made from it costs no call: whatever planning reads, in
 * whatever order, is read once.
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
