/// <reference types="vite/client" />
import { html, nothing } from 'lit';
import { setCustomElementsManifest } from '@storybook/web-components-vite';

import { AgentloopFeedback } from '../../src/element.js';
import manifest from '../../dist/custom-elements.json' with { type: 'json' };
import reviewStyles from '../../src/review/review-page.css?inline';
import { installStoryIngest } from '../support/story-ingest.js';

import type { Preview } from '@storybook/web-components-vite';

setCustomElementsManifest(manifest);
// By hand: in a production build `src/index.ts`, which the package does not ship, counts as pure.
customElements.define('agentloop-feedback', AgentloopFeedback);
installStoryIngest();

export default {
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
  },
  globalTypes: {
    language: {
      toolbar: {
        icon: 'globe',
        items: ['en', 'de', 'es', 'fr', 'pt', 'ru', 'hi', 'ar', 'he', 'ja', 'zh-Hans'],
        dynamicTitle: true,
      },
    },
    scheme: { toolbar: { icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true } },
  },
  initialGlobals: { language: 'en', scheme: 'light' },
  decorators: [
    (story, { globals, title }) => {
      document.documentElement.lang = String(globals['language']);
      document.documentElement.style.colorScheme = String(globals['scheme']);
      // The page's styles are for its own parts alone.
      return html`${
        title === 'review queue'
          ? html`<style>
              ${reviewStyles}
            </style>`
          : nothing
      }${story()}`;
    },
  ],
} satisfies Preview;
