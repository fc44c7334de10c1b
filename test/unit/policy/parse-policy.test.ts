import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/policy/parse-policy.ts';
import { aPolicy, refusalsOf } from './builders.ts';

const HEAD = 'version: 1\nregions: [eu-west-1]\n';

/** A policy with one rule whose template has these lines besides a review owner; the first of them is line 7. */
function withTemplate(lines: string): string {
  return `${HEAD}workloads:\n  - match: { ou: "/**" }\n    accounts: all\n    template:\n${lines
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')}\n      review-owner: platform@example.com\n`;
}

describe('parsePolicy', () => {
  it('fills in the defaults of a minimal file', () => {
    expect(parsePolicy(HEAD)).toEqual({
      valid: true,
      findings: [],
      policy: {
        version: 1,
        mode: 'apply',
        regions: ['eu-west-1'],
        publish: { version: 'auto' },
        share: { with: 'every-ou', overQuota: 'fail' },
        lenses: [],
        workloads: [],
        settleMs: 300_000,
        guard: { creates: 100, majorPublishes: 3 },
        pacing: { organizations: 0.5 },
        prune: false,
      },
    });
  });

  it('fills in the defaults of a template', () => {
    const policy = aPolicy(`
workloads:
  - match: { ou: "/**" }
    accounts: all
    template: { review-owner: platform@example.com, lenses: [lenses/a.json] }
`);

    expect(policy.workloads).toMatchObject([
      {
        joinedAfter: undefined,
        in: 'hub',
        region: 'eu-west-1',
        template: {
          workloadName: '{{account.id}} {{account.name}}',
          description: 'Workloads of {{account.name}}',
          environment: 'PRODUCTION',
          lenses: ['wellarchitected', 'lenses/a.json'],
          accountIds: ['{{account.id}}'],
          awsRegions: ['eu-west-1'],
        },
      },
    ]);
  });

  it('accepts every key of the format', () => {
    const policy = aPolicy(
      `
mode: report
publish: { version: auto }
share: { with: ["/Production/**", "ou-ab12-payments1"], over-quota: organization }
lenses:
  - match: [lenses/payments/**]
    share: { with: organization }
    publish: { version: auto }
workloads:
  - match: { ou: ["/Sandbox/**"], ids: ["111122223333"], names: "Test *", tags: { tier: low } }
    skip: true
  - match: { ou: "/Production/**" }
    accounts: { joined-after: 2026-11-01T09:30:00+01:00 }
    in: hub
    region: eu-west-1
    upgrade: { major: off }
    on-account-closed: keep
    template:
      name: "{{account.id}}: {{account.name}}"
      description: "{{account.path}}"
      environment: PREPRODUCTION
      review-owner: platform@example.com
      lenses: [serverless, "arn:aws:wellarchitected:us-east-1::lens/sap", lenses/A.JSON]
      account-ids: ["{{account.id}}", "111122223333"]
      aws-regions: [eu-west-1, us-gov-west-1]
      non-aws-regions: [Basement]
      pillar-priorities: [security]
      architectural-design: https://example.com/design
      industry-type: Media & Entertainment
      industry: Radio
      notes: Some notes
      tags: { team: "{{account.tags.team}}" }
      discovery:
        trusted-advisor-integration-status: ENABLED
        workload-resource-definition: [APP_REGISTRY]
      applications: ["arn:aws:servicecatalog:eu-west-1:111122223333:/applications/0a1b2c3d"]
      profiles: ["arn:aws:wellarchitected:eu-west-1:111122223333:profile/0a1b2c3d"]
      review-templates: ["arn:aws:wellarchitected:eu-west-1:111122223333:review-template/0123456789abcdef0123456789abcdef"]
      jira: { issue-management-status: ENABLED, issue-management-type: AUTO, jira-project-key: WA }
settle: 90s
guard: { creates: 0, major-publishes: 10 }
prune: false
`,
    );

    expect(policy).toMatchObject({
      mode: 'report',
      share: { with: ['/Production/**', 'ou-ab12-payments1'], overQuota: 'organization' },
      lenses: [{ match: ['lenses/payments/**'], share: { with: 'organization' } }],
      settleMs: 90_000,
      guard: { creates: 0, majorPublishes: 10 },
    });
    expect(policy.workloads[0]).toEqual({
      kind: 'skip',
      match: { ou: ['/Sandbox/**'], ids: ['111122223333'], names: ['Test *'], tags: { tier: 'low' } },
    });
    expect(policy.workloads[1]).toMatchObject({
      joinedAfter: Date.UTC(2026, 10, 1, 8, 30),
      template: {
        workloadName: '{{account.id}}: {{account.name}}',
        environment: 'PREPRODUCTION',
        lenses: [
          'wellarchitected',
          'serverless',
          'arn:aws:wellarchitected:us-east-1::lens/sap',
          'lenses/A.JSON',
        ],
        accountIds: ['{{account.id}}', '111122223333'],
        nonAwsRegions: ['Basement'],
        pillarPriorities: ['security'],
        architecturalDesign: 'https://example.com/design',
        industryType: 'Media & Entertainment',
        industry: 'Radio',
        notes: 'Some notes',
        tags: { team: '{{account.tags.team}}' },
        discoveryConfig: {
          trustedAdvisorIntegrationStatus: 'ENABLED',
          workloadResourceDefinition: ['APP_REGISTRY'],
        },
        applications: ['arn:aws:servicecatalog:eu-west-1:111122223333:/applications/0a1b2c3d'],
        profileArns: ['arn:aws:wellarchitected:eu-west-1:111122223333:profile/0a1b2c3d'],
        jiraConfiguration: {
          issueManagementStatus: 'ENABLED',
          issueManagementType: 'AUTO',
          jiraProjectKey: 'WA',
        },
      },
    });
  });

  it('gives the place and the nearest known key of an unknown key', () => {
    const reading = parsePolicy(withTemplate('reviewowner: me'));

    expect(reading.findings).toEqual([
      {
        rule: 'unknown-key',
        severity: 'error',
        message: 'workloads[0].template.reviewowner is an unknown key, the nearest known one is review-owner',
        mend: 'Write review-owner, or remove the key',
        path: '$.workloads[0].template.reviewowner',
        line: 7,
        column: 7,
      },
    ]);
  });

  it('finds all mistakes at once, in the order of the file', () => {
    const findings = refusalsOf(`mode: aply
regions: [eu-west-9]
share: { wiht: every-ou }
workloads:
  - match: { ou: Sandbox }
    acounts: all
  - match: {}
    skip: true
    template: { name: one }
settle: soon
`);

    expect(findings).toEqual([
      '1:1 missing-key $.version',
      '1:7 wrong-value $.mode',
      '2:11 wrong-value $.regions[0]',
      '3:10 unknown-key $.share.wiht',
      '5:5 missing-key $.workloads[0].accounts',
      '5:5 missing-key $.workloads[0].template',
      '5:18 wrong-value $.workloads[0].match.ou',
      '6:5 unknown-key $.workloads[0].acounts',
      '7:5 needless-key $.workloads[1]',
      '7:12 wrong-value $.workloads[1].match',
      '9:15 missing-key $.workloads[1].template.review-owner',
      '9:23 wrong-value $.workloads[1].template.name',
      '10:9 wrong-value $.settle',
    ]);
  });

  it.each([
    ['several Regions', 'version: 1\nregions: [eu-west-1, us-east-1]', '2:10 not-built-yet $.regions'],
    ['pruning', `${HEAD}prune: true`, '3:8 not-built-yet $.prune'],
    [
      'workloads in member accounts',
      `${HEAD}workloads: [{ in: member, match: { ou: "/**" }, accounts: all, template: { review-owner: abc } }]`,
      '3:19 not-built-yet $.workloads[0].in',
    ],
    [
      'workloads in another Region',
      `${HEAD}workloads: [{ region: us-east-1, match: { ou: "/**" }, accounts: all, template: { review-owner: abc } }]`,
      '3:23 not-built-yet $.workloads[0].region',
    ],
    [
      'upgrades of reviews',
      `${HEAD}workloads: [{ upgrade: { major: per-run }, match: { ou: "/**" }, accounts: all, template: { review-owner: abc } }]`,
      '3:33 not-built-yet $.workloads[0].upgrade.major',
    ],
    [
      'deleting the workloads of closed accounts',
      `${HEAD}workloads: [{ on-account-closed: delete, match: { ou: "/**" }, accounts: all, template: { review-owner: abc } }]`,
      '3:34 not-built-yet $.workloads[0].on-account-closed',
    ],
  ])('refuses %s by name: not supported yet', (_, text, finding) => {
    expect(refusalsOf(text)).toEqual([finding]);
  });

  it.each(
    [
      ['name: "{{account.name}} {{account.id}}"', 'wrong-value', 'name'],
      [`name: "{{account.id}}${'x'.repeat(89)}"`, 'wrong-value', 'name'],
      ['name: "{{account.id}} {{account.nmae}}"', 'unknown-placeholder', 'name'],
      ['notes: "{{account.tags.}}"', 'unknown-placeholder', 'notes'],
      ['notes: "{{account.id}"', 'unknown-placeholder', 'notes'],
      ['description: ab', 'wrong-value', 'description'],
      [`description: ${'x'.repeat(251)}`, 'wrong-value', 'description'],
      ['environment: production', 'wrong-value', 'environment'],
      ['lenses: [lenses/a.json, lenses/a.json]', 'wrong-value', 'lenses'],
      [`lenses: [${Array.from({ length: 20 }, (_, n) => `lens-${n}`).join(', ')}]`, 'wrong-value', 'lenses'],
      ['lenses: ["lenses/*.json"]', 'wrong-value', 'lenses[0]'],
      ['lenses: [payments.json]', 'wrong-value', 'lenses[0]'],
      ['account-ids: [111122223333]', 'wrong-type', 'account-ids[0]'],
      ['account-ids: ["1111"]', 'wrong-value', 'account-ids[0]'],
      ['aws-regions: [Ireland]', 'wrong-value', 'aws-regions[0]'],
      ['aws-regions: []', 'wrong-value', 'aws-regions'],
      ['non-aws-regions: [ab]', 'wrong-value', 'non-aws-regions[0]'],
      ['non-aws-regions: [aaa, bbb, ccc, ddd, eee, fff]', 'wrong-value', 'non-aws-regions'],
      ['pillar-priorities: [security, security]', 'wrong-value', 'pillar-priorities'],
      ['architectural-design: example.com', 'wrong-value', 'architectural-design'],
      ['industry-type: Health', 'wrong-value', 'industry-type'],
      [`industry: ${'x'.repeat(101)}`, 'wrong-value', 'industry'],
      [`notes: ${'x'.repeat(2085)}`, 'wrong-value', 'notes'],
      ['tags: { team: a;b }', 'wrong-value', 'tags.team'],
      ['tags: { AWS:team: a }', 'wrong-value', 'tags.AWS:team'],
      ['tags: { "lenskeeper:source": a }', 'wrong-value', 'tags.lenskeeper:source'],
      [
        'discovery: { workload-resource-definition: [ALL] }',
        'wrong-value',
        'discovery.workload-resource-definition[0]',
      ],
      ['applications: ["arn:aws:s3:::bucket"]', 'wrong-value', 'applications[0]'],
      ['profiles: [a]', 'wrong-value', 'profiles[0]'],
      ['review-templates: [a]', 'wrong-value', 'review-templates[0]'],
      ['jira: { jira-project-key: wa }', 'wrong-value', 'jira.jira-project-key'],
      ['notes:', 'wrong-type', 'notes'],
    ].map((row) => [row[0]?.slice(0, 60), ...row]),
  )('refuses a template with %s', (_, line, rule, key) => {
    const findings = refusalsOf(withTemplate(line));

    expect(findings).toEqual([expect.stringMatching(/^7:\d+ /)]);
    expect(findings[0]?.replace(/^\S+ /, '')).toBe(`${rule} $.workloads[0].template.${key}`);
  });

  it.each([
    ['a unit name instead of a path', 'with: [Production]'],
    ['the root', 'with: [r-ab12]'],
    ['a role', 'with: ["arn:aws:iam::111122223333:role/admin"]'],
    ['an account id without quotes', 'with: [111122223333]'],
  ])('refuses to share with %s', (_, share) => {
    expect(refusalsOf(`${HEAD}share: { ${share} }`)).toHaveLength(1);
  });

  it('refuses to share with the account that owns the lenses', () => {
    const text = `${HEAD}share: { with: ["111122223333"] }`;

    expect(refusalsOf(text, { hubAccountId: '111122223333' })).toEqual([
      '3:17 share-with-owner $.share.with[0]',
    ]);
    expect(parsePolicy(text, { hubAccountId: '444455556666' }).valid).toBe(true);
  });

  it.each([
    ['an empty file', '', '1:1 policy-empty $'],
    ['comments alone', '# nothing yet\n', '1:1 policy-empty $'],
    ['a list', '- version: 1', '1:1 not-a-map $'],
    ['broken YAML', 'version: 1\nregions: [eu-west-1', '2:20 yaml-syntax $'],
    ['two documents', `${HEAD}---\nversion: 1\n`, '3:1 yaml-syntax $'],
    ['a key that comes twice', `${HEAD}mode: apply\nmode: report\n`, '4:1 duplicate-key $'],
    ['an alias without its anchor', `${HEAD}settle: *s`, '3:9 yaml-alias $'],
    ['an alias inside what it stands for', `${HEAD}workloads: &w [*w]`, '3:16 yaml-endless-alias $'],
    ['a merge key', `${HEAD}share: { <<: { with: organization } }`, '3:10 yaml-feature $'],
    ['a tag on a map', 'version: 1\nregions: !!map { a: 1 }', '2:16 yaml-feature $'],
    ['a tag', 'version: !!int 1\nregions: [eu-west-1]', '1:16 yaml-feature $'],
    [
      'the key __proto__',
      `${HEAD}workloads: [{ match: { tags: { __proto__: x } }, skip: true }]`,
      '3:32 yaml-feature $',
    ],
    ['a file over 256 KB', `${HEAD}# ${'x'.repeat(262_144)}`, '1:1 policy-size $'],
  ])('refuses %s', (_, text, finding) => {
    expect(refusalsOf(text)).toEqual([finding]);
  });

  it.each([
    ['the path of a unit', 'workloads: [{ match: { ou: "GLOB" }, skip: true }]'],
    ['the name of an account', 'workloads: [{ match: { names: "GLOB" }, skip: true }]'],
    ['a recipient', 'share: { with: ["GLOB"] }'],
    ['the key of a lens', 'lenses: [{ match: "lensesGLOB" }]'],
  ])('refuses a glob over %s that would match too slowly', (_, text) => {
    expect(refusalsOf(HEAD + text.replace('GLOB', '/*a*a*a*a*a'))).toHaveLength(1);
    expect(parsePolicy(HEAD + text.replace('GLOB', '/{a,b}/*/c*/**')).valid).toBe(true);
  });

  it.each(['ou-ab12', 'ou-ab12-production/*', 'ou-ab12-production/Web', 'Production'])(
    'refuses %j as a unit',
    (unit) => {
      expect(refusalsOf(`${HEAD}workloads: [{ match: { ou: "${unit}" }, skip: true }]`)).toHaveLength(1);
      expect(refusalsOf(`${HEAD}share: { with: ["${unit}"] }`)).toHaveLength(1);
    },
  );

  it.each(['ou-ab12-production', 'ou-ab12-production/**', '/R%2FD/**'])('reads %j as a unit', (unit) => {
    expect(aPolicy(`workloads: [{ match: { ou: "${unit}" }, skip: true }]`).workloads).toHaveLength(1);
    expect(aPolicy(`share: { with: ["${unit}"] }`).share.with).toEqual([unit]);
  });

  it('refuses a small file that expands to a huge one, at the place where it gets too large', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `k${n + 1}: &k${n + 1} [${`*k${n}, `.repeat(10)}]`);

    const findings = refusalsOf(`k0: &k0 x\n${levels.join('\n')}`);

    expect(findings).toEqual(['6:30 yaml-expansion $']);
  });

  it('reads the values of aliases, and reports mistakes at the anchor', () => {
    const rules = (owner: string) =>
      [1, 2]
        .map(
          (n) =>
            `  - { match: { ids: ["${'1'.repeat(11)}${n}"] }, accounts: all, template: ${n === 1 ? `&t { review-owner: ${owner} }` : '*t'} }`,
        )
        .join('\n');

    const reading = parsePolicy(`${HEAD}workloads:\n${rules('platform@example.com')}\n`);

    expect(
      reading.valid &&
        reading.policy.workloads.map((rule) => rule.kind === 'workload' && rule.template.reviewOwner),
    ).toEqual(['platform@example.com', 'platform@example.com']);
    const place = `4:${rules('').indexOf('review-owner: ') + 'review-owner: '.length + 1}`;
    expect(
      refusalsOf(`${HEAD}workloads:\n${rules('"x"')}\n`).map((finding) => finding.split(' ')[0]),
    ).toEqual([place, place]);
  });

  it.each(['[', '{a: ', '- ', '? '])(
    'refuses a file that is nothing but %j without losing its footing',
    (opening) => {
      const findings = refusalsOf(opening.repeat(Math.floor(260_000 / opening.length)));

      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatch(/yaml-syntax/);
    },
  );

  it('gives the same messages whatever language is set for zod', async () => {
    const text = `${HEAD}mode: sometimes`;
    const before = parsePolicy(text).findings;
    const { config, locales } = await import('zod');
    config(locales.de());

    const after = parsePolicy(text).findings;
    config({ localeError: undefined });

    expect(after).toEqual(before);
  });

  it('shows hostile values on one line and truncated', () => {
    const reading = parsePolicy(`${HEAD}mode: "${'x'.repeat(500)}\\u001b[31m\\n"`);

    expect(reading.findings[0]?.message).toMatch(/^mode is "x{78}…, wanted one of apply, report$/);
  });

  it('warns of a rule that a rule for every account hides', () => {
    const reading = parsePolicy(`${HEAD}workloads:
  - { match: { ou: "/**" }, skip: true }
  - { match: { ou: "/Production/**" }, accounts: all, template: { review-owner: abc } }
`);

    expect(reading.valid).toBe(true);
    expect(reading.findings).toMatchObject([{ rule: 'idle-rule', severity: 'warning', line: 5, column: 5 }]);
  });

  it('warns of characters in names that WA Tool may reject', () => {
    const reading = parsePolicy(withTemplate('name: "{{account.id}} <{{account.name}}>"'));

    expect(reading.valid).toBe(true);
    expect(reading.findings).toMatchObject([{ rule: 'doubtful-character', severity: 'warning', line: 7 }]);
  });

  test.prop([fc.string({ maxLength: 300 }), fc.nat()])(
    'never throws, whatever is put into a policy',
    (noise, at) => {
      const text = withTemplate('notes: x');
      const position = at % text.length;

      const reading = parsePolicy(text.slice(0, position) + noise + text.slice(position));

      expect(reading.valid || reading.findings.length > 0).toBe(true);
      for (const { line, column } of reading.findings) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
      }
    },
  );
});
