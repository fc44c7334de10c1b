import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/organization/organization.ts';
import { renderWorkload } from '../../../src/policy/render-workload.ts';
import type { PlainTexts, WorkloadInput, WorkloadTemplate } from '../../../src/policy/workload.ts';
import { anyCharacter } from '../../any-character.ts';
import { anAccount } from '../organization/builders.ts';
import { aTemplate } from './builders.ts';

function rendered(template: WorkloadTemplate, account: Account): WorkloadInput {
  const rendering = renderWorkload(template, account);
  if (rendering.kind === 'refused') {
    throw new Error(rendering.problems.join('\n'));
  }
  return rendering.workload;
}

describe('renderWorkload', () => {
  it('replaces every placeholder and leaves the lenses as the policy names them', () => {
    const template = aTemplate({
      description: '{{ account.path }}: {{account.tags.cost centre}}',
      lenses: ['wellarchitected', 'lenses/payments.json'],
      notes: 'See {{account.name}}; 100 % of it',
      tags: { team: '{{account.tags.team}}', made: 'by us' },
      jiraConfiguration: {
        issueManagementStatus: 'ENABLED',
        jiraProjectKey: '{{account.tags.jira}}',
      },
    });
    const account = anAccount({ tags: { team: 'ledger', 'cost centre': '42', jira: 'LED' } });

    expect(rendered(template, account)).toEqual({
      workloadName: '444455556666 Ledger',
      description: '/Production/Payments: 42',
      environment: 'PRODUCTION',
      reviewOwner: 'platform@example.com',
      lenses: ['wellarchitected', 'lenses/payments.json'],
      accountIds: ['444455556666'],
      awsRegions: ['eu-west-1'],
      notes: 'See Ledger; 100 % of it',
      tags: { team: 'ledger', made: 'by us' },
      jiraConfiguration: { issueManagementStatus: 'ENABLED', jiraProjectKey: 'LED' },
    });
  });

  it.each([
    ['R&D; "Ops" <50%>', '444455556666 R&D- -Ops- -50-'],
    ['Café  Zürich\n2', '444455556666 Café Zürich 2'],
    ['東京', '444455556666 東京'],
    ['Größe', '444455556666 Größe'],
    ['a\u202eb\u0000c\ud800', '444455556666 a-b-c-'],
    ['{{account.path}}', '444455556666 -account.path-'],
  ])('adapts the account name %j', (name, expected) => {
    expect(rendered(aTemplate(), anAccount({ name })).workloadName).toBe(expected);
  });

  it.each([
    ['Größe', '444455556666 Gro-e'],
    ['Café Zürich', '444455556666 Cafe Zurich'],
    ['東京', '444455556666 -'],
  ])('has a plain form of the name %j, which the importer of lenses would accept', (name, expected) => {
    const rendering = renderWorkload(aTemplate({ description: 'Größe' }), anAccount({ name }));

    expect(rendering).toMatchObject({ plain: { workloadName: expected, description: 'Gro-e' } });
  });

  it('has no plain form of texts that are plain', () => {
    expect(renderWorkload(aTemplate(), anAccount())).toMatchObject({ plain: {} });
  });

  it('truncates values of the account, the last one first, and never the text of the policy or the id', () => {
    const template = aTemplate({
      workloadName: '{{account.id}} {{account.name}} in {{account.path}} (made)',
    });

    const { workloadName } = rendered(
      template,
      anAccount({ name: 'n'.repeat(60), path: `/${'p'.repeat(60)}` }),
    );

    expect(workloadName).toBe(`444455556666 ${'n'.repeat(60)} in /${'p'.repeat(15)} (made)`);
    expect(workloadName).toHaveLength(100);
  });

  it('appends the id to a description that is too short', () => {
    const template = aTemplate({ description: '{{account.name}}' });

    expect(rendered(template, anAccount({ name: 'X' })).description).toBe('X 444455556666');
  });

  it('refuses an account that lacks a tag, and names the tag', () => {
    const template = aTemplate({ reviewOwner: '{{account.tags.owner}}', notes: '{{account.tags.toString}}' });

    expect(renderWorkload(template, anAccount({ tags: { team: 'ledger' } }))).toEqual({
      kind: 'refused',
      problems: [
        'template.review-owner: wanted the tag "owner", the account has none',
        'template.notes: wanted the tag "toString", the account has none',
      ],
    });
  });

  it('refuses a value that WA Tool would reject and does not truncate an address', () => {
    const template = aTemplate({
      reviewOwner: '{{account.tags.owner}}@example.com',
      jiraConfiguration: { jiraProjectKey: '{{account.tags.jira}}' },
    });
    const account = anAccount({ tags: { owner: 'o'.repeat(250), jira: 'led' } });

    expect(renderWorkload(template, account)).toEqual({
      kind: 'refused',
      problems: [
        'template.review-owner: has 262 characters, wanted 3 to 255',
        'template.jira.jira-project-key: wanted capital letters, digits and _, beginning with a letter',
      ],
    });
  });

  test.prop([
    fc.string({ unit: anyCharacter, minLength: 1, maxLength: 128 }),
    fc.string({ unit: anyCharacter, maxLength: 600 }),
    fc.string({ unit: anyCharacter, maxLength: 256 }),
  ])('keeps the limits of CreateWorkload for any account name', (name, path, tag) => {
    const template = aTemplate({
      workloadName: '{{account.id}} {{account.name}} {{account.path}} {{account.tags.t}}',
      description: '{{account.tags.t}}{{account.name}}{{account.path}}',
      notes: '{{account.path}}{{account.path}}{{account.path}}{{account.path}}',
      tags: { t: '{{account.tags.t}}{{account.path}}' },
    });

    const account = anAccount({ name, path, tags: { t: tag } });
    const workload = rendered(template, account);
    const { plain } = renderWorkload(template, account) as { plain: PlainTexts };

    expect(workload.workloadName).toMatch(/^444455556666[\p{L}\p{M}\p{N} \-_.,:/()@!&#+'?\u2019]{0,88}$/u);
    expect(workload.workloadName.length).toBeLessThanOrEqual(100);
    expect(workload.description).toMatch(/^[\p{L}\p{M}\p{N} \-_.,:/()@!&#+'?\u2019]{3,250}$/u);
    expect(plain.workloadName ?? '').toMatch(/^(444455556666[A-Za-z0-9 \-_.,:/()@!&#+'?\u2019]{0,88})?$/);
    expect(plain.description ?? 'none').toMatch(/^[A-Za-z0-9 \-_.,:/()@!&#+'?\u2019]{3,250}$/);
    expect(workload.notes?.length).toBeLessThanOrEqual(2084);
    expect(workload.tags?.t).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u);
  });
});
