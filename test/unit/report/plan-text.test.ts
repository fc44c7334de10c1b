import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/reconcile/action.ts';
import { EMPTY_PLAN, type Notice, type Plan } from '../../../src/reconcile/plan.ts';
import { displayWidth } from '../../../src/report/display-width.ts';
import { NO_FACTS, type PlanFacts } from '../../../src/report/plan-facts.ts';
import { planReport } from '../../../src/report/plan-report.ts';
import { planText } from '../../../src/report/plan-text.ts';
import type { Fit } from '../../../src/report/text-lines.ts';
import { anyCharacter } from '../../any-character.ts';
import { ACCOUNT, LENS_KEY } from '../../builders.ts';
import { created, imported, lossy, published, retagged, shared } from './plan-builders.ts';

const DOMAIN = { accountId: '777788889999', region: 'eu-west-1' };

function textOf(
  plan: Partial<Plan>,
  { notices = [], facts = {}, fit }: { notices?: Notice[]; facts?: Partial<PlanFacts>; fit?: Fit } = {},
): string {
  return planText(planReport(DOMAIN, { ...EMPTY_PLAN, ...plan }, notices, { ...NO_FACTS, ...facts }), fit);
}

const linesOf = (...args: Parameters<typeof textOf>) => textOf(...args).split('\n');

describe('planText', () => {
  it('says that there is nothing to do, and what is up to date', () => {
    const lines = linesOf({}, { facts: { unchanged: { lenses: [LENS_KEY], workloads: 8 } } });

    expect(lines).toEqual([
      'Account 777788889999 in eu-west-1',
      '  Nothing to do',
      '',
      '  Up to date: 1 lens, 8 workloads',
      '',
      'Plan: no changes',
    ]);
  });

  it('tells together what becomes of a lens, then of the workloads, then the counts', () => {
    const actions = [imported, published, ...shared(LENS_KEY, 'ou-1', 'ou-2'), created(`${ACCOUNT} Ledger`)];

    expect(linesOf({ actions })).toEqual([
      'Account 777788889999 in eu-west-1',
      '',
      '  Lenses',
      `  + ${LENS_KEY} "Sign-in baseline"`,
      '      created and published as 1.0',
      '      shared with 2 units',
      '',
      '  Workloads',
      expect.stringMatching(new RegExp(`^ {2}\\+ "${ACCOUNT} Ledger" with \\d+ lens(es)?$`)),
      '',
      'Plan: 1 lens, 2 shares and 1 workload to create',
    ]);
  });

  it('says of a major version what it does to reviews and who is told', () => {
    const actions = [
      { ...imported, over: 'update' as const },
      { ...published, version: '2.0', major: true, summary: lossy },
      retagged,
    ];
    const lens = { key: LENS_KEY, version: '1.4', shares: 14, workloads: 3, reviewOwners: ['a@example.com'] };

    const lines = linesOf({ actions }, { facts: { lenses: [lens] } });

    expect(lines.slice(3)).toEqual([
      `  ~ ${LENS_KEY} "Sign-in baseline"`,
      '      published as 2.0 over 1.4: major',
      '        · 4 choices removed, 1 text changed',
      '        · reviews lose 4 answers: sign_in / mfa, keys and 2 more',
      '        · sign_in: HIGH becomes MEDIUM when only mfa is chosen',
      '        · and 1 other risk change',
      '        · reviewers have 1 question to answer again: login',
      '        · used by 3 workloads of the policy: their owners are notified',
      '',
      'Plan: 1 lens to publish (1 major, 4 answers lost)',
    ]);
  });

  it('says when a policy publishes a major change as minor, which reaches every review at once', () => {
    const text = textOf({ actions: [{ ...published, summary: lossy }] });

    expect(text).toContain('the content is a major change, and is published as minor');
    expect(text).toContain('Plan: 1 lens to publish (1 minor, 4 answers lost)');
  });

  it('says what is repaired', () => {
    const repairs: Action[] = [
      retagged,
      { kind: 'update-workload', account: ACCOUNT, workloadId: 'w', changes: { description: 'x' } },
      { kind: 'associate-lenses', account: ACCOUNT, workloadId: 'w', lenses: ['a', 'b'] },
    ];

    const text = textOf({ actions: repairs });

    expect(text).toContain('tags repaired');
    expect(text).toContain(`~ workload of ${ACCOUNT} repaired: description`);
    expect(text).toContain(`~ workload of ${ACCOUNT} repaired: 2 lenses missing`);
    expect(text).toContain('Plan: 2 things to repair');
  });

  it('says where the export of a version that somebody published by hand is kept', () => {
    const text = textOf({
      actions: [
        { ...imported, over: 'update', keepsExportOf: '1.7' },
        { ...published, version: '2.0' },
      ],
    });

    expect(text).toContain(
      'replaces 1.7, which was published by hand; its export is kept under reports/drift/',
    );
  });

  it('names the one target of a lens by its path, and every target when nothing is to be left out', () => {
    const facts = { units: [{ id: 'ou-1', path: '/Production' }] };

    const one = textOf({ actions: shared(LENS_KEY, 'ou-1') }, { facts });
    const all = textOf({ actions: shared(LENS_KEY, 'ou-2', 'ou-1') }, { facts, fit: { everything: true } });

    expect(one).toContain('shared with unit /Production (ou-1)');
    expect(all).toMatch(/shared with 2 units\n {8}\/Production \(ou-1\)\n {8}ou-2\n/);
  });

  it('lists the first workloads and counts the rest, unless nothing is to be left out', () => {
    const actions = Array.from({ length: 25 }, (_, index) => created(`${ACCOUNT} ${index}`));

    expect(textOf({ actions })).toContain('and 5 more; --verbose lists them');
    expect(textOf({ actions }, { fit: { everything: true } })).toContain(`"${ACCOUNT} 24"`);
  });

  it('parts what failed, is rejected, not managed, waiting, and warnings; the rejected lenses are named again at the end', () => {
    const notices: Notice[] = [
      { kind: 'share-quota', message: '301 shares of a' },
      { kind: 'lens-not-ours', message: 'b is not imported' },
      { kind: 'waiting', message: 'c is waiting' },
      { kind: 'lens-invalid', subject: 'lenses/d.json', message: 'd is rejected' },
      { kind: 'scope-failed', message: 'Read e: denied' },
    ];

    const lines = linesOf({}, { notices });

    expect(lines.filter((line) => /^(Fail|Rej|Not|Wait|Warn)|^ {2}!/.test(line))).toEqual([
      'Failed (1)',
      '  ! Read e: denied',
      'Rejected (1)',
      '  ! d is rejected',
      'Not managed (1)',
      '  ! b is not imported',
      'Waiting (1)',
      '  ! c is waiting',
      'Warnings (1)',
      '  ! 301 shares of a',
      'Rejected: lenses/d.json',
    ]);
  });

  it('colours what is created, changed and major, when asked to', () => {
    const text = textOf(
      {
        actions: [imported, published, { ...published, lens: 'lenses/b.json', version: '2.0', major: true }],
      },
      { fit: { paint: (colour, part) => `<${colour}>${part}` } },
    );

    expect(text).toContain(`<green>  + ${LENS_KEY}`);
    expect(text).toContain('<yellow>  ~ lenses/b.json');
    expect(text).toContain('<red>      published as 2.0: major');
  });

  test.prop([fc.string({ unit: anyCharacter, maxLength: 60 }), fc.integer({ min: 40, max: 120 })])(
    'fits the terminal and obeys no name in it',
    (name, columns) => {
      const hostile = `${name}\n\u001b[2J\u202e\u061c${name}`;
      const actions: Action[] = [
        { ...published, lens: hostile, version: hostile },
        ...shared(hostile, 'ou-1', 'ou-2'),
        created(hostile),
      ];

      const lines = linesOf(
        { actions },
        { notices: [{ kind: 'guard', message: hostile }], fit: { columns } },
      );

      expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(columns);
    },
  );
});
