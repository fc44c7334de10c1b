/** Values of a template: texts and numbers are escaped, markup is not, lists are joined, undefined and false are empty. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/** Markup that is safe to send. Only `html` and `trusted` create it. */
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
 * An escaping template: `` html`<p title="${name}">${text}</p>` ``. Values are allowed in text and in quoted attributes;
 * never in an unquoted attribute, a tag, a script or a style. The caller must check the targets of links.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(render)));
}

/** Markup, script or style of the project that is sent unescaped. Never text from outside. */
export function trusted(text: string): Html {
  return new Html(text);
}

function render(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(render).join('');
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES.get(character) ?? '');
}
