import type { Severity } from '../../../src/lens/finding.ts';
import { aQuestion } from '../../unit/lens/lens-builders.ts';

/** A lens as parsed from JSON that tests may spoil. */
type Spoilable = ReturnType<typeof JSON.parse>;

/** One thing done to a lens, what must be found then, and whether an import is refused for it. */
export interface Mutation {
  readonly rule: string;
  readonly severity: Severity;
  /** Where the finding points, from the thing that was spoilt. */
  readonly path: string;
  readonly imports: boolean;
  /** Spoils the lens and gives the path of the thing that was spoilt. */
  spoil(lens: Spoilable, pick: Pick): string;
}

type Pick = (count: number) => number;
type Place = 'lens' | 'pillar' | 'question' | 'choice' | 'rules';

/** Goes to a random thing of a kind. */
function goTo(
  place: Place,
  lens: Spoilable,
  pick: Pick,
): { readonly thing: Spoilable; readonly path: string } {
  if (place === 'lens') return { thing: lens, path: '$' };
  const pillar = pick(lens.pillars.length);
  if (place === 'pillar') return { thing: lens.pillars[pillar], path: `$.pillars[${pillar}]` };
  const { questions } = lens.pillars[pillar];
  const index = pick(questions.length);
  const question = questions[index];
  const path = `$.pillars[${pillar}].questions[${index}]`;
  if (place === 'question') return { thing: question, path };
  if (place === 'rules') return { thing: question.riskRules, path: `${path}.riskRules` };
  const choice = pick(question.choices.length);
  return { thing: question.choices[choice], path: `${path}.choices[${choice}]` };
}

function refused(rule: string, place: Place, path: string, change: (thing: Spoilable) => void): Mutation {
  return mutation({ rule, severity: 'error', path, imports: false }, place, change);
}

function tolerated(
  rule: string,
  place: Place,
  path: string,
  change: (thing: Spoilable) => void,
  severity: Severity = 'warning',
): Mutation {
  return mutation({ rule, severity, path, imports: true }, place, change);
}

function mutation(
  expected: Omit<Mutation, 'spoil'>,
  place: Place,
  change: (thing: Spoilable) => void,
): Mutation {
  return {
    ...expected,
    spoil: (lens, pick) => {
      const { thing, path } = goTo(place, lens, pick);
      change(thing);
      return path;
    },
  };
}

/** Puts a rule with a risk that no other rule gives before the others. */
function addRule(condition: string): (rules: Spoilable) => void {
  return (rules) => {
    const taken = rules.map(({ risk }: Spoilable) => risk);
    const risk = ['NO_RISK', 'MEDIUM_RISK', 'HIGH_RISK'].find((one) => !taken.includes(one));
    rules.unshift({ condition, risk });
  };
}

const content = [{ displayText: 'See' }];
const inHelp = (resource: object) => (thing: Spoilable) => {
  thing.helpfulResource = resource;
};

/** A question about which nothing is found. */
const QUIET = aQuestion();

export const MUTATIONS: readonly Mutation[] = [
  refused('schema-version-value', 'lens', '.schemaVersion', (lens) => (lens.schemaVersion = '2022-11-01')),
  refused('missing-member', 'lens', '.description', (lens) => delete lens.description),
  refused('name-length', 'lens', '.name', (lens) => (lens.name = 'x'.repeat(129))),
  refused('description-length', 'lens', '.description', (lens) => (lens.description = 'x'.repeat(2049))),
  refused('pillar-count', 'lens', '.pillars', (lens) => (lens.pillars = [])),
  refused('id-characters', 'pillar', '.id', (pillar) => (pillar.id = 'no-hyphens')),
  refused('id-length', 'pillar', '.id', (pillar) => (pillar.id = 'ab')),
  refused('missing-member', 'pillar', '.name', (pillar) => delete pillar.name),
  refused('restricted-character', 'pillar', '.name', (pillar) => (pillar.name += ';')),
  refused('wrong-type', 'question', '.title', (question) => (question.title = 7)),
  refused('title-length', 'question', '.title', (question) => (question.title = 'x'.repeat(129))),
  refused('restricted-letter', 'question', '.description', (question) => (question.description = 'Café')),
  refused('choice-count', 'question', '.choices', (question) => {
    for (let index = question.choices.length; index < 16; index += 1) {
      question.choices.push({ ...question.choices[0], id: `one_of_too_many_${index}` });
    }
  }),
  refused('restricted-character', 'choice', '.title', (choice) => (choice.title += ' 5%')),
  refused(
    'url-scheme',
    'choice',
    '.helpfulResource.url',
    inHelp({ displayText: 'See', url: 'ftp://example.com' }),
  ),
  refused(
    'display-text-missing',
    'choice',
    '.helpfulResource.displayText',
    inHelp({ url: 'https://example.com' }),
  ),
  refused(
    'display-text-length',
    'question',
    '.helpfulResource.displayText',
    inHelp({ displayText: 'x'.repeat(2049) }),
  ),
  refused(
    'improvement-plan-missing',
    'choice',
    '.improvementPlan',
    (choice) => delete choice.improvementPlan,
  ),
  refused('type-value', 'choice', '.additionalResources[0].type', (choice) => {
    choice.additionalResources = [{ type: 'VIDEO', content }];
  }),
  refused('additional-resource-unique', 'choice', '.additionalResources[1].type', (choice) => {
    choice.additionalResources = [
      { type: 'HELPFUL_RESOURCE', content },
      { type: 'HELPFUL_RESOURCE', content },
    ];
  }),
  refused('resource-count', 'choice', '.additionalResources[0].content', (choice) => {
    choice.additionalResources = [{ type: 'HELPFUL_RESOURCE', content: Array(6).fill(content[0]) }];
  }),
  refused('risk-value', 'rules', '[0].risk', (rules) => (rules[0].risk = 'LOW_RISK')),
  refused('risk-rule-unique', 'rules', '[1].risk', (rules) => rules.splice(1, 0, { ...rules[0] })),
  refused('condition-syntax', 'rules', '[0].condition', addRule('(')),
  refused('condition-unknown-choice', 'rules', '[0].condition', addRule('no_such_choice_here')),
  refused('blank-text', 'lens', '.description', (lens) => (lens.description = '')),
  refused('blank-text', 'question', '.description', (question) => (question.description = '')),
  refused('blank-text', 'question', '.helpfulResource.displayText', inHelp({ displayText: '' })),
  refused('blank-text', 'choice', '.title', (choice) => (choice.title = '')),
  refused('blank-text', 'choice', '.improvementPlan.displayText', (choice) => {
    choice.improvementPlan = { displayText: '' };
  }),
  refused('blank-text', 'choice', '.additionalResources[0].content[0].displayText', (choice) => {
    choice.additionalResources = [{ type: 'HELPFUL_RESOURCE', content: [{ displayText: '' }] }];
  }),
  refused('id-unique', 'pillar', '.questions[1].id', (pillar) => {
    pillar.questions = [pillar.questions[0], { ...QUIET, id: pillar.questions[0].id }];
  }),
  tolerated('question-id-in-two-pillars', 'lens', '.pillars[1].questions[0].id', (lens) => {
    const question = { ...QUIET, id: lens.pillars[0].questions[0].id };
    lens.pillars = [lens.pillars[0], { id: 'another_one', name: 'Other', questions: [question] }];
  }),
  tolerated('unknown-key', 'choice', '.Url', (choice) => (choice.Url = 'https://example.com')),
  tolerated('url-empty', 'choice', '.helpfulResource.url', inHelp({ displayText: 'See', url: '' })),
  tolerated('id-too-long-to-answer', 'pillar', '.id', (pillar) => (pillar.id = 'x'.repeat(65))),
  tolerated(
    'personal-mail-address',
    'choice',
    '.helpfulResource.displayText',
    inHelp({ displayText: 'Ask first.last@amazonaws.com' }),
  ),
  tolerated(
    'secret-private-key',
    'choice',
    '.helpfulResource.displayText',
    inHelp({ displayText: `-----BEGIN ${'PRIVATE'} KEY-----` }),
    'error',
  ),
];
