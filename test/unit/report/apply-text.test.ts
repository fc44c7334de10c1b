import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/reconcile/outcome.ts';
import { applyText } from '../../../src/report/apply-text.ts';
import { LENS_KEY } from '../../builders.ts';
import { imported, published } from './plan-builders.ts';

const anOutcome = (outcome: Partial<Outcome> = {}): Outcome => ({
  action: published,
  outcome: 'applied',
  detail: 'Published version 1.0',
  ...outcome,
});

describe('applyText', () => {
  it('counts what became of the actions', () => {
    const outcomes = [anOutcome(), anOutcome(), anOutcome({ outcome: 'already-done' })];

    expect(applyText({ outcomes, notices: [], stopped: false })).toBe('Apply: 2 applied, 1 already done');
  });

  it('says that there was nothing to do', () => {
    expect(applyText({ outcomes: [], notices: [], stopped: false })).toBe('Apply: nothing to do');
  });

  it('lists again what was rejected and why', () => {
    const outcomes = [anOutcome({ action: imported, outcome: 'rejected', detail: 'AWS said no. Mend it' })];

    const text = applyText({ outcomes, notices: [], stopped: false });

    expect(text).toBe(
      ['Apply: 1 rejected', `  ! import ${LENS_KEY} as a new lens: AWS said no. Mend it`].join('\n'),
    );
  });

  it('says how to go on after it was stopped, and what a worker does meanwhile', () => {
    const outcomes = [anOutcome({ outcome: 'deferred' })];

    expect(applyText({ outcomes, notices: [], stopped: 'here' })).toContain('`lenskeeper apply` continues');
    expect(applyText({ outcomes, notices: [], stopped: 'following' })).toContain('The worker continues');
  });

  it('ends with what was noticed', () => {
    const notices = [{ kind: 'workload-quota', message: '1 gets no workload', subject: '1' }] as const;

    expect(applyText({ outcomes: [], notices, stopped: false })).toMatch(
      /^Apply: nothing to do\nNot done: 1 \(quota of workloads\)\n\nWarnings \(1\)\n {2}! 1 gets no workload$/,
    );
  });

  it('does not repeat a notice that was shown with the plan, and still says what is not as asked', () => {
    const notices = [{ kind: 'lens-invalid', message: 'a is rejected', subject: 'lenses/a.json' }] as const;

    expect(applyText({ outcomes: [], notices, told: notices, stopped: false })).toBe(
      'Apply: nothing to do\nNot done: lenses/a.json (rejected)',
    );
  });

  it('says that mode: report forbids to apply', () => {
    expect(applyText({ outcomes: [], notices: [], isReportOnly: true, stopped: false })).toBe(
      'Apply: nothing was applied, because mode: report allows no action',
    );
  });
});
