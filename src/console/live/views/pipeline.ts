import { type Html, html } from '../../../report/html.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly below: string;
  /** Whether the box is a function of Lenskeeper rather than a service of AWS. */
  readonly isOurs?: boolean;
}

const WIDTH = 150;
const HEIGHT = 46;

const BOXES: readonly Box[] = [
  { x: 10, y: 10, title: 'S3 bucket', below: 'lenses and policy' },
  { x: 10, y: 76, title: 'Organizations', below: 'accounts and OUs' },
  { x: 10, y: 142, title: 'Schedule', below: 'every hour' },
  { x: 210, y: 43, title: 'EventBridge, SQS', below: 'rules and event queues' },
  { x: 410, y: 43, title: 'lens-changed', below: 'and account-changed', isOurs: true },
  { x: 410, y: 142, title: 'reconcile-all', below: 'compares everything', isOurs: true },
  { x: 610, y: 92, title: 'work.fifo', below: 'one group for each writer' },
  { x: 810, y: 92, title: 'reconcile', below: 'observe, plan, apply', isOurs: true },
  { x: 1010, y: 92, title: 'WA Tool', below: 'lenses, shares, workloads' },
  { x: 710, y: 176, title: 'later', below: 'delayed work' },
];

const ARROWS: readonly string[] = [
  'M160 33 H185 V60 H206',
  'M160 99 H185 V72 H206',
  'M160 165 H406',
  'M360 66 H406',
  'M560 66 H585 V108 H606',
  'M560 165 H585 V122 H606',
  'M760 115 H806',
  'M960 115 H1006',
  'M885 138 V199 H864',
  'M710 199 H685 V142',
];

/** A picture of the pipeline from a change to the WA Tool, for new users. */
export function pipeline(): Html {
  return html`<details class="pipeline" open data-key="pipeline"><summary>How a change is processed</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Picture of the pipeline"><svg viewBox="0 0 1170 232" role="img" aria-label="Changes of the bucket and the organization reach lens-changed and account-changed through EventBridge and SQS. They and the hourly reconcile-all put scopes into work.fifo. The function reconcile observes, plans and applies each scope in the WA Tool. Delayed work returns through the queue later.">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker></defs>
${ARROWS.map((path) => html`<path d="${path}" marker-end="url(#arrow)"/>`)}
${BOXES.map(box)}
</svg></div>
<p class="legend">Each event below is processed in this way. The highlighted boxes are Lambda functions of Lenskeeper.</p></details>`;
}

function box({ x, y, title, below, isOurs = false }: Box): Html {
  const middle = x + WIDTH / 2;
  return html`<g class="${isOurs ? 'ours' : 'service'}"><rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="7"/><text x="${middle}" y="${y + 20}">${title}</text><text class="below" x="${middle}" y="${y + 36}">${below}</text></g>`;
}
