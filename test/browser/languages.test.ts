import { expect, fixture, html } from '@open-wc/testing';

import { LANGUAGES, localize } from '../../src/element/localize.js';
import { en } from '../../src/locales/en.js';
import { createLink, isOpen, statusOf } from '../support/browser-fixture.js';
import { waitUntil } from '../support/wait-until.js';

import type { AgentloopFeedback } from '../../src/index.js';

/** Words that are the same as in English, and no oversight. */
const SAME_AS_IN_ENGLISH: Record<string, readonly string[]> = {
  de: ['optional'],
};

beforeEach(() => localStorage.clear());

async function createIn(lang: string, attributes = html``) {
  const { url } = await createLink();
  const wrapper = await fixture<HTMLElement>(
    html`<div lang=${lang}>
      <agentloop-feedback feedback-url=${url} variant="form"></agentloop-feedback>${attributes}
    </div>`,
  );
  const element = wrapper.querySelector('agentloop-feedback') as AgentloopFeedback;
  await waitUntil(() => isOpen(element));
  return { wrapper, element };
}

async function waitForName(element: AgentloopFeedback, name: string): Promise<void> {
  await waitUntil(() => buttonNames(element).includes(name), `no button “${name}”`);
}

function buttonNames(element: AgentloopFeedback): string[] {
  return [...element.shadowRoot!.querySelectorAll('button')].map(
    (button) => button.ariaLabel ?? button.textContent.trim(),
  );
}

describe('the languages', () => {
  it('are eighteen', () => {
    expect(LANGUAGES).to.have.length(18);
  });

  it('have every key, and none of them in English by accident', async () => {
    for (const language of LANGUAGES.filter((name) => name !== 'en')) {
      const { strings } = await localize(language);
      expect(Object.keys(strings), language).to.have.members(Object.keys(en));
      const same = Object.entries(strings)
        .filter(([key, text]) => text === en[key as keyof typeof en])
        .map(([key]) => key);
      expect(same, language).to.deep.equal(SAME_AS_IN_ENGLISH[language] ?? []);
      expect(
        Object.values(strings).filter((text) => text.trim() !== text || !text),
        language,
      ).to.deep.equal([]);
    }
  });

  it('fall back from a region to its language, and to English', async () => {
    const languageOf = async (tag: string) => (await localize(tag)).language;
    expect(await languageOf('pt-PT')).to.equal('pt');
    expect(await languageOf('de-CH-1996')).to.equal('de');
    expect(await languageOf('zh')).to.equal('zh-Hans');
    expect(await languageOf('zh-SG')).to.equal('zh-Hans');
    expect(await languageOf('zh-HK')).to.equal('zh-Hant');
    expect(await languageOf('zh-Hant-CN')).to.equal('zh-Hant');
    expect(await languageOf('iw')).to.equal('he');
    expect(await languageOf('eo')).to.equal('en');
    expect(await languageOf('')).to.equal('en');
    expect(await languageOf('not a tag')).to.equal('en');
  });
});

describe('an element', () => {
  it('speaks the nearest language', async () => {
    const { element } = await createIn('de-AT');
    await waitForName(element, 'Senden');
    expect(element.shadowRoot!.querySelector('form')!.lang).to.equal('de');
    await expect(element).to.be.accessible();
  });

  it('follows a change of the language', async () => {
    const { wrapper, element } = await createIn('de');
    await waitForName(element, 'Senden');
    wrapper.lang = 'es';
    await waitForName(element, 'Enviar');
    wrapper.removeAttribute('lang');
    await waitForName(element, 'Send');
  });

  it('finds the language outside of the shadow root that it is in', async () => {
    const { url } = await createLink();
    const host = await fixture<HTMLElement>(html`<div lang="fr"></div>`);
    const element = document.createElement('agentloop-feedback');
    element.feedbackUrl = url;
    element.variant = 'form';
    host.attachShadow({ mode: 'open' }).append(element);
    await waitForName(element, 'Envoyer');
  });

  it('follows a change of the language inside of somebody’s shadow root', async () => {
    const { url } = await createLink();
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const inner = document.createElement('div');
    host.attachShadow({ mode: 'open' }).append(inner);
    const element = document.createElement('agentloop-feedback');
    element.feedbackUrl = url;
    element.variant = 'form';
    inner.append(element);
    await waitForName(element, 'Send');
    inner.lang = 'de';
    await waitForName(element, 'Senden');
  });

  it('reads from right to left in Arabic and Hebrew, and in English on their pages too', async () => {
    const { element } = await createIn('ar');
    await waitUntil(() => element.shadowRoot!.querySelector('form')!.dir === 'rtl');
    const [up, down] = element.shadowRoot!.querySelectorAll('[part~=thumb]');
    expect(up!.getBoundingClientRect().left).to.be.above(down!.getBoundingClientRect().left);
    await expect(element).to.be.accessible();

    const page = await createIn('fa');
    page.wrapper.dir = 'rtl';
    expect(page.element.shadowRoot!.querySelector('form')!.dir).to.equal('ltr');
  });

  it('keeps what is typed in its own direction', async () => {
    const { element } = await createIn('ar');
    await waitUntil(() => element.shadowRoot!.querySelector('form')!.dir === 'rtl');
    expect(element.shadowRoot!.querySelector('textarea')!.dir).to.equal('auto');
  });

  it('says the host’s words in place of its own', async () => {
    const { element } = await createIn('de');
    element.strings = { send: 'Abschicken', up: 'Stimmt' };
    await waitForName(element, 'Abschicken');
    expect(buttonNames(element)).to.include('Stimmt');
    await waitForName(element, 'Schließen');
  });

  it('says what is wrong in its language', async () => {
    const { url } = await createLink('ok/0', { issuedAt: new Date('2020-01-01') });
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback lang="pt-BR" feedback-url=${url}></agentloop-feedback>`,
    );
    await waitUntil(() => /expirou/.test(statusOf(element)), statusOf(element));
  });
});
