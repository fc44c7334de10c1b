import { html, trusted } from '../../src/report/html.ts';
import { type Figure, WIDTH } from './figure.ts';
import { DRAWING_STYLE } from './page-style.ts';

const MARGIN = 24;
const TITLE = 56;

/**
 * A drawing as a separate file with its own background: light or dark, as in the reader's system.
 *
 * @param subtitle how to read it, in one line
 */
export function picture({ title, height, drawing }: Figure, subtitle: string): string {
  const [width, whole] = [WIDTH + 2 * MARGIN, height + TITLE + 2 * MARGIN];
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${whole}" width="${width}" height="${whole}" role="img" aria-label="${title}: ${subtitle}">
<style>${trusted(DRAWING_STYLE)}svg { font: 13px system-ui, sans-serif; } .ground { fill: var(--ground); stroke: var(--edge); } svg text.title { font-size: 18px; font-weight: 600; }</style>
<rect class="ground" x=".5" y=".5" width="${width - 1}" height="${whole - 1}" rx="8"/>
<text class="title" x="${MARGIN}" y="${MARGIN + 16}">${title}</text>
<text class="axis" x="${MARGIN}" y="${MARGIN + 40}">${subtitle}</text>
<g transform="translate(${MARGIN} ${MARGIN + TITLE})">${drawing}</g>
</svg>
`.toString();
}
