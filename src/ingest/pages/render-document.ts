import { html } from 'hono/html';

import type { Direction } from '../../locales/find-language.js';
import type { Content, Markup } from './markup.js';

export interface DocumentParts {
  language: string;
  direction: Direction;
  title: string;
  /** Its script is `<name>.js`, its style sheet `<name>.css`. */
  name: string;
  /** A module that the script will need. */
  preload?: string | undefined;
  body: Content;
}

/** The thumb of the element, on its accent. It is part of the page, so nobody has to ask for it. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#2f5fd0"/><path fill="#fff" d="M5 10.8h2.7v7H5zm3.7 0 2.8-5.5c1.1 0 1.9.9 1.9 1.9v2.7h3.6c.9 0 1.5.8 1.4 1.6l-.9 4.7c-.1.6-.7 1.1-1.3 1.1H8.700z"/></svg>',
)}`;

/**
 * A page of the ingest. Addresses are relative, so that it works under any base path and behind a
 * proxy that strips it.
 */
export function renderDocument({
  language,
  direction,
  title,
  name,
  preload,
  body,
}: DocumentParts): Markup {
  return html`<!doctype html>
    <html lang="${language}" dir="${direction}">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="${ICON}" />
        <link rel="stylesheet" href="${name}.css" />
        <script type="module" src="${name}.js"></script>
        ${preload && html`<link rel="modulepreload" href="${preload}" />`}
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
