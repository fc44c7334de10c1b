import { type Html, html } from '../html.ts';
import { printable } from '../printable.ts';

/**
 * A text from a lens, an account or a unit: escaped, with control characters as their codes, and isolated, so that it does
 * not change the reading direction of other text.
 */
export function show(text: string): Html {
  return html`<bdi>${printable(text)}</bdi>`;
}

const NUMBERS = new Intl.NumberFormat('en');

/** `12,345`. */
export function count(number: number): string {
  return NUMBERS.format(number);
}

/** `2026-11-22 01:30 UTC`. */
export function time(iso: string): Html {
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace('T', ' ')} UTC</time>`;
}

/** A whole percentage: 100 only when the part is the whole, 0 only when the part is zero. */
export function percent(part: number, whole: number): number {
  if (whole === 0) return 100;
  const exact = (100 * part) / whole;
  return exact > 99 && part < whole ? 99 : exact < 1 && part > 0 ? 1 : Math.round(exact);
}
