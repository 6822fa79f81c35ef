import type { html } from 'hono/html';

/** Markup that `html` made: everything that was put into it is escaped. */
export type Markup = ReturnType<typeof html>;

/** What may stand in a template. Nothing is shown of `undefined` and `false`. */
export type Content = Markup | string | false | undefined | readonly Content[];
