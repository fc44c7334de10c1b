import type { Finding } from '../../../../src/lens/finding.ts';
import { FORMAT, type PartKind } from '../../../../src/lens/format.ts';
import { followLogic } from './follow-logic.ts';
import {
  type Changeable,
  changing,
  type Follow,
  holderOf,
  questionAt,
  quotedIn,
  rewriting,
  stepsOf,
} from './lens-file.ts';

const RESOURCE = { displayText: 'See the guide' };
const CHOICE = { id: 'added', title: 'Added', improvementPlan: RESOURCE };
const RULE = { condition: 'default', risk: 'HIGH_RISK' };
const QUESTION = { id: 'added', title: 'Added', choices: [CHOICE], riskRules: [RULE] };
/** The least that stands for a part or member that is missing. */
const LEAST: Readonly<Record<string, unknown>> = {
  lens: {
    schemaVersion: '2021-11-01',
    name: 'Added',
    description: 'Added',
    pillars: [{ id: 'added', name: 'Added', questions: [QUESTION] }],
  },
  pillar: { id: 'added', name: 'Added', questions: [QUESTION] },
  question: QUESTION,
  choice: CHOICE,
  resource: RESOURCE,
  'additional-resource': { type: 'HELPFUL_RESOURCE', content: [RESOURCE] },
  'risk-rule': RULE,
  schemaVersion: '2021-11-01',
  risk: 'HIGH_RISK',
  type: 'HELPFUL_RESOURCE',
  condition: 'default',
  url: 'https://example.com',
};

const ids = Array.from({ length: 10_000 }, (_, index) => `added_${index}`).values();
const anId = () => ids.next().value!;

/** What a member of the name may be; parts get ids that nothing else has. */
function leastFor(key: string): unknown {
  if (key === 'id') return anId();
  const member = Object.values(FORMAT)
    .map((part) => part.get(key))
    .find((one) => one !== undefined);
  if (member?.kind === 'list') return [withFreshIds(LEAST[member.of])];
  if (member?.kind === 'part') return LEAST[member.of];
  return LEAST[key] ?? 'Added';
}

function withFreshIds(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, inner) => (key === 'id' ? anId() : inner));
}

const set = (valueFor: (finding: Finding, before: Changeable) => unknown): Follow =>
  changing((lens, finding) => {
    const { holder, key } = holderOf(lens, finding.path);
    holder[key] = valueFor(finding, holder[key]);
  });
const remove = changing((lens, { path }) => {
  const { holder, key } = holderOf(lens, path);
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
});
const text = (file: Parameters<Follow>[0], finding: Finding, change: (value: string) => string) =>
  set((_, before) => change(before))(file, finding);
const shorten = set(({ mend }, before) =>
  before.slice(0, before.length - Number(/by (\d+) characters/.exec(mend)![1])),
);

function renamed(condition: string, old: unknown, fresh: string): string {
  if (typeof old !== 'string' || old === '') return condition;
  const escaped = old.replace(/[^\w]/g, '\\$&');
  return condition.replace(new RegExp(`(?<!\\w)${escaped}(?!\\w)`, 'g'), fresh);
}

/** Gives the thing at the path another id; a choice in the conditions as well. */
const rename = changing((lens, finding) => {
  const { holder, key } = holderOf(lens, finding.path);
  const [old, fresh] = [
    holder[key],
    /^Write "/.test(finding.mend)
      ? quotedIn(finding)
      : `${anId()}${finding.mend.includes('that ends in _no') ? '_no' : ''}`,
  ];
  holder[key] = fresh;
  if (!finding.mend.includes('in the conditions')) return;
  for (const rule of questionAt(lens, finding.path).question.riskRules ?? []) {
    if (typeof rule.condition === 'string') rule.condition = renamed(rule.condition, old, fresh);
  }
});

const replaceCharacter: Follow = (file, finding) => {
  const rejected = String.fromCodePoint(Number.parseInt(/\(U\+(\w+)\)/.exec(finding.message)![1]!, 16));
  const { mend } = finding;
  if (mend === 'Write the text in words') return text(file, finding, () => 'In words');
  return text(file, finding, (before) =>
    before.replaceAll(rejected, mend.startsWith('Write "') ? quotedIn(finding) : ''),
  );
};

const count = changing((lens, { path, mend, rule }) => {
  const { holder, key } = holderOf(lens, path);
  const [, surplus] = /^Remove (\d+) of them/.exec(mend) ?? [];
  if (surplus === undefined) holder[key].push(withFreshIds(LEAST[rule.replace('-count', '') as PartKind]));
  else {
    const gone = holder[key].splice(holder[key].length - Number(surplus));
    if (!mend.includes('out of the conditions')) return;
    for (const other of holder.riskRules ?? []) {
      if (gone.some(({ id }: Changeable) => other.condition.includes(id))) other.condition = 'default';
    }
  }
});

const shareTypes = changing((lens, { path, mend }) => {
  const list = holderOf(lens, path.replace(/\[\d+\]\.type$/, '')) as Changeable;
  const items = list.holder[list.key];
  const index = Number(stepsOf(path).at(-2));
  const first = items.findIndex(({ type }: Changeable) => type === items[index].type);
  const [gone] = items.splice(index, 1);
  items[first].content.push(...gone.content);
  const [, most] = /keep (\d+) at most/.exec(mend) ?? [];
  if (most !== undefined) items[first].content.length = Number(most);
});

const repeatedRisk: Follow = changing((lens, finding) => {
  const { question, rule } = questionAt(lens, finding.path);
  const { riskRules } = question;
  if (finding.mend.startsWith('Write "')) riskRules[rule].risk = quotedIn(finding);
  else {
    const [gone] = riskRules.splice(rule, 1);
    if (!finding.mend.startsWith('Join')) return;
    const other = riskRules.find(({ risk }: Changeable) => risk === gone.risk);
    other.condition = `(${other.condition}) || (${gone.condition})`;
  }
});

const word: Follow = changing((lens, finding) => {
  const { holder, key } = holderOf(lens, finding.path);
  if (finding.mend.startsWith('Write "')) holder[key] = quotedIn(finding);
  else dropItem(lens, finding.path);
});

/** Removes the item of a list that has the member at the path. */
function dropItem(lens: Changeable, path: string): void {
  const list = holderOf(lens, path.replace(/\.\w+$/, ''));
  list.holder.splice(Number(list.key), 1);
}

const unknownKey: Follow = changing((lens, finding) => {
  const { holder, key } = holderOf(lens, finding.path);
  const value = holder[key];
  delete holder[key];
  if (finding.mend.startsWith('Write "')) holder[quotedIn(finding)] = value;
});

const link: Follow = changing((lens, finding) => {
  const { holder, key } = holderOf(lens, finding.path);
  if (finding.mend === 'Remove the url') delete holder[key];
  else if (finding.mend.startsWith('Write "')) holder[key] = quotedIn(finding);
  else holder[key] = 'https://example.com/page';
});

const privateText = (pattern: RegExp, example: string): Follow =>
  changing((lens, finding) => {
    const { holder, key } = holderOf(lens, finding.path);
    const [, unknown] = /^Remove the key ("(?:[^"\\]|\\.)*")/.exec(finding.mend) ?? [];
    if (unknown === undefined) holder[key] = holder[key].replace(pattern, example);
    else {
      const steps = stepsOf(finding.path);
      const at = steps.indexOf(JSON.parse(unknown));
      delete steps.slice(0, at).reduce((value: Changeable, step) => value[step], lens)[steps[at]!];
    }
  });

const emptyResource: Follow = changing((lens, { path }) => {
  const { holder, key } = holderOf(lens, path);
  holder[key].displayText = 'See the guide';
});

/** Syntax errors of a condition, at their place in it. */
const conditionSyntax: Follow = (file, finding) => {
  const { mend } = finding;
  const change = (rest: string): string => {
    const [, wanted, found] = /^Write (&&|\|\||!) for (.+)$/.exec(mend) ?? [];
    if (found !== undefined)
      return `${wanted}${wanted === '!' ? '' : ' '}${rest.slice(found.length).trimStart()}`;
    if (mend.startsWith('Write ) here')) return `)${rest}`;
    if (mend === 'Write && or || before it') return `&& ${rest}`;
    if (mend === 'Write && or || in its place') return `&& ${rest.replace(/^[^\w()!\s"]+/, '')}`;
    if (mend.startsWith('Write the id of a choice before this place'))
      return `${choiceAt(file.text, finding)} ${rest}`;
    if (mend === 'Remove this parenthesis') return rest.slice(1);
    if (mend.startsWith('Remove it')) return rest.replace(/^(?:&&|\|\||.)/, '');
    if (mend.startsWith('Remove parentheses')) return rest.replace(/^[(]+(\w+)[)]+/, '$1');
    throw new Error(`Found no way to follow the advice: ${mend}`);
  };
  if (mend.startsWith('Remove parentheses'))
    return text(file, finding, (before) => before.replace(/[()!]/g, ''));
  return rewriting(change)(file, finding);
};

function choiceAt(file: string, finding: Finding): string {
  return questionAt(JSON.parse(file), finding.path).question.choices[0].id;
}

const unknownChoice: Follow = (file, finding) => {
  const [, unknown = ''] = /found choice "(\w+)"/.exec(finding.message) ?? [];
  const { mend } = finding;
  return rewriting((rest) => {
    if (mend.startsWith('Remove default'))
      return `${choiceAt(file.text, finding)}${rest.slice('default'.length)}`;
    const id = mend.startsWith('Write "') ? quotedIn(finding) : choiceAt(file.text, finding);
    return id + rest.slice(unknown.length);
  })(file, finding);
};

const asAdvised = set((finding) => quotedIn(finding));

/** Keeps the last of a repeated key, in a file that has each member on a line of its own. */
const keepLast: Follow = (file, finding) => {
  const [, line] = /found it at line (\d+)/.exec(finding.message) ?? [];
  return {
    ...file,
    text: file.text
      .split('\n')
      .filter((_, index) => index !== Number(line) - 1)
      .join('\n'),
  };
};

const removeLine = ({ name, text }: Parameters<Follow>[0], { line }: Finding) => ({
  name,
  text: text
    .split('\n')
    .filter((_, index) => index !== line - 1)
    .join('\n'),
});
const quoteRest = rewriting((rest, finding) => {
  const [line = ''] = /^[^\n]*/.exec(rest) ?? [];
  return JSON.stringify(quotedIn(finding)) + rest.slice(line.length);
});

const SECRET = /-----BEGIN[^\n"]*KEY-----|secret_access_key = \S+|ghp_\w+|[\w]+:[\w]+@(?=[\w.]+\/)/;

/** How to follow the advice of each rule. */
export const FOLLOW: Readonly<Record<string, Follow>> = {
  'additional-resource-count': count,
  'additional-resource-unique': shareTypes,
  'answers-fall-through': followLogic,
  'best-risk-needs-none': followLogic,
  'blank-text': set((_, before) => (before === '' || before.trim() === '' ? 'Written' : before)),
  'byte-order-mark': ({ name, text }) => ({ name, text: text.replace(/^\ufeff/, '') }),
  'choice-count': count,
  'choice-raises-risk': followLogic,
  'choice-repeated': (file, finding) =>
    finding.mend.startsWith('Correct')
      ? set(() => choiceAt(file.text, finding))(file, finding)
      : asAdvised(file, finding),
  'choice-without-effect': followLogic,
  'condition-empty': asAdvised,
  'condition-syntax': conditionSyntax,
  'condition-unknown-choice': unknownChoice,
  'default-only': followLogic,
  'default-rule-missing': followLogic,
  'description-length': shorten,
  'display-text-length': shorten,
  'display-text-missing': set(() => 'Where it leads'),
  'id-case': rename,
  'id-characters': rename,
  'id-length': rename,
  'id-too-long-to-answer': rename,
  'id-unique': rename,
  'improvement-plan-missing': set(({ path }) =>
    path.endsWith('displayText') ? 'Do it' : { displayText: 'Do it' },
  ),
  'json-comment': rewriting((rest) => rest.replace(/^(?:\/\/.*|\/\*[\s\S]*?\*\/|#.*)/, '')),
  'json-control-character': rewriting((rest, { mend }) =>
    mend.startsWith('Close the string')
      ? `"${rest}`
      : /^Write (\\\S+) for it/.exec(mend)![1]! + rest.slice(1),
  ),
  'json-depth': ({ name, text }) => ({ name, text: text.replace(/\[+\]+/, '[]') }),
  'json-duplicate-key': keepLast,
  'json-lone-surrogate': rewriting((rest) => rest.replace(/^(?:\\u\w{4}|.)/, '')),
  'json-not-a-number': rewriting((rest) => rest.replace(/^[+-]?\w+/, '"A text"')),
  'json-syntax': rewriting((rest, { mend }) => {
    if (mend === 'Use double quotes') return rest.replaceAll("'", '"');
    if (mend === 'Remove everything from here on') return '';
    if (mend.startsWith('Close the string')) return rest.replace(/^("[^"]*?)(\s*[}\]]*\s*)$/, '$1"$2');
    const [, wanted = ''] = /^Write (?:'(.)'|a value|a key)/.exec(mend) ?? [];
    if (mend.startsWith('Write a key')) return `"name": "Key" ${rest.replace(/^[^}]*/, '')}`;
    if (mend.startsWith('Write one of')) return rest.slice(1);
    return mend.startsWith('Write a value') ? `"A value"${rest.replace(/^[^,}\]]*/, '')}` : wanted + rest;
  }),
  'json-trailing-comma': rewriting((rest) => rest.slice(1)),
  'lens-size': ({ name, text }) => ({ name, text: text.trimEnd() }),
  'missing-member': changing((lens, finding) => {
    const { holder, key } = holderOf(lens, finding.path);
    if (finding.mend.startsWith('Remove this')) dropItem(lens, finding.path);
    else holder[key] = finding.mend.startsWith('Write "') ? quotedIn(finding) : leastFor(String(key));
  }),
  'name-length': shorten,
  'none-with-others': followLogic,
  'null-member': remove,
  'operators-mixed': asAdvised,
  'personal-access-key': privateText(/A(?:KI|SI)A[A-Z2-7]{16}/, 'AKIAIOSFODNN7EXAMPLE'),
  'personal-account-id': privateText(/39081472\d{4}/, '111122223333'),
  'personal-mail-address': privateText(/[\w.]+@[\w.]+/, 'someone@example.com'),
  'personal-password': privateText(/password[:=] ?\S+/, 'nothing'),
  'personal-phone-number': privateText(/[+\d][\d .-]+\d/, 'the channel'),
  'pillar-count': count,
  'question-count': count,
  'question-id-in-two-pillars': rename,
  'resource-count': count,
  'resource-empty': emptyResource,
  'restricted-character': replaceCharacter,
  'restricted-letter': replaceCharacter,
  'risk-level-unreached': followLogic,
  'risk-rule-count': count,
  'risk-rule-unique': repeatedRisk,
  'risk-value': word,
  'rule-hidden': followLogic,
  'rule-never-true': followLogic,
  'rule-unanswered': followLogic,
  'schema-version-value': word,
  'secret-access-key': privateText(SECRET, 'nothing'),
  'secret-in-url': privateText(/\w+:\w+@/, ''),
  'secret-private-key': privateText(SECRET, 'nothing'),
  'secret-token': privateText(SECRET, 'nothing'),
  'title-length': shorten,
  'type-value': word,
  'unknown-key': unknownKey,
  'url-empty': link,
  'url-malformed': link,
  'url-scheme': link,
  'wrong-type': changing((lens, finding) => {
    const { path, mend } = finding;
    const { holder, key } = holderOf(lens, path);
    const members = Object.values(FORMAT).flatMap((part) => [...part]);
    const list = members.find(([name]) => name === stepsOf(path).at(-2))?.[1];
    if (mend.startsWith('Remove this')) dropItem(lens, path);
    else if (mend.startsWith('Write "')) holder[key] = quotedIn(finding);
    else if (typeof key === 'number' && list?.kind === 'list') holder[key] = withFreshIds(LEAST[list.of]);
    else holder[key] = leastFor(String(key));
  }),
  'yaml-duplicate-key': keepLast,
  'yaml-alias': quoteRest,
  'yaml-anchor': quoteRest,
  'yaml-complexity': ({ name, text }) => ({ name, text: text.replace(/^(?:&\w+ )+/m, '') }),
  'yaml-depth': ({ name, text }) => ({ name, text: text.replace(/\[+\]+/, '[]') }),
  'yaml-directive': removeLine,
  'yaml-documents': ({ name, text }) => ({ name, text: text.slice(0, text.indexOf('\n---\n') + 1) }),
  'yaml-endless-alias': rewriting((rest) => rest.replace(/^\*\w+/, 'written out')),
  'yaml-expansion': ({ name, text }) => ({ name, text: text.replace(/^_more: .*\n/m, '') }),
  'yaml-lone-surrogate': ({ name, text }) => ({ name, text: text.replace(/\\uD\w{3}/, '') }),
  'yaml-merge-key': ({ name, text }) => ({ name, text: text.replace(/^<<: \*\w+/m, 'written: out') }),
  'yaml-syntax': ({ name, text }) => ({ name, text: text.replaceAll('\t', '  ') }),
  'yaml-tag': quoteRest,
  'yaml-unknown-anchor': rewriting((rest, finding) => rest.replace(/^\*\w+/, quotedIn(finding))),
  'yaml-unquoted': rewriting((rest, finding) => rest.replace(/^[\w.]+/, JSON.stringify(quotedIn(finding)))),
  'yaml-unused-anchor': ({ name, text }, { message }) => ({
    name,
    text: text.replace(`${/Anchor "(&\w+)"/.exec(message)![1]} `, ''),
  }),
};
