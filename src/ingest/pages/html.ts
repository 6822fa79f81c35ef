/** Markup that was written here, in which everything that was not is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Nothing is shown of `undefined` and `false`. */
export type Content = Html | string | false | undefined | readonly Content[];

/**
 * A template of HTML. Each value becomes text, in an element as in a quoted attribute; only what
 * this function made is markup.
 *
 * @example
 * html`<p title="${title}">${text}</p>`
 */
export function html(markup: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(String.raw({ raw: markup }, ...values.map(write)));
}

function write(content: Content): string {
  if (content === undefined || content === false) return '';
  if (content instanceof Html) return content.text;
  return typeof content === 'string' ? escape(content) : content.map(write).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
