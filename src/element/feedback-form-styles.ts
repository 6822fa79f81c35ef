import { css } from 'lit';

const formStyles = css`
  [part='action'] {
    padding: 0.25em;
    border: 0;
    background: none;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  form {
    --_error: light-dark(#b3261e, #ffb4ab);
    display: grid;
    gap: 0.5em;
    max-inline-size: 32rem;
    margin-block-start: 0.5em;
    padding: 1em;
    border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
    border-radius: var(--agentloop-radius, 0.5em);
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
    padding: 0.25em 0.75em;
    border: 1px solid color-mix(in srgb, currentColor 50%, transparent);
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
    border: 1px solid color-mix(in srgb, currentColor 50%, transparent);
    border-radius: var(--agentloop-radius, 0.5em);
    background: none;
    color: inherit;
    font: inherit;
    resize: vertical;
    field-sizing: content;
    min-block-size: calc(1lh + 1em + 2px);
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
    min-block-size: 2.25em;
    padding: 0.25em 1em;
    border: 1px solid color-mix(in srgb, currentColor 50%, transparent);
    border-radius: var(--agentloop-radius, 0.5em);
    background: none;
  }
  [part~='button']:hover {
    background: var(--_faint);
  }
  [part~='send'],
  [part~='send']:hover {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--agentloop-on-accent, light-dark(#fff, #10203f));
  }
  @media (pointer: coarse) {
    [part='action'],
    [part='choice'] span,
    [part~='button'] {
      min-block-size: 44px;
      box-sizing: border-box;
      align-content: center;
    }
    textarea {
      /* Below 16 px, iOS zooms into the field. */
      font-size: max(16px, 1em);
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
