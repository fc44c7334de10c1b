import type { Account } from '../organization/organization.ts';
import type { PlainTexts, WorkloadInput, WorkloadTemplate } from './workload.ts';
import { plainText, renderText, TEXT_RULES, type TextRule } from './workload-text.ts';

export type WorkloadRendering =
  | {
      readonly kind: 'rendered';
      readonly workload: WorkloadInput;
      /** Texts with letters of other scripts, in a form without them, for use if WA Tool refuses these letters. */
      readonly plain: PlainTexts;
    }
  | {
      readonly kind: 'refused';
      /** One sentence for each field that cannot be filled in for this account. */
      readonly problems: readonly string[];
    };

/**
 * Renders the workload of an account: the template with every placeholder replaced. Names are adapted; a tag that the
 * account lacks, or a value that WA Tool would reject, makes the whole workload invalid.
 */
export function renderWorkload(template: WorkloadTemplate, account: Account): WorkloadRendering {
  const problems: string[] = [];
  const render = (key: string, rule: TextRule, text: string): string => {
    const rendered = renderText(rule, text, account);
    if (rendered.kind === 'text') {
      return rendered.text;
    }
    problems.push(`template.${key}: ${rendered.problem}`);
    return '';
  };
  const { architecturalDesign, industry, notes, tags, jiraConfiguration } = template;
  const workload: WorkloadInput = {
    ...template,
    workloadName: render('name', TEXT_RULES.name, template.workloadName),
    description: render('description', TEXT_RULES.description, template.description),
    reviewOwner: render('review-owner', TEXT_RULES.reviewOwner, template.reviewOwner),
    accountIds: unique(template.accountIds.map((id) => render('account-ids', TEXT_RULES.accountId, id))),
    ...(architecturalDesign !== undefined && {
      architecturalDesign: render(
        'architectural-design',
        TEXT_RULES.architecturalDesign,
        architecturalDesign,
      ),
    }),
    ...(industry !== undefined && { industry: render('industry', TEXT_RULES.industry, industry) }),
    ...(notes !== undefined && { notes: render('notes', TEXT_RULES.notes, notes) }),
    ...(tags && {
      tags: Object.fromEntries(
        Object.entries(tags).map(([key, value]) => [key, render(`tags.${key}`, TEXT_RULES.tagValue, value)]),
      ),
    }),
    ...(jiraConfiguration?.jiraProjectKey !== undefined && {
      jiraConfiguration: {
        ...jiraConfiguration,
        jiraProjectKey: render(
          'jira.jira-project-key',
          TEXT_RULES.jiraProjectKey,
          jiraConfiguration.jiraProjectKey,
        ),
      },
    }),
  };
  return problems.length === 0
    ? { kind: 'rendered', workload, plain: plainTexts(workload, account) }
    : { kind: 'refused', problems };
}

function plainTexts({ workloadName, description }: WorkloadInput, account: Account): PlainTexts {
  const name = plainText(TEXT_RULES.name, workloadName, account);
  const text = plainText(TEXT_RULES.description, description, account);
  return {
    ...(name !== workloadName && { workloadName: name }),
    ...(text !== description && { description: text }),
  };
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)];
}
