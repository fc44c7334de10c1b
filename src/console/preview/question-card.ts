import type { Finding } from '../../lens/finding.ts';
import { type Html, html } from '../../report/html.ts';
import { countFindings, findingList } from './finding-list.ts';
import type { ChoiceView, QuestionView } from './lens-view.ts';
import { resource } from './resource-item.ts';
import { RISK_WORDS } from './risk-words.ts';
import { ruleCondition } from './rule-condition.ts';

/** One question: choices on the left, their consequences on the right. */
export function questionCard(question: QuestionView, findings: readonly Finding[]): Html {
  const { key, number, title, description, helpful, choices } = question;
  const choose = (choice: ChoiceView) => choiceItem(question, choice);
  return html`
<section class="question" id="q-${key}" data-question="${key}" data-number="${number}" data-risk="UNANSWERED" aria-labelledby="t-${key}">
<h3 id="t-${key}"><span class="number">${number}</span> <bdi>${title || 'Question without a title'}</bdi></h3>
${
  findings.length > 0 &&
  html`<details class="found" open data-key="${JSON.stringify(['findings', question.id])}"><summary>${countFindings(findings)}</summary>${findingList(findings)}</details>`
}
<div class="columns">
<div class="asked">
${description !== '' && html`<p class="description" dir="auto">${description}</p>`}
${helpful.map((item) => html`<p class="helpful">${resource(item)}</p>`)}
<fieldset>
<legend><span class="visually-hidden">${number} ${title}: </span>Select each that applies</legend>
${choices.filter(({ isNone }) => !isNone).map(choose)}
${choices.filter(({ isNone }) => isNone).map(choose)}
</fieldset>
</div>
${consequences(question)}
</div>
</section>`;
}

function choiceItem(question: QuestionView, { id, title, isNone, helpful }: ChoiceView): Html {
  const key = JSON.stringify([question.id, id]);
  return html`<div class="choice${isNone && ' none-of-these'}">
<label><input type="checkbox" autocomplete="off" value="${id}" data-key="${key}"><span><bdi>${title || id || 'Choice without a title'}</bdi>${isNone && !/none of th/i.test(title) && html` <span class="tag">None of these</span>`}</span></label>
${
  helpful.length > 0 &&
  html`<details data-key="${JSON.stringify(['helpful', question.id, id])}"><summary>Helpful resources<span class="visually-hidden"> for ${title}</span></summary>${helpful.map((item) => html`<p>${resource(item)}</p>`)}</details>`
}
</div>`;
}

function consequences({ choices, riskRules }: QuestionView): Html {
  return html`<div class="consequences">
<h4 class="visually-hidden">Risk</h4>
<p class="outcome"><strong class="risk" data-risk="UNANSWERED" data-label>${RISK_WORDS.UNANSWERED}</strong> <span data-why>No choice is selected</span></p>
<ol class="rules" aria-label="Risk rules; the first rule that applies decides">
${riskRules.map(({ condition, risk }) => html`<li>${ruleCondition(condition, choices)} <span class="risk" data-risk="${risk}">${RISK_WORDS[risk]}</span></li>`)}
</ol>
<div class="plan" hidden>
<h4>Improvement plan</h4>
<ul>${choices.map(planItem)}</ul>
<p class="no-plan" hidden>Every choice with an improvement plan is selected</p>
</div>
</div>`;
}

/** The plan of a choice is shown while the question has a risk and the choice is not selected. */
function planItem({ id, title, plans }: ChoiceView): Html | undefined {
  if (plans.length === 0) return undefined;
  return html`<li data-choice="${id}"><bdi class="plan-of">${title}</bdi>${plans.map((plan) => html`<p>${resource(plan)}</p>`)}</li>`;
}
