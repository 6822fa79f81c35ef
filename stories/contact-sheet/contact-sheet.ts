import { render } from 'lit';

import '../../src/index.js';
import meta, * as stories from '../agentloop-feedback.stories.js';
import { installStoryIngest } from '../support/story-ingest.js';

interface RunnableStory {
  args?: object;
  play?: (context: { canvasElement: HTMLElement }) => Promise<void>;
}

/*
 * All states on one page, for `npm run pictures`: `?lang=de&scheme=dark&only=Popover`. The document
 * gets `data-ready` when all of them have come to their end.
 */
const parameters = new URLSearchParams(location.search);
const only = parameters.get('only');
document.documentElement.lang = parameters.get('lang') ?? 'en';
document.documentElement.style.colorScheme = parameters.get('scheme') ?? 'light';
installStoryIngest();

for (const [name, story] of Object.entries(stories as unknown as Record<string, RunnableStory>)) {
  // A popover lies above the others, so it has a picture of its own.
  if (name === 'default' || (only ? name !== only : name === 'Popover')) continue;
  const section = document.createElement('section');
  const title = document.createElement('h2');
  title.textContent = name;
  const canvasElement = document.createElement('div');
  section.append(title, canvasElement);
  document.querySelector('main')?.append(section);
  render(meta.render({ ...meta.args, ...story.args }), canvasElement);
  await story.play?.({ canvasElement });
}
document.documentElement.dataset['ready'] = '';
