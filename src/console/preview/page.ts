import type { AnswerRisk } from '../../lens/condition/truth-table.ts';
import type { Finding } from '../../lens/finding.ts';
import { type Html, html, trusted } from '../../report/html.ts';
import { countFindings, findingList, worstOf } from './finding-list.ts';
import type { LensView, QuestionView } from './lens-view.ts';
import { SCRIPT } from './page-script.ts';
import { STYLE } from './page-style.ts';
import { type PlacedFindings, placeFindings } from './place-findings.ts';
import { questionCard } from './question-card.ts';
import { type Preview, UNREADABLE } from './read-preview.ts';
import { RISK_WORDS } from './risk-words.ts';

/** The risks that the bar counts, highest first. */
const COUNTED: readonly AnswerRisk[] = ['HIGH_RISK', 'MEDIUM_RISK', 'NO_RISK', 'UNANSWERED'];

/** The page for one state of the file; `file` is the name that is shown. */
export function previewPage(file: string, preview: Preview): string {
  const { lens, revision } = preview;
  const name = lens?.name || file;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${name}: Lenskeeper preview</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the lens</a>
<p class="visually-hidden" id="announcer" role="status" aria-live="polite"></p>
<div id="page" data-revision="${revision}">
${lens ? lensPage(file, preview, lens) : brokenPage(file, preview)}
</div>
<script>${trusted(SCRIPT)}</script>
</body>
</html>`.toString();
}

function lensPage(file: string, { findings, broken, readAt }: Preview, lens: LensView): Html {
  const placed = placeFindings(findings, lens);
  return html`
<div class="bar">
<p class="file"><bdi>${file}</bdi> <span class="following" data-following>Following</span></p>
<ul class="counts" aria-label="Questions by risk">${COUNTED.map(
    (risk) =>
      html`<li class="risk" data-risk="${risk}"><b data-count="${risk}">${risk === 'UNANSWERED' && questionsIn(lens)}</b> ${RISK_WORDS[risk]}</li>`,
  )}</ul>
<button type="button" data-clear data-key="clear">Clear answers</button>
${broken.length > 0 && html`<p class="broken" id="broken">${brokenBanner(broken, readAt)}</p>`}
</div>
<div class="frame">
<nav aria-label="Questions">${contents(lens, placed)}</nav>
<main id="main" tabindex="-1">
${
  broken.length > 0 &&
  html`
<section class="all-findings" aria-labelledby="broken-findings">
<h2 id="broken-findings">${countFindings(broken)} in the file as it is now</h2>
${findingList(broken)}
</section>`
}
<h1><bdi>${lens.name || 'Lens without a name'}</bdi></h1>
${lens.description !== '' && html`<p class="description" dir="auto">${lens.description}</p>`}
${findings.length > 0 && findingsSection(countFindings(findings), placed)}
${lens.pillars.map(
  ({ index, name, questions }) => html`
<section class="pillar" aria-labelledby="p-${index + 1}">
<h2 id="p-${index + 1}"><bdi>${name || 'Pillar without a name'}</bdi></h2>
${questions.map((question) => questionCard(question, placed.byQuestion.get(question.key) ?? []))}
</section>`,
)}
</main>
</div>`;
}

function brokenPage(file: string, { findings }: Preview): Html {
  return html`
<div class="bar"><p class="file"><bdi>${file}</bdi> <span class="following" data-following>Following</span></p></div>
<div class="frame">
<main id="main" tabindex="-1">
<h1>The lens cannot be shown</h1>
<p class="description">Correct the file and save it. The page then shows the lens, with your answers.</p>
<section class="all-findings" aria-labelledby="findings"><h2 id="findings">${countFindings(findings)}</h2>${findingList(findings)}</section>
</main>
</div>`;
}

/** The place of the syntax error, and the time of the content that is shown. */
function brokenBanner([first]: readonly Finding[], readAt: Date): string {
  const what =
    first === undefined || first.rule === UNREADABLE
      ? 'The file cannot be read'
      : `The file has ${first.rule.endsWith('-syntax') ? 'a syntax error' : 'an error'} at line ${first.line}, column ${first.column}`;
  return `${what}. This page shows the last good version, read at ${timeOfDay(readAt)}.`;
}

/** Such as `09:05`, in the time zone of this machine. */
function timeOfDay(date: Date): string {
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

function findingsSection(count: string, { byQuestion, rest }: PlacedFindings): Html {
  return html`
<section class="all-findings" aria-labelledby="findings">
<h2 id="findings">${count}</h2>
${rest.length > 0 && findingList(rest)}
${
  byQuestion.size > 0 &&
  html`<p>${rest.length > 0 ? 'More beside questions' : 'Beside questions'}:</p>
<ul class="jump">${[...byQuestion].map(
    ([key, found]) =>
      html`<li><a href="#q-${key}">${key.replace('-', '.')}</a> <span>${countFindings(found)}</span></li>`,
  )}</ul>`
}
</section>`;
}

function contents({ pillars }: LensView, { byQuestion }: PlacedFindings): Html {
  return html`<ul>${pillars.map(
    ({ index, name, questions }) => html`
<li><a class="pillar-link" href="#p-${index + 1}"><bdi>${name}</bdi></a>
<ul>${questions.map((question) => html`<li>${linkTo(question, byQuestion.get(question.key))}</li>`)}</ul></li>`,
  )}</ul>`;
}

function linkTo({ key, number, title }: QuestionView, findings: readonly Finding[] | undefined): Html {
  return html`<a href="#q-${key}" data-link="${key}" data-risk="UNANSWERED"><span class="number">${number}</span> <bdi>${title}</bdi>${
    findings && html` <span class="found-here ${worstOf(findings)}">${countFindings(findings)}</span>`
  } <span class="visually-hidden" data-link-risk>${RISK_WORDS.UNANSWERED}</span></a>`;
}

function questionsIn({ pillars }: LensView): number {
  return pillars.reduce((sum, { questions }) => sum + questions.length, 0);
}
