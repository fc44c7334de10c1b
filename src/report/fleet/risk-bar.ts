import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import type { RiskCounts } from '../../reconcile/ports.ts';
import { type Html, html } from '../html.ts';

/** The parts of a bar, highest risk first. Questions that are not applicable are left out. */
export const RISK_PARTS = ['high', 'medium', 'unanswered', 'none'] as const;

export const RISK_WORDS: Readonly<Record<(typeof RISK_PARTS)[number], string>> = {
  high: 'High risk',
  medium: 'Medium risk',
  unanswered: 'Unanswered',
  none: 'No risk',
};

const partsOf = stack<RiskCounts, (typeof RISK_PARTS)[number]>()
  .keys([...RISK_PARTS])
  .value((risks, part) => risks[part]);

/** A stacked bar as wide as its cell. It is hidden from screen readers, because the numbers are beside it. */
export function riskBar(risks: RiskCounts): Html {
  const total = RISK_PARTS.reduce((sum, part) => sum + risks[part], 0);
  const x = scaleLinear([0, Math.max(1, total)], [0, 100]);
  return html`<svg class="bar" width="100%" height="14" aria-hidden="true" focusable="false"><rect class="rail" width="100%" height="14" rx="2"/>${partsOf(
    [risks],
  ).flatMap(({ key, 0: series }) => {
    const [from, to] = series ?? [0, 0];
    return from === to
      ? []
      : [
          html`<rect class="${key}" x="${x(from).toFixed(2)}%" width="${(x(to) - x(from)).toFixed(2)}%" height="14"/>`,
          html`<rect fill="url(#p-${key})" x="${x(from).toFixed(2)}%" width="${(x(to) - x(from)).toFixed(2)}%" height="14"/>`,
        ];
  })}</svg>`;
}

/** Patterns, so that the parts differ by more than colour. Used once in a page. */
export const RISK_PATTERNS = html`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<pattern id="p-high" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M-1 7 7-1M-1 1 1-1M5 7 7 5"/></pattern>
<pattern id="p-medium" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.1"/></pattern>
<pattern id="p-unanswered" width="8" height="8" patternUnits="userSpaceOnUse"></pattern>
<pattern id="p-none" width="8" height="5" patternUnits="userSpaceOnUse"><path d="M0 2.5h8"/></pattern>
</defs></svg>`;

/** The legend of colours and patterns. */
export function riskLegend(): Html {
  return html`<ul class="legend">${RISK_PARTS.map(
    (part) =>
      html`<li><svg width="22" height="14" aria-hidden="true" focusable="false"><rect class="${part}" width="22" height="14" rx="2"/><rect fill="url(#p-${part})" width="22" height="14" rx="2"/></svg> ${RISK_WORDS[part]}</li>`,
  )}</ul>`;
}
