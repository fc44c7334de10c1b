import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/reconcile/action.ts';
import { EMPTY_PLAN, type Notice, type Plan, type Rejection } from '../../../src/reconcile/plan.ts';
import { planReport } from '../../../src/report/plan-report.ts';
import { ACCOUNT, aDesiredLens, anInvalidLens, aUnitTarget, LENS_KEY, tagsOf } from '../../builders.ts';

const DOMAIN = { accountId: '777788889999', region: 'eu-west-1' };

const imported: Action = {
  kind: 'import-lens',
  lens: LENS_KEY,
  name: 'Sign-in baseline',
  digest: 'd1',
  over: 'new',
  tags: tagsOf(aDesiredLens()),
  keepsExportOf: undefined,
};
const published: Action = { kind: 'publish-lens', lens: LENS_KEY, version: '1.0', major: false };

const shared = (lens: string, ...ids: readonly string[]): readonly Action[] =>
  ids.map((id): Action => ({ kind: 'share-lens', lens, target: aUnitTarget(id) }));

const aPlan = (plan: Partial<Plan>): Plan => ({ ...EMPTY_PLAN, ...plan });

function rejectionOf(...messages: readonly string[]): Rejection {
  const { content } = anInvalidLens();
  if (content.kind !== 'invalid') throw new Error('Find the rejection: found a valid lens');
  const [finding] = content.rejection.findings;
  return {
    ...content.rejection,
    findings: messages.map((message, index) => ({ ...finding!, message, line: index + 3 })),
  };
}

describe('planReport', () => {
  it('has the members that scripts read, and no others', () => {
    const notice: Notice = { kind: 'guard', message: 'Wait' };

    const report = planReport(DOMAIN, aPlan({ actions: [imported, published] }), [notice]);

    expect(JSON.parse(JSON.stringify(report))).toEqual({
      domains: [
        {
          accountId: '777788889999',
          region: 'eu-west-1',
          actions: JSON.parse(JSON.stringify([imported, published])),
          lenses: [],
          unchanged: { lenses: [], workloads: 0 },
          units: [],
        },
      ],
      notices: [notice],
    });
  });

  it('keeps every share as an action of its own', () => {
    const actions = shared(LENS_KEY, 'ou-1', 'ou-2', 'ou-3');

    const { domains } = planReport(DOMAIN, aPlan({ actions }), []);

    expect(domains[0]?.actions).toEqual(actions);
  });

  it('tells of a rejected lens in its notices, with the place and the way to mend it', () => {
    const { notices } = planReport(
      DOMAIN,
      aPlan({ rejections: [rejectionOf('Found "}", wanted a value')] }),
      [],
    );

    expect(notices).toMatchObject([
      {
        kind: 'lens-invalid',
        subject: LENS_KEY,
        message: `${LENS_KEY}:3:7 is rejected: Found "}", wanted a value. Mend the JSON`,
      },
    ]);
  });

  it('says how many more findings a rejected lens has', () => {
    const { notices } = planReport(DOMAIN, aPlan({ rejections: [rejectionOf('One', 'Two', 'Three')] }), []);

    expect(notices.map(({ message }) => message)).toEqual([
      `${LENS_KEY}:3:7 is rejected: One. Mend the JSON (and 2 more)`,
    ]);
  });

  it('shows the first error of a rejected lens, not a warning before it', () => {
    const rejection = rejectionOf('Only a warning', 'The error');
    const findings = rejection.findings.map((finding, index) =>
      index === 0 ? { ...finding, severity: 'warning' as const } : finding,
    );

    const { notices } = planReport(DOMAIN, aPlan({ rejections: [{ ...rejection, findings }] }), []);

    expect(notices[0]?.message).toBe(`${LENS_KEY}:4:7 is rejected: The error. Mend the JSON`);
  });

  it('names what is waited for, and why', () => {
    const waits = [{ subject: ACCOUNT, reason: 'the account is not settled', seconds: 60 }];

    expect(planReport(DOMAIN, aPlan({ waits }), []).notices).toEqual([
      { kind: 'waiting', subject: ACCOUNT, message: `${ACCOUNT} is waiting: the account is not settled` },
    ]);
  });

  it('tells of many that wait for one reason in one notice', () => {
    const waits = ['111122223333', '444455556666', '555566667777'].map((subject) => ({
      subject,
      reason: 'the account is not settled',
      seconds: undefined,
    }));

    const { notices } = planReport(DOMAIN, aPlan({ waits }), []);

    expect(notices).toHaveLength(1);
    expect(notices[0]?.message).toMatch(/\b3\b.*the account is not settled$/);
  });
});
