import { type Html, html } from '../../../report/html.ts';
import { accountsBelow, type Overview } from '../overview.ts';

interface Figure {
  readonly label: string;
  readonly value: string;
  /** `bad` wants somebody's attention, `busy` goes by itself. */
  readonly tone?: 'good' | 'busy' | 'bad';
}

/** The state of everything in a line. */
export function figures(overview: Overview): Html {
  return html`<dl class="figures">${figuresOf(overview).map(
    ({ label, value, tone }) =>
      html`<div class="figure" data-tone="${tone}"><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

function figuresOf({ lenses, root, queues, rejected, pending }: Overview): readonly Figure[] {
  const published = lenses.filter(({ version }) => version !== undefined).length;
  const wanted = lenses.reduce((sum, lens) => sum + lens.wantedShares, 0);
  const shared = lenses.reduce((sum, lens) => sum + lens.sharesInForce, 0);
  const workloads = accountsBelow(root).filter(({ workload }) => workload !== undefined).length;
  const messages = queues
    .filter(({ isDeadLetters }) => !isDeadLetters)
    .reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);
  const dead = queues.filter((queue) => queue.isDeadLetters).reduce((sum, { visible }) => sum + visible, 0);
  const left = pending.reduce((sum, { count }) => sum + count, 0);
  return [
    figure('Lenses published', published, lenses.length),
    figure('Shares in force', shared, wanted),
    { label: 'Workloads', value: String(workloads) },
    ...(queues.some(({ isDeadLetters }) => !isDeadLetters)
      ? [
          {
            label: 'Messages under way',
            value: String(messages),
            tone: messages > 0 ? 'busy' : 'good',
          } as const,
        ]
      : []),
    ...(left > 0 ? [{ label: 'Left to do', value: String(left), tone: 'busy' } as const] : []),
    { label: 'Rejected lenses', value: String(rejected.length), tone: rejected.length > 0 ? 'bad' : 'good' },
    { label: 'Dead letters', value: String(dead), tone: dead > 0 ? 'bad' : 'good' },
  ];
}

function figure(label: string, reached: number, wanted: number): Figure {
  return { label, value: `${reached} of ${wanted}`, tone: reached < wanted ? 'busy' : 'good' };
}
