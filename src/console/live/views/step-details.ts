import type { RecordedCall } from '../../../emulator/call-log.ts';
import { type Html, html } from '../../../report/html.ts';
import { answerOf } from '../journeys/answer-of.ts';
import type { InvocationStep, Journey, MessageStep, RuleStep } from '../journeys/journey.ts';
import { type PairedAction, pairActions } from '../journeys/pair-actions.ts';
import { writeAddress } from '../page-address.ts';
import { logLine } from './log-line.ts';
import {
  briefly,
  duration,
  nameOf,
  pretty,
  prettyText,
  shortName,
  timeOfDay,
  withAccountNames,
} from './words.ts';

/** The most rows of a list that are shown. */
const MOST_ROWS = 200;

/** The details of the chosen step: the event, the message, the log, the actions or the calls. */
export function stepDetails(
  journey: Journey,
  chosen: string | undefined,
  names: ReadonlyMap<string, string>,
): Html | undefined {
  if (chosen === undefined)
    return html`<p class="hint">Choose a step to see its message, its log and its calls.</p>`;
  const content = contentOf(journey, chosen, names);
  if (content === undefined) return undefined;
  return html`<section class="details" aria-labelledby="details-title" data-key="details-${chosen}">${content}</section>`;
}

function contentOf(journey: Journey, chosen: string, names: ReadonlyMap<string, string>): Html | undefined {
  const step = journey.steps.get(chosen.replace(/^(actions|calls)-/, 'invocation-'));
  switch (step?.kind) {
    case undefined:
      return undefined;
    case 'event':
      return html`<h3 id="details-title">The event</h3><pre>${pretty(step.event)}</pre>`;
    case 'rule':
      return ruleDetails(step);
    case 'message':
      return messageDetails(step, journey);
    case 'invocation':
      if (chosen.startsWith('actions-')) return actionDetails(step, journey, names);
      if (chosen.startsWith('calls-')) return callDetails(step);
      return invocationDetails(step, journey);
  }
}

function ruleDetails({ ruleArn, targetArn, outcome, attempts, reason }: RuleStep): Html {
  return html`<h3 id="details-title">Rule ${shortName(ruleArn)}</h3>
${facts([
  ['Rule', ruleArn],
  ['Target', targetArn],
  ['Outcome', outcome],
  ['Attempts', attempts],
  ['Reason', reason],
])}`;
}

function messageDetails(step: MessageStep, journey: Journey): Html {
  const { queueArn, messageId, groupId, at, visibleAt, receives, state, body } = step;
  return html`<h3 id="details-title">Message in ${shortName(queueArn)}</h3>
${facts([
  ['Queue', queueArn],
  ['Message', messageId],
  ['Group', groupId],
  ['Sent', timeOfDay(at)],
  ['Delayed until', visibleAt > at ? timeOfDay(visibleAt) : undefined],
  ['State', state],
  ['Received by', receives.length > 0 && receives.map((receive) => receiveLink(receive, journey))],
])}
<h4>Body</h4>
<pre>${prettyText(body)}</pre>`;
}

function receiveLink({ at, requestId }: MessageStep['receives'][number], journey: Journey): Html {
  const href = writeAddress({ view: 'events', journey: journey.id, step: `invocation-${requestId}` });
  return html`<a href="${href}">${requestId}</a> at ${timeOfDay(at)} `;
}

function invocationDetails(step: InvocationStep, journey: Journey): Html {
  const { functionName, requestId, at, durationMs, error, messageIds, failedMessageIds, lines } = step;
  const messages = messageIds.map((messageId) => {
    const isHere = journey.steps.has(`message-${messageId}`);
    const href = writeAddress({ view: 'events', journey: journey.id, step: `message-${messageId}` });
    const failed = failedMessageIds.includes(messageId) && ' (returned to the queue)';
    return html`${isHere ? html`<a href="${href}">${messageId}</a>` : messageId}${failed} `;
  });
  return html`<h3 id="details-title">Function ${shortName(functionName)}</h3>
${facts([
  ['Function', functionName],
  ['Request', requestId],
  ['Started', timeOfDay(at)],
  ['Took', durationMs !== undefined && duration(durationMs)],
  ['Error', error && `${error.errorType}: ${error.errorMessage}`],
  ['Messages', messages.length > 0 && messages],
])}
<h4>Log</h4>
${
  lines.length === 0
    ? html`<p class="hint">The function wrote no log.</p>`
    : html`<ol class="log">${lines.map(
        ({ at: time, line, stream }) =>
          html`<li data-stream="${stream}"><span class="offset">+${duration(time - at)}</span> ${logLine(line)}</li>`,
      )}</ol>`
}`;
}

function actionDetails(
  { actions, calls, at }: InvocationStep,
  { id: run }: Journey,
  names: ReadonlyMap<string, string>,
): Html {
  const own = actions.filter((action) => (action.run ?? run) === run);
  return html`<h3 id="details-title">Actions</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Table of actions"><table>
<thead><tr><th scope="col" class="number">After</th><th scope="col">Action</th><th scope="col">Subject</th><th scope="col">Outcome</th><th scope="col">Call</th></tr></thead>
<tbody>${pairActions(own.slice(0, MOST_ROWS), calls).map((paired) => actionRow(paired, at, names))}</tbody></table></div>${more(own.length)}`;
}

function actionRow(
  { action, call, tries }: PairedAction,
  startedAt: number,
  names: ReadonlyMap<string, string>,
): Html {
  const { outcome, subject, detail } = action;
  return html`<tr><td class="number">${call && duration(call.at - startedAt)}</td><td>${action.action}</td><td>${nameOf(withAccountNames(subject, names))}</td><td data-tone="${outcome === 'rejected' ? 'bad' : 'good'}">${outcome}${detail !== undefined && html`<br><small>${nameOf(detail)}</small>`}</td><td>${call?.operation}${tries > 1 && html`<br><span class="throttled">${tries} attempts</span>`}</td></tr>`;
}

function callDetails({ calls, at, callCount }: InvocationStep): Html {
  return html`<h3 id="details-title">API calls</h3>
<div class="scroll" tabindex="0" role="region" aria-label="Table of API calls"><table>
<thead><tr><th scope="col" class="number">After</th><th scope="col">Call</th><th scope="col">Answer</th><th scope="col" class="number">Took</th><th scope="col">Input</th></tr></thead>
<tbody>${calls.slice(0, MOST_ROWS).map((call) => callRow(call, at))}</tbody></table></div>${more(callCount)}`;
}

function callRow(call: RecordedCall, startedAt: number): Html {
  const { at, service, operation, status, errorName, elapsedMs, input } = call;
  const kind = answerOf(call);
  const tones = { answered: 'good', absent: 'plain', throttled: 'busy', failed: 'bad' };
  const words = {
    answered: String(status),
    absent: `not found (${errorName ?? status})`,
    throttled: `throttled (${errorName})`,
    failed: errorName ?? 'no answer',
  };
  return html`<tr><td class="number">${duration(at - startedAt)}</td><td><small>${service}</small> ${operation}</td><td data-tone="${tones[kind]}">${words[kind]}</td><td class="number">${duration(elapsedMs)}</td><td class="input"><details><summary>${nameOf(briefly(input))}</summary><pre>${pretty(input)}</pre></details></td></tr>`;
}

function more(count: number): Html | false {
  return count > MOST_ROWS && html`<p class="hint">and ${count - MOST_ROWS} more</p>`;
}

type Fact = Html | string | number | undefined | false | readonly Html[];

function facts(rows: readonly (readonly [string, Fact])[]): Html {
  return html`<dl class="facts-list">${rows.map(
    ([label, value]) =>
      value !== undefined &&
      value !== false &&
      html`<div><dt>${label}</dt><dd>${typeof value === 'string' ? nameOf(value) : value}</dd></div>`,
  )}</dl>`;
}
