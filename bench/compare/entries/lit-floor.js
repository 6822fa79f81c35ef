import { LitElement, css, html } from 'lit';

/** The least that a Lit element with two buttons can be. */
class LitFloor extends LitElement {
  static styles = css`
    :host {
      display: inline-flex;
      gap: 0.25rem;
    }
  `;

  static properties = { rating: { state: true } };

  render() {
    return html`<button
        type="button"
        aria-pressed=${this.rating === 'correct'}
        @click=${() => this.#rate('correct')}
      >
        Right</button
      ><button
        type="button"
        aria-pressed=${this.rating === 'incorrect'}
        @click=${() => this.#rate('incorrect')}
      >
        Wrong
      </button>`;
  }

  #rate(rating) {
    this.rating = rating;
    this.dispatchEvent(new Event('rated', { bubbles: true, composed: true }));
  }
}

customElements.define('lit-floor', LitFloor);

globalThis.createForBench = () => document.createElement('lit-floor');
