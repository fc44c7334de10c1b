import { countFleet, type Tally } from '../../../report/fleet-counts.ts';
import { type Html, html } from '../../../report/html.ts';
import type { Overview } from '../overview.ts';

interface Figure {
  readonly label: string;
  readonly value: string;
  /** `bad` needs attention; `busy` needs no action. */
  readonly tone?: 'good' | 'busy' | 'bad';
}

/** The main figures in one line. */
export function figures(overview: Overview): Html {
  return html`<dl class="figures">${figuresOf(overview).map(
    ({ label, value, tone }) =>
      html`<div class="figure" data-tone="${tone}"><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function figuresOf(overview: Overview): readonly Figure[] {
  const { queues, pending } = overview;
  const { lenses, shares, workloads, rejected } = countFleet(overview);
  const messages = queues
    .filter(({ isDeadLetters }) => !isDeadLetters)
    .reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);
  const dead = queues.filter((queue) => queue.isDeadLetters).reduce((sum, { visible }) => sum + visible, 0);
  const left = pending.reduce((sum, { count }) => sum + count, 0);
  return [
    figure('Lenses current', lenses),
    figure('Active shares', shares),
    figure('Workloads present', workloads),
    ...(queues.some(({ isDeadLetters }) => !isDeadLetters)
      ? [
          {
            label: 'Messages in progress',
            value: String(messages),
            tone: messages > 0 ? 'busy' : 'good',
          } as const,
        ]
      : []),
    ...(left > 0 ? [{ label: 'To do', value: String(left), tone: 'busy' } as const] : []),
    { label: 'Rejected lenses', value: String(rejected), tone: rejected > 0 ? 'bad' : 'good' },
    { label: 'Dead letters', value: String(dead), tone: dead > 0 ? 'bad' : 'good' },
  ];
}

function figure(label: string, { reached, wanted }: Tally): Figure {
  return { label, value: `${reached} of ${wanted}`, tone: reached < wanted ? 'busy' : 'good' };
}
