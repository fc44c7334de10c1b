import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_PLAN } from '../../../src/reconcile/plan.ts';
import { planShares } from '../../../src/reconcile/plan-shares.ts';
import { aDesiredLens, aShare, aUnitTarget, LENS_KEY, ORGANIZATION_ID } from '../../builders.ts';

const unit = (index: number) => aUnitTarget(`ou-ab12-${String(index).padStart(8, '0')}`);
const units = (count: number, from = 0) => Array.from({ length: count }, (_, index) => unit(from + index));
const sharesWith = (targets: readonly { readonly id: string }[]) =>
  targets.map(({ id }) => aShare({ sharedWith: id }));
const organization = { kind: 'organization', id: ORGANIZATION_ID } as const;

/** What is asked, what is allowed, and what happens instead. */
const INSTEAD = {
  kind: 'share-over-quota',
  subject: LENS_KEY,
  message: expect.stringMatching(
    /asks for 30\d shares of .*, and a lens can have 300\. It is shared with the whole organization instead/,
  ),
};

describe('planShares', () => {
  it('shares a lens with a unit that has no share yet', () => {
    const plan = planShares(aDesiredLens({ targets: units(2) }), sharesWith([unit(0)]));

    expect(plan).toEqual({
      ...EMPTY_PLAN,
      actions: [{ kind: 'share-lens', lens: LENS_KEY, target: unit(1) }],
    });
  });

  it('does not change shares that the policy does not name', () => {
    const plan = planShares(aDesiredLens({ targets: units(1) }), sharesWith(units(2)));

    expect(plan).toEqual(EMPTY_PLAN);
  });

  it('waits while a share is ASSOCIATING', () => {
    const plan = planShares(aDesiredLens(), [aShare({ status: 'ASSOCIATING' })]);

    expect(plan).toEqual({
      ...EMPTY_PLAN,
      waits: [
        {
          subject: LENS_KEY,
          reason: 'the share with ou-ab12-production is ASSOCIATING',
          seconds: undefined,
        },
      ],
    });
  });

  it('does not change a pending invitation', () => {
    const plan = planShares(aDesiredLens(), [aShare({ status: 'PENDING' })]);

    expect(plan).toEqual(EMPTY_PLAN);
  });

  it.each(['FAILED', 'EXPIRED', 'REJECTED', 'REVOKED'] as const)(
    'says that a share is %s, why, and what to do',
    (status) => {
      const plan = planShares(aDesiredLens(), [aShare({ status, statusMessage: 'Sharing is off' })]);

      expect(plan).toEqual({
        ...EMPTY_PLAN,
        notices: [
          {
            kind: 'share-not-active',
            subject: LENS_KEY,
            message: `The share of ${LENS_KEY} with ou-ab12-production is ${status} (Sharing is off). Delete it in the WA Tool; the next reconciliation creates it again`,
          },
        ],
      });
    },
  );

  it('uses the whole quota of 300 shares', () => {
    const plan = planShares(aDesiredLens({ targets: units(300) }), []);

    expect(plan.actions).toHaveLength(300);
    expect(plan.notices).toEqual([]);
  });

  it('adds none of 301 shares and says what to set', () => {
    const plan = planShares(aDesiredLens({ targets: units(301) }), sharesWith(units(10)));

    expect(plan.actions).toEqual([]);
    expect(plan.notices).toEqual([
      {
        kind: 'share-quota',
        subject: LENS_KEY,
        message: `The policy asks for 301 shares of ${LENS_KEY}, and a lens can have 300. None is added. Set share.with to organization or top-level-ous, or share.over-quota to organization`,
      },
    ]);
  });

  it('counts unmanaged shares towards the quota', () => {
    const plan = planShares(aDesiredLens({ targets: units(200) }), sharesWith(units(101, 1_000)));

    expect(plan.actions).toEqual([]);
    expect(plan.notices).toMatchObject([{ kind: 'share-quota' }]);
  });

  it('still reports shares that failed when the quota is too small', () => {
    const failed = aShare({ sharedWith: unit(0).id, status: 'FAILED' });

    const plan = planShares(aDesiredLens({ targets: units(301) }), [failed]);

    expect(plan.notices.map(({ kind }) => kind)).toEqual(['share-quota', 'share-not-active']);
  });

  it('shares with the organization when the policy allows it for 301 shares', () => {
    const plan = planShares(aDesiredLens({ targets: units(301), overQuota: 'organization' }), []);

    expect(plan).toEqual({
      ...EMPTY_PLAN,
      actions: [{ kind: 'share-lens', lens: LENS_KEY, target: organization }],
      notices: [INSTEAD],
    });
  });

  it('has nothing to do once the organization has the share', () => {
    const plan = planShares(
      aDesiredLens({ targets: units(301), overQuota: 'organization' }),
      sharesWith([...units(299), organization]),
    );

    expect(plan).toEqual({ ...EMPTY_PLAN, notices: [INSTEAD] });
  });

  it('has no slot left for the organization when 300 shares exist', () => {
    const plan = planShares(
      aDesiredLens({ targets: units(301), overQuota: 'organization' }),
      sharesWith(units(300)),
    );

    expect(plan.actions).toEqual([]);
    expect(plan.notices).toMatchObject([{ kind: 'share-quota' }]);
  });

  property.prop([fc.nat(330), fc.nat(310), fc.constantFrom('fail', 'organization')])(
    'never goes beyond 300 shares, and is done after one pass',
    (wanted, existing, overQuota) => {
      const desired = aDesiredLens({ targets: units(wanted), overQuota });
      const observed = sharesWith(units(Math.min(existing, 300)));

      const { actions } = planShares(desired, observed);
      const made = actions.flatMap((action) => (action.kind === 'share-lens' ? [action.target] : []));
      const after = [...observed, ...sharesWith(made)];

      expect(after.length).toBeLessThanOrEqual(300);
      expect(planShares(desired, after).actions).toEqual([]);
    },
  );
});
