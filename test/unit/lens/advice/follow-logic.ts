import { writeExpression } from '../../../../src/lens/condition/condition-smells.ts';
import { parseCondition } from '../../../../src/lens/condition/parse-condition.ts';
import { reduceExpression } from '../../../../src/lens/condition/reduce-expression.ts';
import type { Finding } from '../../../../src/lens/finding.ts';
import { saysNoneOfThese } from '../../../../src/lens/rules/none-of-these.ts';
import { type Changeable, changing, type Follow, questionAt, quotedIn } from './lens-file.ts';

/** One way to follow advice on the rules of a question: a pattern of its text, and what to do. */
type Step = readonly [
  RegExp,
  (question: Changeable, rule: number, finding: Finding, match: RegExpExecArray) => void,
];

const noneChoice = { id: 'added_no', title: 'None of these' };
const goodIn = ({ choices }: Changeable): string[] =>
  choices.filter((choice: Changeable) => !saysNoneOfThese(choice)).map(({ id }: Changeable) => id);

/** Conditions as a person corrects them: every good choice, some of them, the rest. */
function correct(question: Changeable): void {
  const practices = goodIn(question);
  const good = practices.length > 0 ? practices : question.choices.map(({ id }: Changeable) => id);
  const conditions = [good.join(' && '), good.slice(0, 1).join(), 'default'];
  const risks = ['NO_RISK', 'MEDIUM_RISK', 'HIGH_RISK'].slice(good.length > 1 ? 0 : 1);
  question.riskRules = risks.map((risk, index) => ({
    condition: conditions.slice(good.length > 1 ? 0 : 1)[index],
    risk: good.length > 1 || risk !== 'MEDIUM_RISK' ? risk : 'NO_RISK',
  }));
}

function addRule(question: Changeable, risk: string, condition: string): void {
  question.riskRules.unshift({ condition, risk });
}

/** A condition without a choice; nothing when it names nothing else. */
function without(condition: string, id: string): string | undefined {
  const reading = parseCondition(condition);
  if (!reading.valid) throw new Error(`Found a condition that cannot be read: ${condition}`);
  const reduced = reduceExpression(reading.expression, new Map([[id, false]]));
  if (reduced === false) return undefined;
  return reduced === true ? 'default' : writeExpression(reduced);
}

const STEPS: readonly Step[] = [
  [
    /^Write "[^"]*" as the condition for (\w+)$/,
    ({ riskRules }, _, finding, [, risk]) => {
      riskRules.find((rule: Changeable) => rule.risk === risk).condition = quotedIn(finding);
    },
  ],
  [
    /^Write "[^"]*" as the condition$/,
    ({ riskRules }, rule, finding) => (riskRules[rule].condition = quotedIn(finding)),
  ],
  [/^Write (\w+) as the condition$/, ({ riskRules }, rule, _, [, id]) => (riskRules[rule].condition = id)],
  [
    /^Write a condition that some answer meets, such as (\w+)$/,
    ({ riskRules }, rule, _, [, text]) => (riskRules[rule].condition = text),
  ],
  [
    /^Move it before .*\.riskRules\[(\d+)\]$/,
    ({ riskRules }, rule, _, [, to]) => {
      riskRules.splice(Number(to), 0, ...riskRules.splice(rule, 1));
    },
  ],
  [
    /^Remove the rule|^Correct the condition, or remove the rule$/,
    ({ riskRules }, rule) => riskRules.splice(rule, 1),
  ],
  [
    /^Add a choice "None of these" whose id ends in _no, and write that id as the condition$/,
    ({ choices, riskRules }, rule) => {
      choices.push(noneChoice);
      riskRules[rule].condition = noneChoice.id;
    },
  ],
  [/^Add a choice "None of these" whose id ends in _no$/, ({ choices }) => choices.push(noneChoice)],
  [
    /^Add a choice "None of these" whose id ends in _no, and correct/,
    (question) => {
      question.choices.push(noneChoice);
      correct(question);
    },
  ],
  [
    /^Add a choice "None of these" whose id ends in _no, and before this rule one with (\w+)/,
    (question, _, __, [, risk = '']) => {
      addRule(question, risk, risk === 'NO_RISK' ? question.choices[0].id : noneChoice.id);
      question.choices.push(noneChoice);
    },
  ],
  [
    /^Add a choice for good practice, and before this rule one with (\w+)/,
    (question, _, __, [, risk = '']) => {
      addRule(question, risk, risk === 'NO_RISK' ? 'added_good' : question.choices[0].id);
      question.choices.push({ id: 'added_good', title: 'Good', improvementPlan: { displayText: 'Do it' } });
    },
  ],
  [
    /^Add a choice for good practice, and correct/,
    (question) => {
      question.choices.push({ id: 'added_good', title: 'Good', improvementPlan: { displayText: 'Do it' } });
      correct(question);
    },
  ],
  [
    /^Add before it a rule with (\w+) .*such as "/,
    (question, _, finding, [, risk = '']) => addRule(question, risk, quotedIn(finding)),
  ],
  [
    /^Make the default rule the last of riskRules$/,
    ({ riskRules }) => {
      const isDefault = ({ condition }: Changeable) => condition.trim() === 'default';
      riskRules.sort((a: Changeable, b: Changeable) => Number(isDefault(a)) - Number(isDefault(b)));
    },
  ],
  [
    /^Make the rule for (\w+) the last of riskRules and give it the condition "default"$/,
    ({ riskRules }, _, __, [, risk]) => {
      const [moved] = riskRules.splice(
        riskRules.findIndex((rule: Changeable) => rule.risk === risk),
        1,
      );
      riskRules.push({ ...moved, condition: 'default' });
    },
  ],
  [
    /^Add a rule with (\w+) and the condition "default" as the last of riskRules$/,
    ({ riskRules }, _, __, [, risk]) => {
      riskRules.push({ condition: 'default', risk });
    },
  ],
  [
    /^Give the last rule the condition "default"$/,
    ({ riskRules }) => (riskRules.at(-1).condition = 'default'),
  ],
  [
    /^Write NO_RISK for MEDIUM_RISK/,
    ({ riskRules }) => {
      riskRules.find(({ risk }: Changeable) => risk === 'MEDIUM_RISK').risk = 'NO_RISK';
    },
  ],
  [
    /^Add a rule with NO_RISK before the others$/,
    (question) => addRule(question, 'NO_RISK', goodIn(question).join(' && ') || question.choices[0].id),
  ],
  [
    /^Write a condition over the choices in place of default, except in the last rule$/,
    ({ choices, riskRules }) => {
      for (const [index, rule] of riskRules.slice(0, -1).entries())
        rule.condition = choices[index % choices.length].id;
    },
  ],
  [/^Correct the conditions/, (question) => correct(question)],
  [/^Name (?:it|each of them) in a condition/, (question) => correct(question)],
  [
    /^Take (\w+) out of all conditions, and remove a rule that names nothing else$/,
    (question, _, __, [, id = '']) => {
      question.riskRules = question.riskRules.flatMap((rule: Changeable) => {
        const condition = without(rule.condition, id);
        return condition === undefined ? [] : [{ ...rule, condition }];
      });
    },
  ],
];

/** Follows advice on the rules of a question. */
export const followLogic: Follow = changing((lens, finding) => {
  const { question, rule } = questionAt(lens, finding.path);
  for (const [pattern, follow] of STEPS) {
    const match = pattern.exec(finding.mend);
    if (match !== null) return void follow(question, rule, finding, match);
  }
  throw new Error(`Found no way to follow the advice: ${finding.mend}`);
});
