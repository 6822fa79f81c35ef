import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import {
  buttonOf,
  createElement,
  createLink,
  delayRetries,
  fieldOf,
  focusedOf,
  isOpen,
  waitForButton,
  waitForLoad,
  openGate,
  recordsOf,
  requestsOf,
  statusOf,
  type,
  undelayRetries,
  waitForStatus,
} from '../support/browser-fixture.js';
import { waitUntil } from '../support/wait-until.js';

import type { AgentloopFeedback } from '../../src/index.js';

const THANKS = 'Thank you!';
const SENT = 'Thank you! Your correction was sent.';

const KEY = { repeat: true, bubbles: true, composed: true, cancelable: true };

beforeEach(() => localStorage.clear());

describe('the thumbs', () => {
  it('are two toggle buttons in a named group', async () => {
    const element = await createElement(await createLink());
    await waitForLoad(element);
    const group = element.shadowRoot!.querySelector('[role=group]');
    expect(group?.getAttribute('aria-label')).to.equal('Rate this answer');
    expect(buttonOf(element, 'Right answer').ariaPressed).to.equal('false');
    expect(buttonOf(element, 'Wrong answer').ariaPressed).to.equal('false');
    expect(buttonOf(element, 'Wrong answer').ariaExpanded).to.equal('false');
    await expect(element).to.be.accessible();
  });

  it('send nothing before somebody presses one', async () => {
    const link = await createLink();
    const element = await createElement(link);
    buttonOf(element, 'Right answer').focus();
    await waitForLoad(element);
    expect(await requestsOf(link)).to.deep.equal([]);
  });

  it('save thumbs up at once', async () => {
    const link = await createLink();
    const element = await createElement(link);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    expect(buttonOf(element, 'Right answer').ariaPressed).to.equal('true');
    expect(isOpen(element)).to.equal(false);
    const { annotations, turns } = await recordsOf(link);
    expect(annotations.map(({ rating }) => rating)).to.deep.equal(['correct']);
    expect(turns.map(({ status }) => status)).to.deep.equal(['settled']);
  });

  it('save thumbs down at once, and open the form', async () => {
    const link = await createLink();
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, THANKS);
    expect(isOpen(element)).to.equal(true);
    expect(buttonOf(element, 'Wrong answer').ariaExpanded).to.equal('true');
    const { annotations, turns } = await recordsOf(link);
    expect(annotations.map(({ rating }) => rating)).to.deep.equal(['incorrect']);
    expect(turns.map(({ status }) => status)).to.deep.equal(['pending']);
  });

  it('need no preflight', async () => {
    const link = await createLink();
    const element = await createElement(link);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    const methods = (await requestsOf(link)).map(({ method }) => method);
    expect(new Set(methods)).to.deep.equal(new Set(['POST']));
  });

  it('show what was pressed while it is being sent', async () => {
    const link = await createLink('gate/1');
    const element = await createElement(link);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, 'Sending');
    expect(buttonOf(element, 'Right answer').ariaPressed).to.equal('true');
    await openGate(link);
    await waitForStatus(element, THANKS);
  });

  it('change the one record when the other one is pressed', async () => {
    const link = await createLink();
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, THANKS);
    setTimeout(() => buttonOf(element, 'Right answer').click());
    await oneEvent(element, 'agentloop-submitted');
    await waitForStatus(element, THANKS);
    expect(isOpen(element)).to.equal(false);
    const { annotations } = await recordsOf(link);
    expect(annotations.map(({ rating }) => rating)).to.deep.equal(['correct']);
  });

  it('leave the last word where the first is still on its way', async () => {
    const link = await createLink('gate/1');
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, 'Sending');
    await waitUntil(async () => (await requestsOf(link)).length === 1);
    buttonOf(element, 'Right answer').click();
    await waitUntil(() => buttonOf(element, 'Right answer').ariaPressed === 'true');
    expect(await requestsOf(link), 'one after the other').to.have.length(1);
    await openGate(link);
    await waitForStatus(element, THANKS);
    expect(buttonOf(element, 'Right answer').ariaPressed).to.equal('true');
    expect((await recordsOf(link)).annotations[0]?.rating).to.equal('correct');
  });

  it('take the vote back when the same one is pressed again', async () => {
    const link = await createLink();
    const element = await createElement(link);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    setTimeout(() => buttonOf(element, 'Right answer').click());
    await oneEvent(element, 'agentloop-retracted');
    await waitForStatus(element, 'Your rating was taken back.');
    expect(buttonOf(element, 'Right answer').ariaPressed).to.equal('false');
    expect((await recordsOf(link)).annotations[0]?.status).to.equal('retracted');
  });

  it('give the text back when a correction is taken back', async () => {
    const link = await createLink();
    const first = await createElement(link);
    buttonOf(first, 'Wrong answer').click();
    await waitForStatus(first, THANKS);
    type(first, 'What should the answer', '30 days.');
    buttonOf(first, 'Send').click();
    await waitForStatus(first, SENT);
    first.remove();

    const element = await createElement(link);
    await waitForButton(element, 'Undo');
    buttonOf(element, 'Undo').click();
    await waitForStatus(element, 'Your rating was taken back.');
    expect((await recordsOf(link)).annotations[0]?.correction).to.equal('');
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, THANKS);
    expect(fieldOf(element, 'What should the answer').value).to.equal('30 days.');
  });

  it('show a vote after a reload, without a request', async () => {
    const link = await createLink();
    const element = await createElement(link);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    element.remove();
    const again = await createElement(link);
    await waitForButton(again, 'Undo');
    expect(buttonOf(again, 'Right answer').ariaPressed).to.equal('true');
    expect(await requestsOf(link)).to.have.length(1);
  });

  it('count a double click as one vote', async () => {
    const link = await createLink();
    const element = await createElement(link);
    const button = buttonOf(element, 'Right answer');
    for (const detail of [1, 2]) {
      button.dispatchEvent(new MouseEvent('click', { detail, bubbles: true, composed: true }));
    }
    await waitForStatus(element, THANKS);
    expect(button.ariaPressed).to.equal('true');
    expect(await requestsOf(link)).to.have.length(1);
  });

  it('count a key that is held down as one vote', async () => {
    const element = await createElement(await createLink());
    await waitForLoad(element);
    const button = buttonOf(element, 'Right answer');
    const held = new KeyboardEvent('keydown', { ...KEY, key: 'Enter' });
    button.dispatchEvent(held);
    expect(held.defaultPrevented).to.equal(true);
    const tab = new KeyboardEvent('keydown', { ...KEY, key: 'Tab' });
    button.dispatchEvent(tab);
    expect(tab.defaultPrevented).to.equal(false);
  });

  it('can be pressed with the keyboard alone', async () => {
    const link = await createLink();
    const element = await createElement(link);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Tab' });
    expect(focusedOf(element)).to.equal('Wrong answer');
    await sendKeys({ press: 'Enter' });
    await waitForStatus(element, THANKS);
    await sendKeys({ press: 'Tab' });
    expect(element.shadowRoot!.activeElement?.getAttribute('type')).to.equal('radio');
  });
});

describe('the form', () => {
  async function openForm(fault?: string) {
    const link = await createLink(fault);
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, THANKS);
    return { link, element };
  }

  it('sends rating, reasons, correction and comment into the one record', async () => {
    const { link, element } = await openForm();
    await expect(element).to.be.accessible();
    fieldOf(element, 'Partly right').click();
    fieldOf(element, 'Out of date').click();
    fieldOf(element, 'Incomplete').click();
    type(element, 'What should the answer', '30 days.\nSince May.');
    type(element, 'Anything else?', 'ありがとう');
    await element.updateComplete;
    buttonOf(element, 'Send').click();
    await waitForStatus(element, SENT);
    expect(isOpen(element)).to.equal(false);
    await expect(element).to.be.accessible();
    const { annotations, turns } = await recordsOf(link);
    expect(annotations).to.have.length(1);
    expect(annotations[0]).to.include({
      rating: 'partial',
      correction: '30 days.\nSince May.',
      comment: 'ありがとう',
    });
    expect(annotations[0]?.tags).to.deep.equal(['out_of_date', 'incomplete']);
    expect(turns[0]?.status).to.equal('pending');
  });

  it('says that it is closed: by the person, by a thumb, or because all was sent', async () => {
    const { element } = await openForm();
    let count = 0;
    element.addEventListener('agentloop-closed', () => (count += 1));
    buttonOf(element, 'Close').click();
    expect(count).to.equal(1);
    await waitForButton(element, 'Correct it');
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    expect(count).to.equal(1);
    buttonOf(element, 'Wrong answer').click();
    await waitUntil(() => isOpen(element));
    buttonOf(element, 'Right answer').click();
    await waitUntil(() => count === 2, 'it was not closed by a thumb');
    buttonOf(element, 'Wrong answer').click();
    await waitUntil(() => isOpen(element));
    buttonOf(element, 'Send').click();
    await waitForStatus(element, SENT);
    expect(count).to.equal(3);
  });

  it('unchooses a reason', async () => {
    const { link, element } = await openForm();
    fieldOf(element, 'Out of date').click();
    await element.updateComplete;
    fieldOf(element, 'Out of date').click();
    await element.updateComplete;
    buttonOf(element, 'Send').click();
    await waitForStatus(element, SENT);
    expect((await recordsOf(link)).annotations[0]?.tags).to.deep.equal([]);
  });

  it('can be opened again to change what was sent', async () => {
    const { link, element } = await openForm();
    type(element, 'What should the answer', '30 days.');
    buttonOf(element, 'Send').click();
    await waitForStatus(element, SENT);
    buttonOf(element, 'Change').click();
    await element.updateComplete;
    expect(fieldOf(element, 'What should the answer').value).to.equal('30 days.');
    type(element, 'What should the answer', '31 days.');
    setTimeout(() => buttonOf(element, 'Send').click());
    await oneEvent(element, 'agentloop-submitted');
    const { annotations } = await recordsOf(link);
    expect(annotations.map(({ correction }) => correction)).to.deep.equal(['31 days.']);
  });

  it('sends the correction though the vote is still on its way', async () => {
    const link = await createLink('gate/1');
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, 'Sending');
    type(element, 'What should the answer', '30 days.');
    buttonOf(element, 'Send').click();
    await openGate(link);
    await waitForStatus(element, SENT);
    expect((await recordsOf(link)).annotations[0]?.correction).to.equal('30 days.');
  });

  it('keeps what is typed while it is being sent', async () => {
    const link = await createLink('gate/1');
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback feedback-url=${link.url} variant="form"></agentloop-feedback>`,
    );
    await waitUntil(() => isOpen(element));
    type(element, 'What should the answer', '30 days.');
    buttonOf(element, 'Send').click();
    await waitForStatus(element, 'Sending');
    type(element, 'What should the answer', '30 days. Or 31?');
    await openGate(link);
    await waitForStatus(element, SENT);
    expect(fieldOf(element, 'What should the answer').value).to.equal('30 days. Or 31?');
    setTimeout(() => buttonOf(element, 'Send').click());
    await oneEvent(element, 'agentloop-submitted');
    expect((await recordsOf(link)).annotations[0]?.correction).to.equal('30 days. Or 31?');
    await waitUntil(() => !isOpen(element));
  });

  it('leaves alone what somebody said on another device and what was not read', async () => {
    const link = await createLink();
    const first = await createElement(link);
    buttonOf(first, 'Wrong answer').click();
    await waitForStatus(first, THANKS);
    type(first, 'What should the answer', '30 days.');
    type(first, 'Anything else?', 'Please.');
    buttonOf(first, 'Send').click();
    await waitForStatus(first, SENT);
    first.remove();
    localStorage.clear();

    const second = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback feedback-url=${link.url} variant="form"></agentloop-feedback>`,
    );
    await waitUntil(() => isOpen(second));
    fieldOf(second, 'Partly right').click();
    buttonOf(second, 'Send').click();
    await waitForStatus(second, SENT);
    const { annotations } = await recordsOf(link);
    expect(annotations[0]).to.include({
      rating: 'partial',
      correction: '30 days.',
      comment: 'Please.',
    });
  });

  it('closes on Escape, gives the focus back, and keeps what was typed', async () => {
    const { element } = await openForm();
    fieldOf(element, 'What should the answer').focus();
    await sendKeys({ type: 'halfatho' });
    await sendKeys({ press: 'Escape' });
    await element.updateComplete;
    expect(isOpen(element)).to.equal(false);
    expect(focusedOf(element)).to.equal('Wrong answer');
    // Now it takes the vote back, and the form opens elsewhere.
    expect(buttonOf(element, 'Wrong answer').ariaExpanded).to.equal(null);
    expect(buttonOf(element, 'Correct it').ariaExpanded).to.equal('false');
    buttonOf(element, 'Correct it').click();
    await element.updateComplete;
    await element.updateComplete;
    expect(fieldOf(element, 'What should the answer').value).to.equal('halfatho');
    expect(element.shadowRoot!.activeElement?.localName).to.equal('textarea');
  });

  it('is sent by Control and Enter', async () => {
    const { link, element } = await openForm();
    type(element, 'What should the answer', '30');
    // WebKit's driver presses one key at a time.
    fieldOf(element, 'What should the answer').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }),
    );
    await waitForStatus(element, SENT);
    expect((await recordsOf(link)).annotations[0]?.correction).to.equal('30');
  });

  it('says which text is too long, and keeps it', async () => {
    const { link, element } = await openForm();
    const long = 'é'.repeat(4_097);
    type(element, 'What should the answer', long);
    await element.updateComplete;
    buttonOf(element, 'Send').click();
    await element.updateComplete;
    await element.updateComplete;
    const field = fieldOf(element, 'What should the answer');
    expect(field.ariaInvalid).to.equal('true');
    expect(element.shadowRoot!.activeElement === field).to.equal(true);
    expect(field.value).to.equal(long);
    await expect(element).to.be.accessible();
    expect((await recordsOf(link)).annotations[0]?.correction).to.equal('');
  });

  it('keeps a draft over a reload, until it is sent', async () => {
    const { link, element } = await openForm();
    type(element, 'What should the answer', 'typed before the reload');
    element.remove();

    const again = await createElement(link);
    await waitForButton(again, 'Change');
    buttonOf(again, 'Change').click();
    await again.updateComplete;
    expect(fieldOf(again, 'What should the answer').value).to.equal('typed before the reload');
    buttonOf(again, 'Send').click();
    await waitForStatus(again, SENT);
    expect(JSON.stringify(localStorage)).to.not.contain('typed before');
  });

  it('keeps a draft though the link has expired meanwhile', async () => {
    const link = await createLink('ok/0', { issuedAt: new Date(Date.now() - 60_000) });
    const before = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback feedback-url=${link.url} variant="form"></agentloop-feedback>`,
    );
    await waitUntil(() => isOpen(before));
    type(before, 'What should the answer', 'too late');
    before.remove();
    const after = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback
        feedback-url=${link.url}
        variant="form"
        max-age="30"
      ></agentloop-feedback>`,
    );
    await waitForStatus(after, 'This link has expired');
    expect(fieldOf(after, 'What should the answer').value).to.equal('too late');
    expect(buttonOf(after, 'Copy my text').disabled).to.equal(false);
    expect(await requestsOf(link)).to.deep.equal([]);
  });

  it('shows what was said on another device', async () => {
    const { link, element } = await openForm();
    type(element, 'What should the answer', '30 days.');
    fieldOf(element, 'Unsafe').click();
    buttonOf(element, 'Send').click();
    await waitForStatus(element, SENT);
    element.remove();
    localStorage.clear();

    const again = await createElement(link);
    buttonOf(again, 'Wrong answer').click();
    await waitForStatus(again, THANKS);
    await waitUntil(() => fieldOf(again, 'What should the answer').value === '30 days.');
    expect((fieldOf(again, 'Unsafe') as unknown as HTMLInputElement).checked).to.equal(true);
    expect((await recordsOf(link)).annotations[0]?.correction).to.equal('30 days.');
  });
});

describe('a failure', () => {
  beforeEach(delayRetries);
  afterEach(undelayRetries);

  it('is shown, announced and reported, and can be tried again', async () => {
    const link = await createLink('status-503/1');
    const element = await createElement(link);
    setTimeout(() => buttonOf(element, 'Wrong answer').click());
    const event = await oneEvent(element, 'agentloop-error');
    expect((event as unknown as { code: string }).code).to.equal('answer_invalid');
    await waitForStatus(element, 'Not sent yet. It will be tried again.');
    expect(isOpen(element)).to.equal(true);
    await expect(element).to.be.accessible();
    expect((await recordsOf(link)).annotations).to.deep.equal([]);

    buttonOf(element, 'Try again').click();
    await waitForStatus(element, THANKS);
    expect((await recordsOf(link)).annotations).to.have.length(1);
  });

  it('keeps what was typed, and sends it when it is tried again', async () => {
    const link = await createLink('status-500/2');
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, 'Not sent yet.');
    type(element, 'What should the answer', 'not to be lost');
    await element.updateComplete;
    setTimeout(() => buttonOf(element, 'Send').click());
    await oneEvent(element, 'agentloop-error');
    await waitForStatus(element, 'Not sent yet.');
    expect(fieldOf(element, 'What should the answer').value).to.equal('not to be lost');
    buttonOf(element, 'Try again').click();
    await waitForStatus(element, SENT);
    const { annotations } = await recordsOf(link);
    expect(annotations.map(({ correction }) => correction)).to.deep.equal(['not to be lost']);
  });

  it('is tried again with the text as it is then', async () => {
    const link = await createLink('status-503/1');
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback feedback-url=${link.url} variant="form"></agentloop-feedback>`,
    );
    await waitUntil(() => isOpen(element));
    type(element, 'What should the answer', 'the first try');
    buttonOf(element, 'Send').click();
    await waitForStatus(element, 'Not sent yet.');
    type(element, 'What should the answer', 'the second try');
    buttonOf(element, 'Try again').click();
    await waitForStatus(element, SENT);
    expect((await recordsOf(link)).annotations[0]?.correction).to.equal('the second try');
  });

  it('is tried again when the same thumb is pressed, and takes nothing back', async () => {
    const link = await createLink('status-503/1');
    const element = await createElement(link);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, 'Not sent yet.');
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    expect((await recordsOf(link)).annotations[0]?.status).to.equal('active');
  });

  it('of the first word does not show once the second is said', async () => {
    const link = await createLink('status-503/1');
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').click();
    await waitForLoad(element);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    expect(buttonOf(element, 'Right answer').ariaPressed).to.equal('true');
  });

  it('of the network is one that can be tried again', async () => {
    const element = await createElement(await createLink('drop/99'));
    setTimeout(() => buttonOf(element, 'Right answer').click());
    const event = await oneEvent(element, 'agentloop-error');
    expect((event as unknown as { code: string }).code).to.equal('network_error');
    await waitForStatus(element, 'Not sent yet. It will be tried again.');
    expect(buttonOf(element, 'Try again').disabled).to.equal(false);
  });

  it('for good is said in words, and leaves nothing to press', async () => {
    const link = await createLink();
    const forged = link.url.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    const element = await createElement({ url: forged });
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, 'This link is not genuine');
    expect(buttonOf(element, 'Right answer').ariaPressed).to.equal('false');
    expect(buttonOf(element, 'Right answer').ariaDisabled).to.equal('true');
    await expect(element).to.be.accessible();
    expect((await recordsOf(link)).annotations).to.deep.equal([]);
  });

  it('of an expired link shows before anybody types', async () => {
    const link = await createLink('ok/0', { issuedAt: new Date('2020-01-01') });
    const element = await createElement(link);
    buttonOf(element, 'Wrong answer').focus();
    await waitForStatus(element, 'This link has expired');
    expect(buttonOf(element, 'Wrong answer').ariaDisabled).to.equal('true');
    expect(focusedOf(element), 'the focus stays').to.equal('Wrong answer');
    buttonOf(element, 'Wrong answer').click();
    await element.updateComplete;
    expect(isOpen(element)).to.equal(false);
    expect(await requestsOf(link)).to.deep.equal([]);
  });

  it('of a link that was cut off shows as well', async () => {
    const link = await createLink();
    const element = await createElement({ url: link.url.slice(0, -10) });
    buttonOf(element, 'Wrong answer').focus();
    await waitForStatus(element, 'This link is not complete');
  });
});

describe('the element', () => {
  it('takes the feedback URL of the link inside it', async () => {
    const link = await createLink();
    const element = await fixture<AgentloopFeedback>(
      html`<agentloop-feedback><a href=${link.url}>Rate this answer</a></agentloop-feedback>`,
    );
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    expect((await recordsOf(link)).annotations).to.have.length(1);
  });

  it('gives a vote to the answer that was shown, whatever is shown when the code is there', async () => {
    const first = await createLink();
    const second = await createLink();
    const element = await createElement(first);
    buttonOf(element, 'Wrong answer').click();
    element.feedbackUrl = second.url;
    await waitUntil(async () => (await recordsOf(first)).annotations.length === 1);
    expect(buttonOf(element, 'Wrong answer').ariaPressed).to.equal('false');
    expect((await recordsOf(second)).annotations).to.deep.equal([]);
  });

  it('keeps the focus where it was when a vote is taken back', async () => {
    const element = await createElement(await createLink());
    buttonOf(element, 'Right answer').focus();
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, 'Your rating was taken back.');
    expect(focusedOf(element)).to.equal('Right answer');
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    buttonOf(element, 'Undo').focus();
    buttonOf(element, 'Undo').click();
    await waitForStatus(element, 'Your rating was taken back.');
    expect(focusedOf(element)).to.equal('Right answer');
  });

  it('does not mix the drafts of two answers', async () => {
    const one = await createElement(await createLink());
    const other = await createElement(await createLink());
    for (const element of [one, other]) {
      buttonOf(element, 'Wrong answer').click();
      await waitForStatus(element, THANKS);
    }
    type(one, 'What should the answer', 'only here');
    const again = await createElement({ url: other.feedbackUrl });
    await waitForButton(again, 'Change');
    buttonOf(again, 'Change').click();
    await again.updateComplete;
    expect(fieldOf(again, 'What should the answer').value).to.equal('');
  });

  it('starts anew with a new feedback URL, and drops nothing that is on its way', async () => {
    const first = await createLink('gate/1');
    const second = await createLink();
    const element = await createElement(first);
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, 'Sending');
    element.feedbackUrl = second.url;
    await element.updateComplete;
    expect(buttonOf(element, 'Right answer').ariaPressed).to.equal('false');
    expect(statusOf(element)).to.equal('');
    await openGate(first);
    buttonOf(element, 'Wrong answer').click();
    await waitForStatus(element, THANKS);
    expect((await recordsOf(first)).annotations[0]?.rating).to.equal('correct');
    expect((await recordsOf(second)).annotations[0]?.rating).to.equal('incorrect');
  });

  it('shows the annotation that its host gives it', async () => {
    const element = await createElement(await createLink());
    element.annotation = {
      rating: 'partial',
      correction: '30 days.',
      reasons: [],
      comment: '',
      updated_at: '2026-11-22T10:00:00.000Z',
    };
    await waitForButton(element, 'Change');
    expect(buttonOf(element, 'Wrong answer').ariaPressed).to.equal('true');
  });

  it('announces a vote before it is sent, and sends nothing if the host prevents it', async () => {
    const link = await createLink();
    const element = await createElement(link);
    const inputs: unknown[] = [];
    element.addEventListener('agentloop-vote', (event) => {
      inputs.push(event.input);
      event.preventDefault();
    });
    buttonOf(element, 'Wrong answer').click();
    await waitUntil(() => inputs.length > 0);
    expect(inputs).to.deep.equal([{ rating: 'incorrect' }]);
    await element.updateComplete;
    expect(buttonOf(element, 'Wrong answer').ariaPressed).to.equal('false');
    expect(await requestsOf(link)).to.deep.equal([]);
  });

  it('sends along what its host adds', async () => {
    const link = await createLink();
    const element = await createElement(link);
    element.addEventListener('agentloop-vote', ({ input }) => {
      input.metadata = { page: 'chat' };
    });
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    expect((await recordsOf(link)).annotations[0]?.metadata).to.deep.equal({ page: 'chat' });
  });

  it('sends without what its host adds where that cannot be sent', async () => {
    const link = await createLink();
    const element = await createElement(link);
    const codes: string[] = [];
    element.addEventListener('agentloop-error', ({ code }) => codes.push(code));
    element.addEventListener('agentloop-vote', ({ input }) => {
      input.metadata = input.rating === 'correct' ? { big: 1n } : new Proxy({ page: 'chat' }, {});
    });
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    expect(codes).to.deep.equal(['metadata_invalid']);
    setTimeout(() => buttonOf(element, 'Wrong answer').click());
    await oneEvent(element, 'agentloop-submitted');
    expect((await recordsOf(link)).annotations[0]).to.deep.include({
      rating: 'incorrect',
      metadata: { page: 'chat' },
    });
  });

  it('tells the page which records it made', async () => {
    const link = await createLink();
    const element = await createElement(link);
    const events: Event[] = [];
    document.addEventListener('agentloop-submitted', (event) => events.push(event), { once: true });
    buttonOf(element, 'Right answer').click();
    await waitForStatus(element, THANKS);
    const [annotation] = (await recordsOf(link)).annotations;
    expect(events[0]).to.include({
      annotationId: annotation?.annotation_id,
      turnId: annotation?.turn_id,
    });
  });

  it('logs nothing unless it is to be debugged', async () => {
    const { debug } = console;
    const logged: unknown[] = [];
    console.debug = (...values: unknown[]) => logged.push(values[0]);
    try {
      const quiet = await createElement(await createLink());
      buttonOf(quiet, 'Right answer').click();
      await waitForStatus(quiet, THANKS);
      expect(logged).to.deep.equal([]);
      const loud = await createElement(await createLink());
      loud.toggleAttribute('debug', true);
      buttonOf(loud, 'Right answer').click();
      await waitForStatus(loud, THANKS);
      expect(logged).to.deep.equal(['agentloop-vote', 'agentloop-submitted']);
    } finally {
      console.debug = debug;
    }
  });

  it('says that what could not be sent is kept', async () => {
    const element = await createElement(await createLink('status-503/1'));
    setTimeout(() => buttonOf(element, 'Right answer').click());
    const event = await oneEvent(element, 'agentloop-queued');
    expect(event).to.include({ code: 'answer_invalid', isDurable: true });
  });

  it('takes no input while it is disabled', async () => {
    const link = await createLink();
    const element = await createElement(link);
    element.disabled = true;
    await element.updateComplete;
    buttonOf(element, 'Right answer').click();
    expect(buttonOf(element, 'Right answer').disabled).to.equal(true);
    await expect(element).to.be.accessible();
    expect(await requestsOf(link)).to.deep.equal([]);
  });
});
