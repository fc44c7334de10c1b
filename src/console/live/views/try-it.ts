import { type Html, html } from '../../../report/html.ts';
import type { Tried, TryState } from '../console-source.ts';

const STEPS = [
  {
    step: 'upload',
    title: 'Upload a lens',
    text: 'Uploads a small lens to the bucket. Lenskeeper imports it, publishes it and shares it with every unit.',
    button: 'Upload a lens',
    done: 'Published and shared with every unit',
  },
  {
    step: 'account',
    title: 'Create an account',
    text: 'Creates an account and moves it to Production. Lenskeeper creates its workload with the lenses that the policy names.',
    button: 'Create an account',
    done: 'The workload is present',
  },
  {
    step: 'repair',
    title: 'Delete a share',
    text: 'Deletes a share by hand, throttles the WA Tool and runs the schedule. Lenskeeper creates the share again.',
    button: 'Delete a share',
    done: 'The share is active again',
  },
] as const;

const WORDS: Readonly<Record<TryState, string>> = { open: '', 'under-way': 'In progress', done: 'Done' };

/** Three introductory steps for new users. */
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
