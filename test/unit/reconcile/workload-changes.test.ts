import { describe, expect, it } from 'vitest';
import type { WorkloadInput } from '../../../src/policy/workload.ts';
import { workloadChanges } from '../../../src/reconcile/workload-changes.ts';
import { aWorkload } from '../../builders.ts';

const every = new Set(
  Object.keys({
    ...aWorkload(),
    nonAwsRegions: 0,
    pillarPriorities: 0,
    architecturalDesign: 0,
    industryType: 0,
    industry: 0,
    notes: 0,
    tags: 0,
    discoveryConfig: 0,
    applications: 0,
    profileArns: 0,
    reviewTemplateArns: 0,
    jiraConfiguration: 0,
  } satisfies Record<keyof WorkloadInput, unknown>) as (keyof WorkloadInput)[],
);

describe('workloadChanges', () => {
  it('finds nothing between a workload and itself', () => {
    expect(workloadChanges(aWorkload(), every, aWorkload())).toEqual({});
  });

  it('accepts the plain form of a text, and an accent in another encoding, as up to date', () => {
    const wanted = aWorkload({ workloadName: '444455556666 Größe', description: 'Café' });
    const plain = { workloadName: '444455556666 Gro-e' };

    const observed = aWorkload({ workloadName: plain.workloadName, description: 'Cafe\u0301' });

    expect(workloadChanges(wanted, every, observed, plain)).toEqual({});
    expect(workloadChanges(wanted, every, observed)).toEqual({ workloadName: '444455556666 Größe' });
  });

  it('finds the governed members that differ', () => {
    const wanted = aWorkload({ notes: 'Ask the platform team', industryType: 'Financial Services' });

    const changes = workloadChanges(wanted, new Set(['notes', 'industryType']), aWorkload());

    expect(changes).toEqual({ notes: 'Ask the platform team', industryType: 'Financial Services' });
  });

  it('does not change members that the policy does not name', () => {
    const changes = workloadChanges(aWorkload(), new Set(['notes']), aWorkload({ description: 'Ours' }));

    expect(changes).toEqual({});
  });

  it('treats lists in another order as the same, except for pillar priorities', () => {
    const wanted = aWorkload({ awsRegions: ['a', 'b'], pillarPriorities: ['security', 'reliability'] });

    const changes = workloadChanges(wanted, every, {
      ...wanted,
      awsRegions: ['b', 'a'],
      pillarPriorities: ['reliability', 'security'],
    });

    expect(changes).toEqual({ pillarPriorities: ['security', 'reliability'] });
  });

  it('never asks for what UpdateWorkload cannot change', () => {
    const wanted = aWorkload({
      lenses: ['serverless'],
      tags: { team: 'payments' },
      profileArns: ['arn:aws:wellarchitected:eu-west-1:777788889999:profile/1'],
      reviewTemplateArns: ['arn:aws:wellarchitected:eu-west-1:777788889999:review-template/1'],
    });

    expect(workloadChanges(wanted, every, aWorkload())).toEqual({});
  });

  it('treats an empty text or list as absent, because WA Tool returns neither', () => {
    const wanted = aWorkload({ notes: '', architecturalDesign: '', nonAwsRegions: [], applications: [] });

    expect(workloadChanges(wanted, every, aWorkload())).toEqual({});
  });

  it('compares only the settings of discovery that the policy names, because WA Tool adds its defaults', () => {
    const wanted = aWorkload({ discoveryConfig: { trustedAdvisorIntegrationStatus: 'ENABLED' } });
    const observed = aWorkload({
      discoveryConfig: {
        trustedAdvisorIntegrationStatus: 'ENABLED',
        workloadResourceDefinition: ['WORKLOAD_METADATA'],
      },
    });

    expect(workloadChanges(wanted, every, observed)).toEqual({});
  });

  it('compares only the settings of Jira that the policy names', () => {
    const wanted = aWorkload({ jiraConfiguration: { jiraProjectKey: 'WAR' } });
    const observed = aWorkload({
      jiraConfiguration: { issueManagementStatus: 'INHERIT', jiraProjectKey: 'WAR' },
    });

    expect(workloadChanges(wanted, every, observed)).toEqual({});
  });

  it('finds a setting of discovery that differs', () => {
    const wanted = aWorkload({ discoveryConfig: { trustedAdvisorIntegrationStatus: 'ENABLED' } });
    const observed = aWorkload({ discoveryConfig: { trustedAdvisorIntegrationStatus: 'DISABLED' } });

    expect(workloadChanges(wanted, every, observed)).toEqual({
      discoveryConfig: { trustedAdvisorIntegrationStatus: 'ENABLED' },
    });
  });
});
