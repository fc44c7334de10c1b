import { symbol, symbolCircle, symbolTimes } from 'd3-shape';
import { type Html, html } from '../../src/report/html.ts';
import { round } from './axis.ts';

const DOT = symbol(symbolCircle, 46)() ?? '';
const CROSS = symbol(symbolTimes, 64)() ?? '';

/** The mark of a value: a dot, or a cross when calls were lost. */
export function mark(
  x: number,
  y: number,
  { lost, tip }: { readonly lost: boolean; readonly tip: string },
): Html {
  return html`<path class="${lost ? 'cross' : 'dot'}" transform="translate(${round(x)} ${round(y)})" d="${lost ? CROSS : DOT}"><title>${tip}</title></path>`;
}
