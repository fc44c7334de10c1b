import { type Html, html } from '../../src/report/html.ts';

/** Width of every drawing, in its own units. */
export const WIDTH = 920;

export interface Figure {
  readonly id: string;
  readonly title: string;
  /** The content of the drawing, its units, and how to read it. */
  readonly text: string;
  readonly height: number;
  readonly drawing: readonly Html[];
  readonly head: readonly string[];
  /** The numbers of the drawing; the first cell of each row is its name. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A drawing with its title and a table of its numbers, for readers who cannot see it or need the numbers. */
export function figure({ id, title, text, height, drawing, head, rows }: Figure): Html {
  return html`<figure id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p>${text}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Drawing: ${title}">
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}. The numbers are in the table below">${drawing}</svg>
</div>
<details>
<summary>The numbers as a table</summary>
<div class="scroll" tabindex="0" role="group" aria-label="Table: ${title}">
<table>
<caption>${title}</caption>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${rows.map(tableRow)}</tbody>
</table>
</div>
</details>
</figure>
`;
}

function tableRow([name = '', ...cells]: readonly (string | number)[]): Html {
  return html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
}
