import type { Action } from '../reconcile/action.ts';
import type { NoticeKind } from '../reconcile/plan.ts';
import { counted } from './counted.ts';
import { summaryLines } from './diff-summary.ts';
import { type LensStory, lensStories, targetsText, targetText } from './lens-story.ts';
import { noticeTextLines } from './notice-groups.ts';
import { planCounts } from './plan-counts.ts';
import type { PlanDomain, PlanReport } from './plan-report.ts';
import { type Fit, fitLines, type TextLine } from './text-lines.ts';

/** The most workloads that are listed; the number of the others is printed. */
const WORKLOADS_LISTED = 20;
/** An account has 15 lenses at most. */
const REJECTED_LISTED = 15;
const REJECTIONS: readonly NoticeKind[] = ['lens-invalid', 'lens-rejected-before', 'name-clash'];

/**
 * The plan for a terminal: the changes of each domain, the notices, the counts and the rejected lenses.
 *
 * @param fit.everything lists every share, workload and notice
 */
export function planText(report: PlanReport, fit: Fit = {}): string {
  return fitLines(
    [
      ...report.domains.flatMap((domain, index): readonly TextLine[] => [
        ...(index > 0 ? [{ text: '' }] : []),
        ...domainLines(domain, fit),
      ]),
      ...noticeTextLines(report.notices, fit),
      { text: '' },
      { text: `Plan: ${planCounts(report.domains.flatMap(({ actions }) => actions))}`, colour: 'bold' },
      ...rejectedLines(report),
    ],
    fit,
  );
}

/** Rejected lenses are repeated at the end, where they are noticed. */
function rejectedLines({ notices }: PlanReport): readonly TextLine[] {
  const keys = new Set(
    notices.flatMap(({ kind, subject }) =>
      REJECTIONS.includes(kind) && subject !== undefined ? [subject] : [],
    ),
  );
  if (keys.size === 0) return [];
  const text = `Rejected: ${[...keys].slice(0, REJECTED_LISTED).join(', ')}`;
  const more = keys.size - REJECTED_LISTED;
  return [{ text: more > 0 ? `${text} and ${more} more` : text, colour: 'red' }];
}

function domainLines(domain: PlanDomain, { everything = false }: Fit): readonly TextLine[] {
  const { accountId, region, actions, unchanged } = domain;
  return [
    { text: `Account ${accountId} in ${region}`, colour: 'bold' },
    ...(actions.length === 0 ? [{ depth: 1, text: 'Nothing to do' }] : []),
    ...titled(
      'Lenses',
      lensStories(domain).flatMap((story) => storyLines(story, domain, everything)),
    ),
    ...titled('Workloads', workloadLines(actions, everything)),
    ...unchangedLines(unchanged, everything),
  ];
}

function titled(title: string, lines: readonly TextLine[]): readonly TextLine[] {
  return lines.length === 0 ? [] : [{ text: '' }, { depth: 1, text: title }, ...lines];
}

function storyLines(story: LensStory, domain: PlanDomain, everything: boolean): readonly TextLine[] {
  const { key, name, isNew, published, keptVersion, isRetagged, shares } = story;
  const mark = isNew ? '+' : '~';
  return [
    {
      depth: 1,
      mark,
      colour: isNew ? 'green' : 'yellow',
      text: `${key}${name === undefined ? '' : ` ${JSON.stringify(name)}`}`,
    },
    ...(published === undefined ? [] : publicationLines(story, published)),
    ...(keptVersion === undefined
      ? []
      : [
          remark(
            `replaces ${keptVersion}, which was published by hand; its export is kept under reports/drift/`,
          ),
        ]),
    ...(isRetagged ? [remark('tags repaired')] : []),
    ...(shares.length === 0
      ? []
      : [{ ...remark(`shared with ${targetsText(shares, domain)}`), colour: 'green' } as const]),
    ...(everything && shares.length > 1
      ? shares.map((target): TextLine => ({ depth: 4, text: targetText(target, domain), colour: 'dim' }))
      : []),
  ];
}

function publicationLines(
  { isNew, facts }: LensStory,
  { version, major, summary }: Action & { kind: 'publish-lens' },
): readonly TextLine[] {
  if (isNew) return [{ ...remark(`created and published as ${version}`), colour: 'green' }];
  const from = facts?.version === undefined ? '' : ` over ${facts.version}`;
  return [
    {
      ...remark(`published as ${version}${from}: ${major ? 'major' : 'minor'}`),
      colour: major ? 'red' : 'yellow',
    },
    ...(summary === undefined ? [] : summaryLines(summary, major).map(consequence)),
    ...(facts === undefined || facts.workloads === 0
      ? []
      : [consequence(audienceText(facts.workloads, major))]),
  ];
}

function audienceText(workloads: number, major: boolean): string {
  const used = `used by ${counted(workloads, 'workload')} of the policy`;
  return major ? `${used}: their owners are notified` : `${used}: they get it immediately`;
}

function consequence(text: string): TextLine {
  return { depth: 4, mark: '·', text };
}

function remark(text: string): TextLine {
  return { depth: 3, text };
}

function workloadLines(actions: readonly Action[], everything: boolean): readonly TextLine[] {
  const lines = actions.flatMap((action): TextLine[] => {
    switch (action.kind) {
      case 'create-workload':
        return [
          {
            depth: 1,
            mark: '+',
            colour: 'green',
            text: `${JSON.stringify(action.workload.workloadName)} with ${counted(action.workload.lenses.length, 'lens', 'lenses')}`,
          },
        ];
      case 'update-workload':
        return [repair(action.account, Object.keys(action.changes).join(', '))];
      case 'associate-lenses':
        return [repair(action.account, `${counted(action.lenses.length, 'lens', 'lenses')} missing`)];
      default:
        return [];
    }
  });
  const more = everything ? 0 : lines.length - WORKLOADS_LISTED;
  if (more <= 0) return lines;
  return [
    ...lines.slice(0, WORKLOADS_LISTED),
    { depth: 2, text: `and ${more} more; --verbose lists them`, colour: 'dim' },
  ];
}

function repair(account: string, what: string): TextLine {
  return { depth: 1, mark: '~', colour: 'yellow', text: `workload of ${account} repaired: ${what}` };
}

function unchangedLines(
  { lenses, workloads }: PlanDomain['unchanged'],
  everything: boolean,
): readonly TextLine[] {
  const parts = [
    ...(lenses.length > 0 ? [counted(lenses.length, 'lens', 'lenses')] : []),
    ...(workloads > 0 ? [counted(workloads, 'workload')] : []),
  ];
  if (parts.length === 0) return [];
  return [
    { text: '' },
    { depth: 1, text: `Up to date: ${parts.join(', ')}`, colour: 'dim' },
    ...(everything ? lenses.map((text): TextLine => ({ depth: 3, text, colour: 'dim' })) : []),
  ];
}
