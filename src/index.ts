import { AgentloopFeedback } from './element/agentloop-feedback.js';

// The page may have loaded it twice, or in two versions: the first one stays.
if (!globalThis.customElements?.get('agentloop-feedback')) {
  globalThis.customElements?.define('agentloop-feedback', AgentloopFeedback);
}

declare global {
  interface HTMLElementTagNameMap {
    'agentloop-feedback': AgentloopFeedback;
  }
}

export * from './element.js';
