import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparisonSummary } from '../../../src/lens/comparison/summarise-comparison.ts';
import type { Action } from '../../../src/reconcile/action.ts';
import { EMPTY_PLAN, type Notice, type Plan, type Rejection } from '../../../src/reconcile/plan.ts';
import { planReport, planText } from '../../../src/report/plan-report.ts';
import {
  ACCOUNT,
  aDesiredLens,
  anInvalidLens,
  aUnitTarget,
  aWorkload,
  LENS_KEY,
  tagsOf,
} from '../../builders.ts';

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

const created = (workloadName: string): Action => ({
  kind: 'create-workload',
  account: ACCOUNT,
  workload: aWorkload({ workloadName }),
  lenses: ['wellarchitected'],
});

const aPlan = (plan: Partial<Plan>): Plan => ({ ...EMPTY_PLAN, ...plan });

const textOf = (plan: Partial<Plan>, notices: readonly Notice[] = []) =>
  planText(planReport(DOMAIN, aPlan(plan), notices));

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
        message: `Reject ${LENS_KEY}:3:7 Found "}", wanted a value. Mend the JSON`,
      },
    ]);
  });

  it('says how many more findings a rejected lens has', () => {
    const { notices } = planReport(DOMAIN, aPlan({ rejections: [rejectionOf('One', 'Two', 'Three')] }), []);

    expect(notices.map(({ message }) => message)).toEqual([
      `Reject ${LENS_KEY}:3:7 One. Mend the JSON (and 2 more)`,
    ]);
  });

  it('shows the first error of a rejected lens, not a warning before it', () => {
    const rejection = rejectionOf('Only a warning', 'The error');
    const findings = rejection.findings.map((finding, index) =>
      index === 0 ? { ...finding, severity: 'warning' as const } : finding,
    );

    const { notices } = planReport(DOMAIN, aPlan({ rejections: [{ ...rejection, findings }] }), []);

    expect(notices[0]?.message).toBe(`Reject ${LENS_KEY}:4:7 The error. Mend the JSON`);
  });

  it('names what is waited for, and why', () => {
    const waits = [{ subject: ACCOUNT, reason: 'the account is not settled', seconds: 60 }];

    expect(planReport(DOMAIN, aPlan({ waits }), []).notices).toEqual([
      { kind: 'waiting', subject: ACCOUNT, message: `Wait for ${ACCOUNT}: the account is not settled` },
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

describe('planText', () => {
  it('says that there is nothing to do', () => {
    expect(textOf({})).toBe(
      ['Account 777788889999 in eu-west-1', '  nothing to do', '', 'Plan: no changes'].join('\n'),
    );
  });

  it('lists the actions in their order, and counts them by kind', () => {
    const text = textOf({ actions: [imported, published, created(`${ACCOUNT} Ledger`)] });

    expect(text.split('\n')).toEqual([
      'Account 777788889999 in eu-west-1',
      `  + import ${LENS_KEY} as a new lens`,
      `  + publish ${LENS_KEY} as 1.0 (minor)`,
      `  + create the workload "${ACCOUNT} Ledger" with 1 lens`,
      '',
      'Plan: 1 import-lens, 1 publish-lens, 1 create-workload',
    ]);
  });

  it('says under a publication what it does to reviews', () => {
    const summary: ComparisonSummary = {
      change: 'major',
      changes: [
        { kind: 'choice', how: 'removed', count: 4 },
        { kind: 'text', how: 'changed', count: 1 },
      ],
      lostAnswers: { count: 4, first: [{ questionId: 'sign_in', choiceId: 'mfa' }, { questionId: 'keys' }] },
      askedAnew: { count: 1, first: [{ questionId: 'login' }] },
      riskChanges: {
        count: 2,
        first: [{ questionId: 'sign_in', sentence: 'HIGH becomes MEDIUM when only mfa is chosen' }],
      },
    };

    const lines = textOf({ actions: [{ ...published, version: '2.0', major: true, summary }] }).split('\n');

    expect(lines.slice(1, 7)).toEqual([
      `  + publish ${LENS_KEY} as 2.0 (major)`,
      '      4 choices removed, 1 text changed',
      '      reviews lose 4 answers: sign_in / mfa, keys and 2 more',
      '      sign_in: HIGH becomes MEDIUM when only mfa is chosen',
      '      and 1 other risk change',
      '      reviewers are asked 1 anew: login',
    ]);
  });

  it('says when a policy publishes a major change as minor, which reaches every review at once', () => {
    const none = { count: 0, first: [] };
    const summary: ComparisonSummary = {
      change: 'major',
      changes: [{ kind: 'rule', how: 'changed', count: 1 }],
      lostAnswers: none,
      askedAnew: none,
      riskChanges: none,
    };

    expect(textOf({ actions: [{ ...published, summary }] })).toContain(
      'the content is a major change, and is published as minor',
    );
  });

  it('says which version is major', () => {
    expect(textOf({ actions: [{ ...published, version: '2.0', major: true }] })).toContain(
      `publish ${LENS_KEY} as 2.0 (major)`,
    );
  });

  it('puts the shares of one lens in one line, those of each lens apart', () => {
    const actions = [
      ...shared('lenses/a.json', 'ou-1', 'ou-2', 'ou-3'),
      ...shared('lenses/b.json', 'ou-1', 'ou-2'),
    ];

    const lines = textOf({ actions }).split('\n');

    expect(lines.filter((line) => line.includes('share '))).toEqual([
      '  + share lenses/a.json with 3 units',
      '  + share lenses/b.json with 2 units',
    ]);
    expect(lines.at(-1)).toBe('Plan: 5 share-lens');
  });

  it('names the target of a lens that is shared once', () => {
    expect(textOf({ actions: shared(LENS_KEY, 'ou-1') })).toContain(`share ${LENS_KEY} with unit ou-1`);
  });

  it('counts the kinds of targets apart', () => {
    const account: Action = {
      kind: 'share-lens',
      lens: LENS_KEY,
      target: { kind: 'account', id: ACCOUNT },
    };

    expect(textOf({ actions: [...shared(LENS_KEY, 'ou-1', 'ou-2'), account] })).toContain(
      `share ${LENS_KEY} with 2 units and 1 account`,
    );
  });

  it('prints every notice, also when there is nothing to do', () => {
    const notices: Notice[] = [
      { kind: 'policy-missing', message: 'Apply nothing: there is no policy' },
      { kind: 'account-unknown', message: 'Leave 123 alone' },
    ];

    const lines = textOf({}, notices).split('\n');

    expect(lines).toContain('! Apply nothing: there is no policy');
    expect(lines).toContain('! Leave 123 alone');
  });

  test.prop([fc.string({ unit: 'binary', maxLength: 30 })])(
    'is one line for each action and notice, whatever the names in them are',
    (name) => {
      const hostile = `${name}\n\u001b[2J\u202e\u061c${name}`;
      const actions: Action[] = [
        { ...published, lens: hostile },
        ...shared(hostile, 'ou-1', 'ou-2'),
        created(hostile),
      ];

      const lines = textOf({ actions }, [{ kind: 'guard', message: hostile }]).split('\n');

      expect(lines).toHaveLength(8);
      expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    },
  );
});
