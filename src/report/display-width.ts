const SEGMENTS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Characters that take two columns: emoji, East Asian scripts and full-width forms (Unicode annex 11). */
const WIDE =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
/** Characters that take no column by themselves. */
const WIDTHLESS = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const ASCII = /^[ -~]*$/;

/** The number of terminal columns that a text takes. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  return graphemesOf(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}

/** The grapheme clusters of a text. */
export function graphemesOf(text: string): readonly string[] {
  return Array.from(SEGMENTS.segment(text), ({ segment }) => segment);
}

/** Cuts a text to a number of columns and marks the cut with `…`. */
export function clipToWidth(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let clipped = '';
  let width = 1;
  for (const grapheme of graphemesOf(text)) {
    width += graphemeWidth(grapheme);
    if (width > columns) break;
    clipped += grapheme;
  }
  return `${clipped}…`;
}

export function graphemeWidth(grapheme: string): number {
  if (WIDTHLESS.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}
