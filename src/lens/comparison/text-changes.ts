import { compareById } from '../compare-by-id.ts';
import type { AdditionalResource, Choice, Resource } from '../document.ts';
import type { LensChange } from './lens-comparison.ts';
import { matchParts } from './match-parts.ts';

/** A text that is there on both sides is changed, else added or removed; none when both are the same. */
export function textChange(
  path: string,
  before: string | undefined,
  after: string | undefined,
): LensChange[] {
  if (before === after) return [];
  const how = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [
    {
      kind: 'text',
      how,
      path,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}

/** Ids in their old and new order; none when they stand as they stood. */
export function orderChange(
  path: string,
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): LensChange[] {
  const { common, reordered } = compareById(before, after);
  if (!reordered) return [];
  const old = new Set(common.map((pair) => pair.before));
  return [
    {
      kind: 'order',
      how: 'changed',
      path,
      before: listed(before.filter((item) => old.has(item))),
      after: listed(common.map((pair) => pair.after)),
    },
  ];
}

export function resourceChanges(
  path: string,
  before: Resource | undefined,
  after: Resource | undefined,
): LensChange[] {
  return [
    ...textChange(`${path}/displayText`, before?.displayText, after?.displayText),
    ...textChange(`${path}/url`, before?.url, after?.url),
  ];
}

/** What the texts, links and resources of a choice have become. */
export function choiceTextChanges(path: string, before: Choice, after: Choice): LensChange[] {
  return [
    ...textChange(`${path}/title`, before.title, after.title),
    ...resourceChanges(`${path}/helpfulResource`, before.helpfulResource, after.helpfulResource),
    ...resourceChanges(`${path}/improvementPlan`, before.improvementPlan, after.improvementPlan),
    ...additionalChanges(
      `${path}/additionalResources`,
      (before.additionalResources ?? []).map(withTypeAsId),
      (after.additionalResources ?? []).map(withTypeAsId),
    ),
  ];
}

interface IdentifiedResources extends AdditionalResource {
  readonly id: string;
}

function withTypeAsId(resource: AdditionalResource): IdentifiedResources {
  return { ...resource, id: resource.type };
}

function additionalChanges(
  path: string,
  before: readonly IdentifiedResources[],
  after: readonly IdentifiedResources[],
): LensChange[] {
  const types = compareById(before, after);
  return [
    ...orderChange(path, before, after),
    ...types.common.flatMap((pair) =>
      contentChanges(`${path}/${pair.after.type}`, pair.before.content, pair.after.content),
    ),
    ...types.added.flatMap(({ type, content }) =>
      textChange(`${path}/${type}`, undefined, content.map(resourceText).join('\n')),
    ),
    ...types.removed.flatMap(({ type, content }) =>
      textChange(`${path}/${type}`, content.map(resourceText).join('\n'), undefined),
    ),
  ];
}

/** The resources of one type have no ids: they are matched by link, then by text. */
function contentChanges(path: string, before: readonly Resource[], after: readonly Resource[]): LensChange[] {
  const identified = (content: readonly Resource[]) =>
    content.map((resource, index) => ({
      id: resource.url ?? resource.displayText ?? '',
      path: `${path}/${index + 1}`,
      resource,
    }));
  const [old, current] = [identified(before), identified(after)];
  const matching = matchParts(old, current, ({ resource }) => resource.displayText ?? '');
  return [
    ...orderChange(path, old, current),
    ...[...matching.common, ...matching.renamed].flatMap((pair) =>
      resourceChanges(pair.after.path, pair.before.resource, pair.after.resource),
    ),
    ...matching.added.flatMap((item) => textChange(item.path, undefined, resourceText(item.resource))),
    ...matching.removed.flatMap((item) => textChange(item.path, resourceText(item.resource), undefined)),
  ];
}

function resourceText({ displayText, url }: Resource): string {
  return [displayText, url].filter((part) => part !== undefined).join(' ');
}

function listed(items: readonly { readonly id: string }[]): string {
  return items.map(({ id }) => id).join(', ');
}
