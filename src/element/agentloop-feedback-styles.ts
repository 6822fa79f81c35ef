import { css } from 'lit';

/* Everything is mixed from the page's own text colour, so that the thumbs look at home anywhere. */
export const shellStyles = css`
  :host {
    display: block;
    font-size: var(--agentloop-font-size, 0.875rem);
    line-height: 1.5;
    --_accent: var(--agentloop-accent, light-dark(#2f5fd0, #9db8ff));
    --_faint: color-mix(in srgb, currentColor 10%, transparent);
  }
  :host([hidden]) {
    display: none;
  }
  [part='bar'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.5em;
  }
  [part='thumbs'] {
    display: inline-flex;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  [part~='thumb'] {
    box-sizing: border-box;
    inline-size: 2.25em;
    block-size: 2.25em;
    padding: 0.5em;
    border: 0;
    border-radius: var(--agentloop-radius, 0.5em);
    background: none;
  }
  [part~='thumb']:hover {
    background: var(--_faint);
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  svg {
    display: block;
    inline-size: 100%;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linejoin: round;
  }
  [part~='thumb-down'] svg {
    transform: scaleY(-1);
  }
  [aria-pressed='true'] {
    color: var(--_accent);
  }
  [aria-pressed='true'] path {
    fill: color-mix(in srgb, currentColor 30%, transparent);
  }
  @media (pointer: coarse) {
    [part~='thumb'] {
      inline-size: 44px;
      block-size: 44px;
      padding: 11px;
    }
  }
`;
