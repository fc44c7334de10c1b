/** Quotas of the service; none is adjustable (General Reference, endpoints and quotas). */

export const MAX_LENSES_PER_DOMAIN = 15;
export const MAX_VERSIONS_PER_LENS = 100;
export const MAX_SHARES_PER_LENS = 300;
export const MAX_WORKLOADS_PER_DOMAIN = 1000;
export const MAX_LENSES_PER_WORKLOAD = 20;
export const MAX_MILESTONES_PER_WORKLOAD = 100;
