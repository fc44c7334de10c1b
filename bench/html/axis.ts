import { type Html, html } from '../../src/report/html.ts';

interface AxisOptions {
  readonly ticks: readonly number[];
  readonly scale: (value: number) => number;
  readonly text: (value: number) => string;
  /** The measured quantity and its unit. */
  readonly title: string;
}

/** Values along the bottom, with lines up to the top. */
export function bottomAxis(
  { ticks, scale, text, title }: AxisOptions,
  { left, right, top, bottom }: Box,
): readonly Html[] {
  return [
    ...ticks.map((tick) => {
      const x = round(scale(tick));
      return html`<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/>
<text class="tick" x="${x}" y="${bottom + 18}" text-anchor="middle">${text(tick)}</text>`;
    }),
    html`<text class="axis" x="${round((left + right) / 2)}" y="${bottom + 40}" text-anchor="middle">${title}</text>`,
  ];
}

/** Values up the left side, with lines to the right; the title stands above them. */
export function leftAxis(
  { ticks, scale, text, title }: AxisOptions,
  { left, right, top }: Box,
): readonly Html[] {
  return [
    ...ticks.map((tick) => {
      const y = round(scale(tick));
      return html`<line class="grid" x1="${left}" x2="${right}" y1="${y}" y2="${y}"/>
<text class="tick" x="${left - 10}" y="${y + 4}" text-anchor="end">${text(tick)}</text>`;
    }),
    html`<text class="axis" x="${left}" y="${top - 16}">${title}</text>`,
  ];
}

/** The area of the values in a drawing. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A tenth of a unit is finer than any screen. */
export const round = (value: number) => Math.round(value * 10) / 10;

/** The powers of ten within a domain, for the ticks of a logarithmic scale. */
export function powersWithin([least = 1, most = 1]: readonly number[]): readonly number[] {
  const first = Math.ceil(Math.log10(least) - 1e-9);
  const last = Math.floor(Math.log10(most) + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => 10 ** (first + index));
}
