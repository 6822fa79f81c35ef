import { expect, fixture, html } from '@open-wc/testing';

// What loads on demand is there from the start: this is not about loading.
import '../../src/element/feedback-session.js';
import { en } from '../../src/locales/en.js';
import { XSS_PAYLOADS } from '../fixtures/xss-payloads.js';
import {
  buttonOf,
  createElement,
  createLink,
  fieldOf,
  statusOf,
  waitForButton,
  waitForLoad,
  waitForStatus,
} from '../support/browser-fixture.js';

import type { AgentloopFeedback } from '../../src/index.js';

/*
 * Markup and scripts in all that an element is given by somebody else: nothing runs, nothing is
 * asked for, and no element is there that is not in the same place for a harmless text.
 */
beforeEach(() => localStorage.clear());

function tagsOf(element: AgentloopFeedback): string[] {
  return [...element.shadowRoot!.querySelectorAll('*')].map(({ localName }) => localName);
}

function expectHarmless(name: string): void {
  expect('pwned' in globalThis, name).to.equal(false);
  const asked = performance.getEntriesByType('resource').map((entry) => entry.name);
  expect(
    asked.filter((url) => url.includes('evil.test')),
    name,
  ).to.deep.equal([]);
}

describe('an attack on the element', () => {
  it('by what was said before is shown as text', async () => {
    const element = await createElement(await createLink());
    await waitForLoad(element);
    const open = async (text: string) => {
      element.annotation = {
        rating: 'partial',
        correction: text,
        comment: text,
        reasons: [],
        updated_at: text,
      };
      await element.updateComplete;
      return tagsOf(element);
    };
    await open('harmless');
    await waitForButton(element, 'Change');
    buttonOf(element, 'Change').click();
    const harmless = await open('harmless');
    expect(harmless).to.include('textarea');
    for (const [name, payload] of Object.entries(XSS_PAYLOADS)) {
      expect(await open(payload), name).to.deep.equal(harmless);
      const shown = payload.replaceAll('\r\n', '\n');
      expect(fieldOf(element, 'What should').value, name).to.equal(shown);
      expect(fieldOf(element, 'Anything else').value, name).to.equal(shown);
      expectHarmless(name);
    }
  });

  it('by words in place of its own is shown as text', async () => {
    const element = await createElement(await createLink());
    element.variant = 'form';
    await waitForLoad(element);
    const say = async (text: string) => {
      element.strings = Object.fromEntries(Object.keys(en).map((key) => [key, text]));
      await element.updateComplete;
      return tagsOf(element);
    };
    const harmless = await say('harmless');
    for (const [name, payload] of Object.entries(XSS_PAYLOADS)) {
      expect(await say(payload), name).to.deep.equal(harmless);
      const up = element.shadowRoot!.querySelector('[part~=thumb-up]')!;
      expect(up.getAttribute('aria-label'), name).to.equal(payload);
      expectHarmless(name);
    }
  });

  it('by an attribute does nothing', async () => {
    const payloads = Object.values(XSS_PAYLOADS);
    const wrapper = await fixture<HTMLElement>(
      html`<div>
        ${payloads.map(
          (payload) =>
            html`<agentloop-feedback
              feedback-url=${payload}
              reasons=${payload}
              max-age=${payload}
              variant=${payload}
              placement=${payload}
            ></agentloop-feedback>`,
        )}
      </div>`,
    );
    for (const element of wrapper.querySelectorAll('agentloop-feedback')) {
      await waitForStatus(element, 'This link is not complete');
    }
    expectHarmless('attributes');
  });

  it('by a signed text does nothing', async () => {
    const links = await Promise.all(
      Object.values(XSS_PAYLOADS).map((payload) =>
        createLink('ok/0', {
          question: payload,
          agentResponse: payload,
          userId: payload,
          sessionId: payload,
        }),
      ),
    );
    const wrapper = await fixture<HTMLElement>(
      html`<div>
        ${links.map(({ url }) => html`<agentloop-feedback feedback-url=${url}></agentloop-feedback>`)}
      </div>`,
    );
    for (const element of wrapper.querySelectorAll('agentloop-feedback')) {
      await waitForLoad(element);
      expect(statusOf(element)).to.equal('');
    }
    expectHarmless('signed');
  });
});
