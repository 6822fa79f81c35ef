import { css } from 'lit';

/*
 * The first paint of the thumbs. What shows only after somebody has reached for them stands with
 * the form's styles. Everything is mixed from the page's own text colour, so that it looks at home
 * anywhere.
 */
export const shellStyles = css`
  :host {
    display: block;
    font-size: var(--agentloop-font-size, 0.875em);
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
    display: flex;
  }
  button {
    font: inherit;
    color: inherit;
  }
  [part~='thumb'] {
    width: max(2.25em, 24px);
    aspect-ratio: 1;
    padding: 0.5em;
    border: 0;
    border-radius: var(--agentloop-radius, 0.5em);
    background: none;
  }
  [aria-pressed='true'] {
    color: var(--agentloop-accent, light-dark(#2f5fd0, #9db8ff));
  }
  [aria-pressed='true'] path {
    fill: color-mix(in srgb, currentColor 30%, transparent);
  }
  button:disabled {
    opacity: 0.5;
  }
  svg {
    display: block;
    width: 100%;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linejoin: round;
  }
  [part~='thumb-down'] svg {
    transform: scaleY(-1);
  }
  @media (pointer: coarse) {
    [part~='thumb'] {
      width: 44px;
      padding: 11px;
    }
  }
`;
