import { type Html, html } from '../../src/report/html.ts';
import type { StrategyLook } from './strategies.ts';

const LINE_HEIGHT = 24;
const SAMPLE = 34;

/** The lines of a chart by name, one under the other. */
export function legend(looks: readonly StrategyLook[], x: number, y: number): readonly Html[] {
  return looks.map(({ family, dashes, label }, index) => {
    const middle = y + index * LINE_HEIGHT;
    return html`<g class="${family}">
<line class="line" x1="${x}" x2="${x + SAMPLE}" y1="${middle}" y2="${middle}" stroke-dasharray="${dashes}"/>
<text class="label" x="${x + SAMPLE + 10}" y="${middle + 4}">${label}</text>
</g>`;
  });
}

/** Height of a legend with this number of lines. */
export const legendHeight = (lines: number) => lines * LINE_HEIGHT;
