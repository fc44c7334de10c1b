import { FORMAT, NONE_SUFFIX } from '../format.ts';
import type { JsonPath } from '../json/json-path.ts';
import { isJsonObject } from '../json/json-value.ts';
import { itemsOf, type Part } from '../parts.ts';
import { quote } from '../quote.ts';
import type { Found } from './rule.ts';
import { adviceOnAddress, isSound } from './web-address.ts';

/** Links work and have a text; choices have an improvement plan; additional resources come once per type. */
export function* checkResources(part: Part): Generator<Found> {
  if (part.kind === 'resource') yield* checkResource(part);
  if (part.kind === 'choice') {
    yield* checkImprovementPlan(part);
    yield* checkAdditionalTypes(part);
  }
}

function* checkResource({ object, path }: Part): Generator<Found> {
  const { displayText, url } = object;
  const hasText = !saysNothing(displayText);
  if (url === '') {
    yield {
      rule: 'url-empty',
      severity: 'warning',
      message: 'Cannot use an empty url: found "", wanted an address or no url at all',
      mend: 'Remove the url',
      path: [...path, 'url'],
    };
  } else if (typeof url === 'string') {
    if (!/^https?:\/\/\S/.test(url)) {
      yield {
        rule: 'url-scheme',
        severity: 'error',
        message: `Cannot import a url: found ${quote(url)}, wanted it to start with http:// or https://`,
        mend: adviceOnAddress(url),
        path: [...path, 'url'],
      };
    } else if (!isSound(url)) {
      yield {
        rule: 'url-malformed',
        severity: 'warning',
        message: `Cannot open a url: found ${quote(url)}, wanted one address without white space`,
        mend: adviceOnAddress(url),
        path: [...path, 'url'],
      };
    }
  }
  if ((url ?? '') !== '' && !hasText) {
    yield {
      rule: 'display-text-missing',
      severity: 'error',
      message: 'Cannot import a url without its text: found no displayText, wanted one beside the url',
      mend: 'Add a displayText that says where the link leads',
      path: [...path, 'displayText'],
    };
  }
  if ((url ?? '') === '' && !hasText) {
    yield {
      rule: 'resource-empty',
      severity: 'warning',
      message:
        'Cannot show an empty resource: found neither displayText nor url, wanted at least a displayText',
      mend: adviceOnEmpty(path),
      path,
    };
  }
}

function* checkImprovementPlan({ object, path }: Part): Generator<Found> {
  const { id, improvementPlan } = object;
  if (typeof id === 'string' && id.endsWith(NONE_SUFFIX)) return;
  const isMissing = improvementPlan === undefined || improvementPlan === null;
  const lacksText = isJsonObject(improvementPlan) && saysNothing(improvementPlan.displayText);
  if (!isMissing && !lacksText) return;
  yield {
    rule: 'improvement-plan-missing',
    severity: 'error',
    message: `Cannot import a choice without an improvement plan: found no ${isMissing ? 'improvementPlan' : 'displayText'}, wanted one for every choice whose id does not end in ${NONE_SUFFIX}`,
    mend: isMissing
      ? 'Add an improvementPlan with a displayText'
      : 'Add a displayText to the improvementPlan',
    path: [...path, 'improvementPlan', ...(isMissing ? [] : ['displayText'])],
  };
}

function* checkAdditionalTypes(choice: Part): Generator<Found> {
  const seen = new Set<unknown>();
  for (const { object, path } of itemsOf(choice, 'additionalResources')) {
    const { type } = object;
    if (typeof type === 'string' && seen.has(type)) {
      yield {
        rule: 'additional-resource-unique',
        severity: 'error',
        message: `Cannot import additional resources: found type ${quote(type)} twice, wanted it once`,
        mend: adviceOnTypes(choice),
        path: [...path, 'type'],
      };
    }
    seen.add(type);
  }
}

/** Absent, or white space only; the rule on texts reports an empty text. */
function saysNothing(value: unknown): boolean {
  const text = value ?? ' ';
  return typeof text === 'string' && text !== '' && text.trim() === '';
}

/** A plan needs its text, and a list of resources one resource at least. */
function adviceOnEmpty(path: JsonPath): string {
  const last = path.at(-1);
  const isNeeded = last === 'improvementPlan' || typeof last === 'number';
  return isNeeded ? 'Add a displayText' : 'Add a displayText, or remove the resource';
}

function adviceOnTypes(choice: Part): string {
  const items = itemsOf(choice, 'additionalResources');
  const total = items.reduce((sum, item) => sum + itemsOf(item, 'content').length, 0);
  const most = FORMAT['additional-resource'].get('content');
  const isTooMuch = most?.kind === 'list' && total > most.most;
  return isTooMuch
    ? `Put the content of both into one, and keep ${most.most} at most`
    : 'Put the content of both into one';
}
