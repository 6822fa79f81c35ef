import { css } from 'lit';

const formStyles = css`
  :host {
    color: var(--agentloop-color, inherit);
    font-family: var(--agentloop-font, inherit);
    /* Readable also where the root's font is 62.5 % and nothing makes up for it. */
    font-size: var(--agentloop-font-size, max(0.875em, 13px));
    line-height: 1.5;
    --_accent: var(--agentloop-accent, light-dark(#2f5fd0, #9db8ff));
    --_faint: color-mix(in srgb, currentColor 10%, transparent);
    --_line: var(--agentloop-border, color-mix(in srgb, currentColor 50%, transparent));
    --_space: var(--agentloop-space, 0.5em);
  }
  button:not(:disabled, [aria-disabled='true']) {
    cursor: pointer;
  }
  button:not(:disabled, [aria-disabled='true']):hover {
    background: var(--_faint);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  [part='bar'][hidden] {
    display: none;
  }
  :host([readonly]) [aria-pressed='true'] {
    opacity: 1;
  }
  /* It stays in the accessibility tree, so that what it says next is announced. */
  [part='status']:empty {
    margin-inline-start: -0.5em;
  }
  [part='action'] {
    padding: 0.25em;
    border: 0;
    background: none;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  form {
    --_error: var(--agentloop-error, light-dark(#b3261e, #ffb4ab));
    display: grid;
    gap: var(--_space);
    max-inline-size: 32em;
    margin-block-start: var(--_space);
    padding: calc(2 * var(--_space));
    border: 1px solid var(--_line);
    border-radius: var(--agentloop-radius, 0.5em);
    background: var(--agentloop-background, none);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    margin-block-end: 0.375em;
    padding: 0;
  }
  legend,
  form > label {
    font-weight: 600;
  }
  fieldset + label,
  fieldset + fieldset {
    margin-block-start: 0.5em;
  }
  small {
    font-size: inherit;
    font-weight: 400;
    opacity: 0.75;
  }
  [part='choice'] {
    position: relative;
    cursor: pointer;
  }
  [part='choice'] input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  [part='choice'] span {
    display: block;
    min-block-size: 24px;
    box-sizing: border-box;
    padding: 0.25em 0.75em;
    border: 1px solid var(--_line);
    border-radius: 2em;
  }
  [part='choice'] input:hover + span {
    background: var(--_faint);
  }
  [part='choice'] input:checked + span {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 18%, transparent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  [part='choice'] input:focus-visible + span {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  textarea {
    box-sizing: border-box;
    inline-size: 100%;
    padding: 0.5em;
    border: 1px solid var(--_line);
    border-radius: var(--agentloop-radius, 0.5em);
    background: none;
    color: inherit;
    font: inherit;
    resize: vertical;
    field-sizing: content;
    min-block-size: max(1lh + 1em + 2px, 24px);
    max-block-size: 20em;
  }
  #correction {
    min-block-size: calc(3lh + 1em + 2px);
  }
  textarea[aria-invalid='true'] {
    border-color: var(--_error);
  }
  [part='error'] {
    margin: 0;
    color: var(--_error);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block-start: 0.25em;
  }
  [part~='button'] {
    min-block-size: max(2.25em, 24px);
    padding: 0.25em 1em;
    border: 1px solid var(--_line);
    border-radius: var(--agentloop-radius, 0.5em);
    background: none;
  }
  button[aria-disabled='true'] {
    opacity: 0.5;
  }
  [part~='send'],
  [part~='send']:hover:hover {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--agentloop-on-accent, light-dark(#fff, #10203f));
  }
  form[popover] {
    --_gap: 0.25rem;
    box-sizing: border-box;
    inline-size: min(26rem, 100% - 0.5rem);
    min-inline-size: min(16rem, 100vi - 1rem);
    max-block-size: calc(100vb - 1rem);
    margin: var(--_gap) 0;
    inset: auto;
    overflow: auto;
    overscroll-behavior: contain;
    background: var(--agentloop-background, Canvas);
    color: var(--agentloop-color, CanvasText);
    box-shadow: 0 0.25rem 1.5rem rgb(0 0 0 / 0.2);
  }
  form[popover]:not(:popover-open) {
    display: none;
  }
  [part='bar'] {
    anchor-name: --bar;
  }
  @supports (position-area: block-end) {
    form[popover] {
      position-anchor: --bar;
      position-area: block-end span-inline-end;
      position-try-fallbacks:
        flip-block,
        flip-inline,
        flip-block flip-inline;
    }
  }
  @supports not (position-area: block-end) {
    /* A sheet at the lower edge of the window is never cut off. */
    form[popover] {
      position: fixed;
      inset: auto 0 0;
      margin: 0 auto 0.5rem;
    }
  }
  @media (pointer: coarse) {
    [part='action'],
    [part='choice'] span,
    [part~='button'] {
      min-block-size: 44px;
      min-inline-size: 44px;
      box-sizing: border-box;
      align-content: center;
    }
    textarea {
      /* Below 16 px, iOS zooms into the field. */
      font-size: max(16px, 1em);
      min-block-size: 44px;
    }
  }
  @media print {
    form,
    [part='action'] {
      display: none;
    }
  }
  @media (forced-colors: active) {
    [part='choice'] input:checked + span {
      border-color: Highlight;
      outline: 2px solid Highlight;
    }
  }
`;

/** Adds the form's styles to the element's, once. */
export function adoptFormStyles(root: ShadowRoot): void {
  const sheet = formStyles.styleSheet;
  if (sheet && !root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}
