import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../../src/reconcile/action.ts';
import { EMPTY_PLAN, type Notice } from '../../../src/reconcile/plan.ts';
import { NO_FACTS, type PlanFacts } from '../../../src/report/plan-facts.ts';
import { planMarkdown } from '../../../src/report/plan-markdown.ts';
import { planReport } from '../../../src/report/plan-report.ts';
import { anyCharacter } from '../../any-character.ts';
import { ACCOUNT, LENS_KEY } from '../../builders.ts';
import { created, imported, lossy, published, retagged, shared } from './plan-builders.ts';

const DOMAIN = { accountId: '777788889999', region: 'eu-west-1' };

const markdownOf = (
  actions: readonly Action[],
  facts: Partial<PlanFacts> = {},
  notices: readonly Notice[] = [],
) => planMarkdown(planReport(DOMAIN, { ...EMPTY_PLAN, actions }, notices, { ...NO_FACTS, ...facts }));

describe('planMarkdown', () => {
  it('tells of a major version which answers are lost and who is notified', () => {
    const lens = { key: LENS_KEY, version: '1.4', shares: 14, workloads: 3, reviewOwners: ['a@example.com'] };

    const text = markdownOf(
      [
        { ...imported, over: 'update' },
        { ...published, version: '2.0', major: true, summary: lossy },
        retagged,
      ],
      { lenses: [lens] },
    );

    expect(text).toContain('### Lenskeeper: 1 lens to publish (1 major, 4 answers lost)');
    expect(text).toContain(
      `| \`${LENS_KEY}\` | \`1.4\` → \`2.0\` | **major** | 4 | unchanged | owners of workloads that use it, including 3 of the policy: \`a@example.com\` |`,
    );
    expect(text).toContain('- `reviews lose 4 answers: sign_in / mfa, keys and 2 more`');
  });

  it('tells of a minor version that nobody is notified', () => {
    const text = markdownOf([{ ...published, version: '1.1', summary: { ...lossy, change: 'minor' } }]);

    expect(text).toMatch(/\| minor \| 4 \| unchanged \| nobody: reviews get it immediately \|/);
  });

  it('lists the units that get a lens by their paths, and the workloads that are created', () => {
    const text = markdownOf(
      [imported, published, ...shared(LENS_KEY, 'ou-1', 'ou-2'), created(`${ACCOUNT} Ledger`)],
      { units: [{ id: 'ou-1', path: '/Production' }] },
    );

    expect(text).toMatch(/\| `1\.0` \| new \| 0 \| `2 units` \| nobody \|/);
    expect(text).toContain('- `/Production (ou-1)`\n- `ou-2`');
    expect(text).toContain(
      `<details><summary>1 workload created</summary>\n\n- \`${ACCOUNT} Ledger\`\n\n</details>`,
    );
  });

  it('shows notices by what is to do about them', () => {
    const text = markdownOf([], {}, [{ kind: 'lens-not-ours', message: 'Import a: left alone' }]);

    expect(text).toContain('### Lenskeeper: no changes');
    expect(text).toContain('**Not managed**\n\n- `Import a: left alone`');
  });

  it('fits a comment however much there is to do', () => {
    const actions = Array.from({ length: 400 }, (_, index) => [
      { ...published, lens: `lenses/${'x'.repeat(200)}${index}.json` },
      created(`${ACCOUNT} ${index}`),
    ]).flat();

    expect(markdownOf(actions).length).toBeLessThan(65_536);
  });

  test.prop([fc.string({ unit: anyCharacter, maxLength: 30 })])('keeps every name in code', (name) => {
    const hostile = `${name}|<img src=x>@all\n[a](javascript:1)`;

    const text = markdownOf(
      [{ ...published, lens: hostile, version: hostile }, ...shared(hostile, hostile), created(hostile)],
      { units: [{ id: hostile, path: hostile }] },
      [{ kind: 'guard', message: hostile }],
    );

    const outside = text
      .replace(/(`+)(?:(?!\1).|\1`)*?[^`]\1(?!`)/gs, '')
      .replace(/<\/?(details|summary)>/g, '');
    expect(outside).not.toMatch(/<img|@all|javascript/);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});
