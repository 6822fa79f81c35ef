import { setCustomElementsManifest } from '@storybook/web-components-vite';

import '../../src/index.js';
import manifest from '../../dist/custom-elements.json' with { type: 'json' };
import { installStoryIngest } from '../support/story-ingest.js';

import type { Preview } from '@storybook/web-components-vite';

setCustomElementsManifest(manifest);
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
    (story, { globals }) => {
      document.documentElement.lang = String(globals['language']);
      document.documentElement.style.colorScheme = String(globals['scheme']);
      return story();
    },
  ],
} satisfies Preview;
