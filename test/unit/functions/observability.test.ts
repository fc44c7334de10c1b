import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countResult } from '../../../src/observability.ts';
import type { Outcome } from '../../../src/reconcile/outcome.ts';

const outcomeOf = (account: string, outcome: Outcome['outcome']): Outcome => ({
  action: { kind: 'associate-lenses', account, workloadId: 'w', lenses: ['wellarchitected'] },
  outcome,
  detail: '',
});
const rejectedLens: Outcome = {
  action: { kind: 'publish-lens', lens: 'lenses/a.json', version: '1.0', major: false },
  outcome: 'rejected',
  detail: 'Publish lens: refused',
};

describe('countResult', () => {
  const lines: Record<string, unknown>[] = [];
  let metrics: Metrics;

  beforeEach(() => {
    lines.length = 0;
    // In this mode Powertools writes to the console that can be spied on, but nothing unless it is told to.
    vi.stubEnv('POWERTOOLS_DEV', 'true');
    vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
    vi.spyOn(console, 'log').mockImplementation((line: string) => {
      lines.push(JSON.parse(line));
    });
    metrics = new Metrics({ namespace: 'Lenskeeper', serviceName: 'lenskeeper-test' });
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('counts by action what was applied, rejected and deferred', () => {
    const outcomes = [
      outcomeOf('111122223333', 'applied'),
      outcomeOf('222233334444', 'applied'),
      outcomeOf('333344445555', 'deferred'),
      outcomeOf('444455556666', 'already-done'),
    ];

    countResult({ outcomes, notices: [], rejections: [] }, metrics);

    expect(lines).toEqual([
      expect.objectContaining({ service: 'lenskeeper-test', action: 'associate-lenses', Applied: 2 }),
      expect.objectContaining({ service: 'lenskeeper-test', action: 'associate-lenses', Deferred: 1 }),
    ]);
  });

  it('counts the metrics of the alarms only under the name of the stack', () => {
    const notices = [
      { kind: 'policy-invalid', message: 'The policy is invalid' },
      { kind: 'lens-rejected-before', message: 'The lens was rejected before', subject: 'lenses/b.json' },
      { kind: 'scope-failed', message: 'Read the organization: denied' },
    ] as const;
    const rejections = [
      { key: 'lenses/c.json', by: 'lenskeeper', digest: 'digest', objectVersion: 'version', findings: [] },
    ] as const;

    countResult({ outcomes: [rejectedLens], notices, rejections }, metrics);

    const dimensions = [['service']];
    expect(lines).toEqual([
      expect.objectContaining({ action: 'publish-lens', Rejected: 1 }),
      expect.objectContaining({
        RejectedLens: 3,
        _aws: expect.objectContaining({
          CloudWatchMetrics: [expect.objectContaining({ Dimensions: dimensions })],
        }),
      }),
      expect.objectContaining({ service: 'lenskeeper-test', InvalidPolicy: 1 }),
      expect.objectContaining({ service: 'lenskeeper-test', FailedScope: 1 }),
    ]);
  });

  it('writes nothing when there is nothing to count', () => {
    countResult({ outcomes: [], notices: [], rejections: [] }, metrics);

    expect(lines).toEqual([]);
  });
});
