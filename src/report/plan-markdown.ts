import type { Action } from '../reconcile/action.ts';
import { counted } from './counted.ts';
import { summaryLines } from './diff-summary.ts';
import { type LensStory, lensStories, targetsText, targetText } from './lens-story.ts';
import { code, codeCell, LONGEST_COMMENT } from './markdown.ts';
import { groupNotices } from './notice-groups.ts';
import { planCounts } from './plan-counts.ts';
import type { PlanDomain, PlanReport } from './plan-report.ts';

/** The most items of each list. */
const MOST_ITEMS = 50;

/**
 * The plan as a comment for a pull request: the change of each lens, lost answers, recipients and who is notified.
 * Texts of lenses, the policy and the organization are formatted as code, so that they cannot make links, mentions,
 * images or tags.
 */
export function planMarkdown(report: PlanReport): string {
  const actions = report.domains.flatMap((domain) => domain.actions);
  const blocks = [
    `### Lenskeeper: ${planCounts(actions)}`,
    ...report.domains.flatMap(domainBlocks),
    ...groupNotices(report.notices).map(
      ({ title, notices }) => `**${title}**\n\n${list(notices.map(({ message }) => code(message)))}`,
    ),
  ];
  return fitting(blocks);
}

function domainBlocks(domain: PlanDomain): readonly string[] {
  const { accountId, region, actions, unchanged } = domain;
  const stories = lensStories(domain);
  const { lenses, workloads } = unchanged;
  return [
    `Account \`${accountId}\` in \`${region}\`. Up to date: ${counted(lenses.length, 'lens', 'lenses')}, ${counted(workloads, 'workload')}.`,
    ...(stories.length === 0 ? [] : [lensTable(stories, domain)]),
    ...stories.flatMap((story) => consequences(story)),
    ...sharing(stories, domain),
    ...workloadBlocks(actions),
  ];
}

function lensTable(stories: readonly LensStory[], domain: PlanDomain): string {
  return [
    '| lens | version | change | answers lost | shared with | who is notified |',
    '| --- | --- | --- | --- | --- | --- |',
    ...stories.map((story) => {
      const cells = [
        codeCell(story.key),
        versionCell(story),
        changeCell(story),
        String(story.published?.summary?.lostAnswers.count ?? 0),
        story.shares.length === 0 ? 'unchanged' : codeCell(targetsText(story.shares, domain)),
        toldCell(story),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}

function versionCell({ published, facts }: LensStory): string {
  const now = facts?.version;
  if (published === undefined) return now === undefined ? '-' : codeCell(now);
  return now === undefined
    ? codeCell(published.version)
    : `${codeCell(now)} → ${codeCell(published.version)}`;
}

function changeCell({ isNew, published, isRetagged }: LensStory): string {
  if (isNew) return 'new';
  if (published !== undefined) return published.major ? '**major**' : 'minor';
  return isRetagged ? 'tags repaired' : 'none';
}

/** WA Tool notifies the owners of workloads of a major version only (User Guide). */
function toldCell({ isNew, published, facts }: LensStory): string {
  if (isNew || published === undefined) return 'nobody';
  if (!published.major) return 'nobody: reviews get it immediately';
  if (facts === undefined || facts.workloads === 0) return 'owners of workloads that use it';
  const owners = facts.reviewOwners.map(codeCell).join(', ');
  return `owners of workloads that use it, including ${facts.workloads} of the policy: ${owners}`;
}

function consequences({ key, isNew, published }: LensStory): readonly string[] {
  const summary = published?.summary;
  if (isNew || published === undefined || summary === undefined) return [];
  return [`**${code(key)}**\n\n${list(summaryLines(summary, published.major).map(code))}`];
}

function sharing(stories: readonly LensStory[], domain: PlanDomain): readonly string[] {
  const shared = stories.filter(({ shares }) => shares.length > 0);
  if (shared.length === 0) return [];
  const byTargets = Map.groupBy(shared, ({ shares }) => JSON.stringify(shares));
  const lists = [...byTargets.values()].map((ofTargets) => {
    const keys = ofTargets.map(({ key }) => code(key)).join(', ');
    const targets = (ofTargets[0]?.shares ?? []).map((target) => code(targetText(target, domain)));
    return `${keys}\n\n${list(targets)}`;
  });
  return [details('Newly shared with', lists.join('\n\n'))];
}

function workloadBlocks(actions: readonly Action[]): readonly string[] {
  const created = actions.filter((action) => action.kind === 'create-workload');
  const repaired = actions.flatMap((action) => {
    if (action.kind === 'update-workload') {
      return [`${code(action.account)}: ${Object.keys(action.changes).map(code).join(', ')}`];
    }
    return action.kind === 'associate-lenses'
      ? [`${code(action.account)}: ${counted(action.lenses.length, 'lens', 'lenses')} missing`]
      : [];
  });
  return [
    ...(created.length === 0
      ? []
      : [
          details(
            `${counted(created.length, 'workload')} created`,
            list(created.map(({ workload }) => code(workload.workloadName))),
          ),
        ]),
    ...(repaired.length === 0
      ? []
      : [details(`${counted(repaired.length, 'repair')} of workloads`, list(repaired))]),
  ];
}

function details(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function list(items: readonly string[]): string {
  const more = items.length - MOST_ITEMS;
  const shown = items.slice(0, MOST_ITEMS).map((item) => `- ${item}`);
  return [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/** The blocks that fit into a comment, and the number of the others. */
function fitting(blocks: readonly string[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const block of blocks) {
    length += block.length + 2;
    if (length > LONGEST_COMMENT) break;
    shown.push(block);
  }
  const more = blocks.length - shown.length;
  return [...shown, ...(more > 0 ? [`And ${counted(more, 'part')} more: see \`lenskeeper plan\``] : [])].join(
    '\n\n',
  );
}
