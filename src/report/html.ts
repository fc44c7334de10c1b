/** What a template takes: texts and numbers are escaped, templates are not, lists are joined, nothing is nothing. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/** Markup that is safe to send: only `html` and `trusted` make it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/**
 * An escaping template: `` html`<p title="${name}">${text}</p>` ``. Values may stand in text and in quoted attributes;
 * never in an unquoted attribute, a tag, a script or a style. What a link points at must be checked by its maker.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(render)));
}

/** Markup, script or style of our own that goes out as it is. Never text that came from elsewhere. */
export function trusted(text: string): Html {
  return new Html(text);
}

function render(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(render).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES.get(character) ?? '');
}
