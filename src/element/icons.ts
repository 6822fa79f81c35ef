import { html } from 'lit';

/** A thumb that points up; the styles turn it for thumbs down. It says nothing to a screen reader. */
export const THUMB = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    d="M3.5 10.5h3.7v9.7H3.5zM7.2 11l3.9-7.6c1.5 0 2.6 1.2 2.6 2.6v3.8h5.1c1.2 0 2.1 1.1 1.9 2.3l-1.2 6.5c-.2.9-1 1.6-1.9 1.6H7.2"
  />
</svg>`;
