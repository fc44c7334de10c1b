import { type Html, type HtmlValue, html } from '../html.ts';

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** A table that can be downloaded: the name of its CSV file without the ending, and a caption for screen readers. */
export interface Download {
  readonly name: string;
  readonly caption: string;
}

/**
 * A table with its own scroll bar where it is wider than the page.
 *
 * @param rows lists of cells; the first cell names the row
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

/** A section of the page with a heading and a download button for each table. */
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
