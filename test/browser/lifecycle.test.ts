import { expect, fixture, html, oneEvent } from '@open-wc/testing';

import { AgentloopFeedback } from '../../src/index.js';
import {
  buttonOf,
  createElement,
  createLink,
  delayRetries,
  fieldOf,
  isOpen,
  openGate,
  recordsOf,
  requestsOf,
  statusOf,
  type,
  undelayRetries,
  waitForButton,
  waitForLoad,
  waitForStatus,
} from '../support/browser-fixture.js';
import { waitUntil } from '../support/wait-until.js';

const THANKS = 'Thank you!';

beforeEach(() => localStorage.clear());

describe('two elements with one link', () => {
  beforeEach(delayRetries);
  afterEach(undelayRetries);

  it('show one state', async () => {
    const link = await createLink();
    const one = await createElement(link);
    const other = await createElement(link);
    await waitForLoad(other);
    buttonOf(one, 'Right answer').click();
    await waitForStatus(one, THANKS);
    await waitUntil(() => buttonOf(other, 'Right answer').ariaPressed === 'true');
    buttonOf(other, 'Right answer').click();
    await waitForStatus(other, 'Your rating was taken back.');
    await waitUntil(() => buttonOf(one, 'Right answer').ariaPressed === 'false');
    expect((await recordsOf(link)).annotations).to.have.length(1);
  });

  it('leave what is being typed into one of them alone', async () => {
    const link = await createLink();
    const one = await createElement(link);
    const other = await createElement(link);
    buttonOf(other, 'Wrong answer').click();
    await waitForStatus(other, THANKS);
    type(other, 'What should the answer', 'half a thought');
    await waitForButton(one, 'Change');
    buttonOf(one, 'Change').click();
    await one.updateComplete;
    type(one, 'What should the answer', 'the whole of it');
    buttonOf(one, 'Send').click();
    await waitForStatus(one, 'Thank you! Your correction was sent.');
    expect(fieldOf(other, 'What should the answer').value).to.equal('half a thought');
  });

  it('give a draft that nobody touched here up for what was sent elsewhere', async () => {
    const link = await createLink();
    const first = await createElement(link);
    buttonOf(first, 'Wrong answer').click();
    await waitForStatus(first, THANKS);
    type(first, 'What should the answer', 'the first draft');
    const second = await createElement(link);
    await waitForButton(second, 'Change');
    type(first, 'What should the answer', 'the final text');
    buttonOf(first, 'Send').click();
    await waitForStatus(first, 'Thank you! Your correction was sent.');
    buttonOf(second, 'Change').click();
    await second.updateComplete;
    expect(fieldOf(second, 'What should the answer').value).to.equal('the final text');
  });

  it('end a failure of one when the other one speaks', async () => {
    const link = await createLink('status-503/1');
    const one = await createElement(link);
    const other = await createElement(link);
    await waitForLoad(other);
    buttonOf(one, 'Right answer').click();
    await waitForStatus(one, 'Not sent yet.');
    buttonOf(other, 'Wrong answer').click();
    await waitForStatus(other, THANKS);
    await waitUntil(() => statusOf(one) === '');
    expect(buttonOf(one, 'Wrong answer').ariaPressed).to.equal('true');
    expect((await recordsOf(link)).annotations[0]?.rating).to.equal('incorrect');
  });

  it('do not hear those with another link', async () => {
    const one = await createElement(await createLink());
    const other = await createElement(await createLink());
    await waitForLoad(other);
    buttonOf(one, 'Right answer').click();
    await waitForStatus(one, THANKS);
    expect(buttonOf(other, 'Right answer').ariaPressed).to.equal('false');
  });
});

describe('an element', () => {
  it('takes properties that were set before it was upgraded', async () => {
    const { url } = await createLink();
    const early = document.createElement('x-late-feedback') as AgentloopFeedback;
    early.feedbackUrl = url;
    early.variant = 'form';
    document.body.append(early);
    customElements.define('x-late-feedback', class extends AgentloopFeedback {});
    await waitUntil(() => isOpen(early));
    expect(early.feedbackUrl).to.equal(url);
    early.remove();
  });

  it('keeps its state when it is moved', async () => {
    const link = await createLink();
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, THANKS);
    type(element, 'What should the answer', 'typed before the move');
    const place = await fixture<HTMLElement>(html`<section></section>`);
    place.append(element);
    await element.updateComplete;
    expect(fieldOf(element, 'What should the answer').value).to.equal('typed before the move');
    buttonOf(element, 'Send').click();
    await waitForStatus(element, 'Thank you! Your correction was sent.');
    expect((await recordsOf(link)).annotations[0]?.correction).to.equal('typed before the move');
  });

  it('does not throw when it is removed while its code or its vote is on the way', async () => {
    const link = await createLink();
    const errors: unknown[] = [];
    const listen = (event: ErrorEvent | PromiseRejectionEvent) => errors.push(event);
    addEventListener('error', listen);
    addEventListener('unhandledrejection', listen);
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback feedback-url=${link.url} placement="popover"></agentloop-feedback>`,
    );
    buttonOf(element, 'Wrong answer').click();
    element.remove();
    await waitUntil(async () => (await recordsOf(link)).annotations.length === 1);
    await element.updateComplete;
    removeEventListener('error', listen);
    removeEventListener('unhandledrejection', listen);
    expect(errors).to.deep.equal([]);
  });

  it('does not take what was said of one answer into the next', async () => {
    const first = await createLink();
    const second = await createLink();
    const element = await createElement(first);
    element.annotation = {
      rating: 'incorrect',
      correction: 'of the first answer',
      reasons: [],
      comment: '',
      updated_at: '2026-11-22T10:00:00.000Z',
    };
    await waitForButton(element, 'Change');
    element.feedbackUrl = second.url;
    await element.updateComplete;
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, THANKS);
    expect(fieldOf(element, 'What should the answer').value).to.equal('');
  });

  it('believes its host rather than this device', async () => {
    const link = await createLink();
    const element = await createElement(link);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    element.annotation = null;
    await element.updateComplete;
    expect(buttonOf(element, 'Right answer').ariaPressed).to.equal('false');
  });

  it('delivers what is on its way when it is removed', async () => {
    const link = await createLink('gate/1');
    const element = await createElement(link);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, 'Sending');
    element.remove();
    await openGate(link);
    await waitUntil(async () => (await recordsOf(link)).annotations.length === 1);
  });

  it('works in a closed shadow root', async () => {
    const link = await createLink();
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('agentloop-feedback');
    element.feedbackUrl = link.url;
    // oxlint-disable-next-line wc/no-closed-shadow-root -- that is what this is about
    host.attachShadow({ mode: 'closed' }).append(element);
    await element.updateComplete;
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
  });

  it('takes no part in a form around it, and never submits it', async () => {
    const { url } = await createLink();
    const outer = await fixture<HTMLFormElement>(
      html`<form>
        <agentloop-feedback feedback-url=${url} variant="form"></agentloop-feedback>
      </form>`,
    );
    let submits = 0;
    outer.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    const element = outer.querySelector('agentloop-feedback')!;
    await waitUntil(() => isOpen(element));
    type(element, 'What should the answer', '30 days.');
    buttonOf(element, 'Send').click();
    await waitForStatus(element, 'Thank you! Your correction was sent.');
    expect([...new FormData(outer)]).to.deep.equal([]);
    expect(submits).to.equal(0);
  });

  it('stays usable under hostile styles', async () => {
    const { url } = await createLink();
    const page = await fixture<HTMLElement>(
      html`<div>
        <style>
          .hostile,
          .hostile * {
            all: unset !important;
          }
          button,
          form,
          textarea {
            display: none !important;
          }
          html {
            font-size: 62.5%;
          }
        </style>
        <div class="hostile">
          <agentloop-feedback feedback-url=${url} variant="form"></agentloop-feedback>
        </div>
      </div>`,
    );
    const element = page.querySelector('agentloop-feedback')!;
    await waitUntil(() => isOpen(element));
    for (const button of element.shadowRoot!.querySelectorAll('button, textarea')) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(24);
    }
  });

  it('leaves nothing on the window when it has come and gone', async () => {
    const before = new Set(Object.keys(globalThis));
    const element = await createElement(await createLink());
    await waitForLoad(element);
    element.remove();
    expect(Object.keys(globalThis).filter((name) => !before.has(name))).to.deep.equal([]);
  });
});

describe('the attributes', () => {
  it('readonly shows a vote that cannot be changed', async () => {
    const link = await createLink();
    const voter = await createElement(link);
    buttonOf(voter, 'Wrong answer').click();
    await waitForStatus(voter, THANKS);
    voter.remove();
    const count = (await requestsOf(link)).length;
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback feedback-url=${link.url} readonly></agentloop-feedback>`,
    );
    await waitForStatus(element, 'This answer was rated.');
    expect(buttonOf(element, 'Wrong answer').ariaPressed).to.equal('true');
    expect(buttonOf(element, 'Wrong answer').disabled).to.equal(true);
    expect(element.shadowRoot!.querySelectorAll('button')).to.have.length(2);
    await expect(element).to.be.accessible();
    expect((await requestsOf(link)).length).to.be.at.most(count + 1);
  });

  it('reasons chooses and orders the reasons', async () => {
    const { url } = await createLink();
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback
        feedback-url=${url}
        variant="form"
        reasons="unsafe incomplete"
      ></agentloop-feedback>`,
    );
    await waitUntil(() => isOpen(element));
    const labels = [...element.shadowRoot!.querySelectorAll('[type=checkbox] + span')];
    expect(labels.map(({ textContent }) => textContent)).to.deep.equal(['Unsafe', 'Incomplete']);
    element.reasons = [];
    await element.updateComplete;
    expect(element.shadowRoot!.querySelectorAll('fieldset')).to.have.length(1);
    element.removeAttribute('reasons');
    await element.updateComplete;
    expect(element.shadowRoot!.querySelectorAll('[type=checkbox]')).to.have.length(7);
  });

  it('variant="form" has the form open, and sends nothing by it', async () => {
    const link = await createLink();
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback feedback-url=${link.url} variant="form"></agentloop-feedback>`,
    );
    await waitUntil(() => isOpen(element));
    expect(await requestsOf(link)).to.deep.equal([]);
    buttonOf(element, 'Send').click();
    await waitForStatus(element, 'Thank you! Your correction was sent.');
    expect((await recordsOf(link)).annotations[0]?.rating).to.equal('incorrect');
  });

  it('hide-invalid leaves nothing to see of a link that cannot be used', async () => {
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback feedback-url="https://x.test/" hide-invalid></agentloop-feedback>`,
    );
    await waitUntil(() => element.getBoundingClientRect().height === 0);
  });

  it('placement="popover" opens the form above everything, within the window', async () => {
    const { url } = await createLink();
    const page = await fixture<HTMLElement>(
      html`<div style="overflow: hidden; height: 3em; width: 6em; transform: scale(1)">
        <agentloop-feedback feedback-url=${url} placement="popover"></agentloop-feedback>
      </div>`,
    );
    const element = page.querySelector('agentloop-feedback')!;
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, THANKS);
    const form = element.shadowRoot!.querySelector('form')!;
    expect(form.matches(':popover-open')).to.equal(true);
    const { left, top, right, bottom, width } = form.getBoundingClientRect();
    expect(width).to.be.above(250);
    expect(left).to.be.at.least(0);
    expect(top).to.be.at.least(0);
    expect(right).to.be.at.most(innerWidth);
    expect(bottom).to.be.at.most(innerHeight);
    await expect(element).to.be.accessible();
    setTimeout(() => buttonOf(element, 'Close').click());
    await waitUntil(() => !isOpen(element));
  });
});

describe('the slots', () => {
  it('take the icons, the prompt and the thanks of the host', async () => {
    const { url } = await createLink();
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback feedback-url=${url}>
        <span slot="prompt">Was this right?</span>
        <span slot="up">yes</span>
        <span slot="down">no</span>
        <span slot="thanks">Merci !</span>
      </agentloop-feedback>`,
    );
    const isShown = (name: string) =>
      element.querySelector<HTMLElement>(`[slot=${name}]`)!.getBoundingClientRect().width > 0;
    expect([isShown('prompt'), isShown('up'), isShown('down')]).to.deep.equal([true, true, true]);
    expect(isShown('thanks')).to.equal(false);
    setTimeout(() => buttonOf(element, 'Right answer').click());
    await oneEvent(element, 'agentloop-submitted');
    await waitUntil(() => isShown('thanks'));
    expect(statusOf(element)).to.equal(THANKS);
  });
});
