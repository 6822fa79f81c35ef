import { expect } from '@open-wc/testing';
import { render } from 'lit';

import { localizeReview } from '../../src/review/localize-review.js';
import meta, * as stories from '../../stories/review-queue.stories.js';

import type { Speech } from '../../src/review/speech.js';
import type { TemplateResult } from 'lit';

interface PartStory {
  args: { part: (speech: Speech) => TemplateResult };
}

const { default: _, ...parts } = stories as unknown as Record<string, PartStory>;

/** Each part of the review queue, in each of its languages. */
describe('the parts of the review queue', () => {
  it('have a story for each state', () => {
    expect(meta.title).to.equal('review queue');
    expect(Object.keys(parts)).to.have.length(15);
  });

  it('have no barrier, and leave no hole in what they say', async function () {
    this.timeout(60_000);
    for (const language of ['en', 'de', 'es', 'pt']) {
      const speech = await localizeReview([language]);
      for (const [name, { args }] of Object.entries(parts)) {
        const canvas = document.createElement('div');
        document.body.append(canvas);
        render(args.part(speech), canvas);
        expect(canvas.textContent, `${name} in ${language}`).not.to.match(/\{\w+\}|undefined|NaN/);
        if (language === 'en') await expect(canvas).to.be.accessible();
        canvas.remove();
      }
    }
  });
});
