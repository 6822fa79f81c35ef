import { expect, fixtureCleanup } from '@open-wc/testing';
import { render } from 'lit';

import '../../src/index.js';
import meta, * as stories from '../../stories/agentloop-feedback.stories.js';
import { installStoryIngest } from '../../stories/support/story-ingest.js';

interface RunnableStory {
  args?: object;
  play?: (context: { canvasElement: HTMLElement }) => Promise<void>;
}

const names = Object.keys(stories).filter((name) => name !== 'default');

/** Each story as Storybook would show it: it comes to its end, and axe finds nothing. */
describe('the stories', () => {
  const { fetch: original } = globalThis;

  before(installStoryIngest);

  after(() => {
    globalThis.fetch = original;
  });

  beforeEach(() => localStorage.clear());

  it('have one for each state', () => {
    expect(names).to.have.length(25);
  });

  it('come to their end, and axe finds nothing in any of them', async function () {
    this.timeout(60_000);
    for (const name of names) {
      const story = (stories as unknown as Record<string, RunnableStory>)[name]!;
      const canvasElement = document.createElement('main');
      document.body.append(canvasElement);
      render(meta.render({ ...meta.args, ...story.args }), canvasElement);
      const element = canvasElement.querySelector('agentloop-feedback')!;
      try {
        await element.updateComplete;
        await story.play?.({ canvasElement });
        await expect(element).to.be.accessible();
      } catch (cause) {
        throw new Error(`${name}: ${String(cause)}`, { cause });
      } finally {
        canvasElement.remove();
      }
    }
    fixtureCleanup();
  });
});
