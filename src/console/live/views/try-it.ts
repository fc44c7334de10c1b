import { type Html, html } from '../../../report/html.ts';
import type { Tried, TryState } from '../console-source.ts';

const STEPS = [
  {
    step: 'upload',
    title: 'Upload a lens',
    text: 'A small lens goes into the bucket. It is imported, published and shared with every unit.',
    button: 'Upload it',
    done: 'Published and shared with every unit',
  },
  {
    step: 'account',
    title: 'Create an account',
    text: 'An account is made and moved into Production. It gets its workload, with the lenses that the policy names.',
    button: 'Create it',
    done: 'Its workload is there',
  },
  {
    step: 'repair',
    title: 'Delete a share',
    text: 'A share is deleted by hand, the WA Tool is throttled, and the schedule runs. The share is made again.',
    button: 'Delete it',
    done: 'The share is back',
  },
] as const;

const WORDS: Readonly<Record<TryState, string>> = { open: '', 'under-way': 'In progress', done: 'Done' };

/** Three steps for somebody who opens the console for the first time. */
export function tryIt(tried: Tried): Html {
  const doneCount = Object.values(tried).filter((state) => state === 'done').length;
  return html`<details class="try" open data-key="try"><summary><h2>Try it in three steps</h2> <span>${doneCount} of 3 done</span></summary>
<ol class="try-steps">${STEPS.map(({ step, title, text, button, done }, index) => {
    const state = tried[step];
    return html`<li class="card" data-key="${step}" data-try="${state}">
<h3><span class="badge-number" aria-hidden="true">${state === 'done' ? html`<span class="state" data-state="done"></span>` : index + 1}</span> ${title}${WORDS[state] !== '' && html` <span class="visually-hidden">(${WORDS[state]})</span>`}</h3>
<p>${state === 'done' ? done : text}</p>
<form data-action="try" data-goto="events"><input type="hidden" name="step" value="${step}"><button type="submit">${state === 'done' ? 'Repeat' : button}</button> <output></output></form>
</li>`;
  })}</ol></details>`;
}
