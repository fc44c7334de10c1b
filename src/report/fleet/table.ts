import { type Html, type HtmlValue, html } from '../html.ts';

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** A table with the name of its CSV file, without the ending, and a caption for those who cannot see where it stands. */
export interface Download {
  readonly name: string;
  readonly caption: string;
}

/**
 * A table that scrolls by itself where it is wider than the page.
 *
 * @param rows each a list of cells, the first of which names the row
 */
export function table(
  { name, caption }: Download,
  columns: readonly Column[],
  rows: readonly (readonly HtmlValue[])[],
): Html {
  return html`
<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table id="${name}">
<thead><tr>${columns.map(({ title, isNumber }) => html`<th scope="col"${isNumber && html` class="number"`}>${title}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => row(columns, cells))}</tbody>
</table></div>`;
}

function row(columns: readonly Column[], cells: readonly HtmlValue[]): Html {
  return html`<tr>${cells.map((cell, index) =>
    index === 0
      ? html`<th scope="row">${cell}</th>`
      : html`<td${columns[index]?.isNumber && html` class="number"`}>${cell}</td>`,
  )}</tr>
`;
}

/** A part of the page under a heading, with a button for each table in it that can be downloaded. */
export function section(
  id: string,
  title: string,
  downloads: readonly Download[],
  ...content: readonly HtmlValue[]
): Html {
  return html`
<section id="${id}" aria-labelledby="${id}-title">
<div class="head"><h2 id="${id}-title">${title}</h2>${downloads.map(
    ({ name, caption }) =>
      html`<button type="button" data-csv="${name}">CSV<span class="hidden">: ${caption}</span></button>`,
  )}</div>
${content}
</section>`;
}
