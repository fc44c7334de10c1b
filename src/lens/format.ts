/** The parts a lens is made of. */
export type PartKind =
  | 'lens'
  | 'pillar'
  | 'question'
  | 'choice'
  | 'resource'
  | 'additional-resource'
  | 'risk-rule';

/** What a member of a part may hold. Lengths are in UTF-16 code units, as the WA Tool counts at least that many. */
export type Member =
  | TextMember
  | IdMember
  | WordMember
  | UrlMember
  | ConditionMember
  | PartMember
  | ListMember;

interface TextMember {
  readonly kind: 'text';
  readonly required: boolean;
  readonly longest: number;
  /** Whether the importer takes only the characters of `rules/characters.ts` here. */
  readonly restricted: boolean;
}

interface IdMember {
  readonly kind: 'id';
  readonly required: true;
  /** Ids above this length import, but some operations do not take them. */
  readonly longestAnswerable?: number;
}

interface WordMember {
  readonly kind: 'word';
  readonly required: true;
  readonly allowed: readonly string[];
}

interface UrlMember {
  readonly kind: 'url';
  readonly required: false;
}

interface ConditionMember {
  readonly kind: 'condition';
  readonly required: true;
}

interface PartMember {
  readonly kind: 'part';
  readonly required: false;
  readonly of: PartKind;
}

interface ListMember {
  readonly kind: 'list';
  readonly required: boolean;
  readonly of: PartKind;
  readonly fewest: number;
  readonly most: number;
}

export const ID_CHARACTERS = /^[A-Za-z0-9_]*$/;
export const MOST_CHOICES = 15;
export const SHORTEST_ID = 3;
export const LONGEST_ID = 128;
/** A choice id with this ending is the answer "None of these". */
export const NONE_SUFFIX = '_no';
/** `UpdateAnswer` takes choice ids, and `ListAnswers` pillar ids, of 64 characters at most (API model). */
const LONGEST_ANSWERABLE_ID = 64;
const LONGEST_TITLE = 128;
const LONGEST_TEXT = 2048;

const id: IdMember = { kind: 'id', required: true };
const answerableId: IdMember = { ...id, longestAnswerable: LONGEST_ANSWERABLE_ID };
const title: TextMember = { kind: 'text', required: true, longest: LONGEST_TITLE, restricted: true };
const description: TextMember = { kind: 'text', required: true, longest: LONGEST_TEXT, restricted: true };
const displayText: TextMember = { kind: 'text', required: false, longest: LONGEST_TEXT, restricted: false };
const resource: PartMember = { kind: 'part', required: false, of: 'resource' };

/**
 * The lens format `2021-11-01`: every member of every part, with its limits. Source: "Lens format specification in AWS
 * WA Tool" (User Guide); which texts are restricted was observed in imports.
 */
export const FORMAT: Readonly<Record<PartKind, ReadonlyMap<string, Member>>> = {
  lens: members({
    schemaVersion: { kind: 'word', required: true, allowed: ['2021-11-01'] },
    name: title,
    description,
    pillars: { kind: 'list', required: true, of: 'pillar', fewest: 1, most: 10 },
  }),
  pillar: members({
    id: answerableId,
    name: title,
    questions: { kind: 'list', required: true, of: 'question', fewest: 1, most: 20 },
  }),
  question: members({
    id,
    title,
    description: { ...description, required: false },
    helpfulResource: resource,
    choices: { kind: 'list', required: true, of: 'choice', fewest: 1, most: MOST_CHOICES },
    riskRules: { kind: 'list', required: true, of: 'risk-rule', fewest: 1, most: 3 },
  }),
  choice: members({
    id: answerableId,
    title,
    helpfulResource: resource,
    improvementPlan: resource,
    additionalResources: { kind: 'list', required: false, of: 'additional-resource', fewest: 0, most: 2 },
  }),
  resource: members({ displayText, url: { kind: 'url', required: false } }),
  'additional-resource': members({
    type: { kind: 'word', required: true, allowed: ['HELPFUL_RESOURCE', 'IMPROVEMENT_PLAN'] },
    content: { kind: 'list', required: true, of: 'resource', fewest: 1, most: 5 },
  }),
  'risk-rule': members({
    condition: { kind: 'condition', required: true },
    risk: { kind: 'word', required: true, allowed: ['HIGH_RISK', 'MEDIUM_RISK', 'NO_RISK'] },
  }),
};

function members(known: Record<string, Member>): ReadonlyMap<string, Member> {
  return new Map(Object.entries(known));
}
