import { expect, fixture, html, oneEvent } from '@open-wc/testing';

import { connectFeedbackFrame } from '../../src/frame.js';
import { createLink } from '../support/browser-fixture.js';
import { createHello, createPuppet, nextFrames } from '../support/puppet-frame.js';
import { waitUntil } from '../support/wait-until.js';

import type {
  AgentloopErrorEvent,
  AgentloopSubmittedEvent,
} from '../../src/element/feedback-events.js';

describe('connectFeedbackFrame', () => {
  it('pings a frame that is there already, and answers its hello with a channel', async () => {
    const puppet = await createPuppet();
    connectFeedbackFrame(puppet.iframe);
    await puppet.hears('ping');
    await puppet.greet();
    expect(puppet.heard.map(({ where, data }) => [where, data['type']])).to.deep.equal([
      ['window', 'ping'],
      ['window', 'connect'],
      ['channel', 'configure'],
    ]);
    expect(puppet.heard[0]?.data).to.deep.equal({ type: 'ping', namespace: 'agentloop-feedback' });
    expect(puppet.heard[1]?.data).to.deep.equal({
      type: 'connect',
      namespace: 'agentloop-feedback',
      version: 1,
    });
    expect(puppet.heard[0]?.origin).to.equal(location.origin);
  });

  it('hears the real feedback page, whichever of them is there first', async () => {
    const { url } = await createLink();
    const early = await fixture<HTMLIFrameElement>(html`<iframe src=${url} title="a"></iframe>`);
    await oneEvent(early, 'load');
    connectFeedbackFrame(early);
    await waitUntil(() => early.style.height !== '', 'no height came from a frame that was there');

    const late = document.createElement('iframe');
    late.src = url;
    connectFeedbackFrame(late);
    early.parentElement?.append(late);
    await waitUntil(() => late.style.height !== '', 'no height came from a frame that came later');
    expect(late.style.height).to.match(/^\d{3}px$/);
  });

  it('takes the version that both know', async () => {
    const puppet = await createPuppet();
    connectFeedbackFrame(puppet.iframe);
    puppet.say({ ...createHello(), versions: [2, 1] });
    await puppet.hears('configure');
    expect(puppet.heard.at(-2)?.data).to.include({ type: 'connect', version: 1 });
  });

  it('makes a new channel for each hello, and closes the one before', async () => {
    const puppet = await createPuppet();
    connectFeedbackFrame(puppet.iframe);
    await puppet.greet();
    await puppet.goTo(puppet.iframe.src);
    await puppet.greet();
    puppet.sayThrough({ type: 'height', height: 321 });
    await waitUntil(() => puppet.iframe.style.height === '321px');
  });

  it('keeps the channel when the same load of a page says hello once more', async () => {
    const puppet = await createPuppet();
    connectFeedbackFrame(puppet.iframe);
    const hello = createHello();
    puppet.say(hello);
    await puppet.hears('configure');
    puppet.say(hello);
    await puppet.isHeard();
    puppet.sayThrough({ type: 'height', height: 321 });
    await waitUntil(() => puppet.iframe.style.height === '321px');
    expect(puppet.heard.filter(({ data }) => data['type'] === 'connect')).to.have.length(1);
  });

  it('shakes hands with a frame whose origin is opaque', async () => {
    const puppet = await createPuppet('allow-scripts');
    connectFeedbackFrame(puppet.iframe);
    await puppet.hears('ping');
    await puppet.greet();
    puppet.sayThrough({ type: 'height', height: 321 });
    await waitUntil(() => puppet.iframe.style.height === '321px');
  });

  it('tells the language and the theme, and what changes of them', async () => {
    const puppet = await createPuppet();
    const connection = connectFeedbackFrame(puppet.iframe, {
      language: 'de',
      theme: { colorScheme: 'dark', properties: { '--agentloop-accent': 'red' } },
    });
    await puppet.greet();
    connection.update({ theme: { colorScheme: 'light' } });
    connection.update({ language: undefined });
    await puppet.hears('configure', 3);
    const said = puppet.heard.filter(({ where }) => where === 'channel').map(({ data }) => data);
    expect(said).to.deep.equal([
      {
        type: 'configure',
        language: 'de',
        color_scheme: 'dark',
        properties: { '--agentloop-accent': 'red' },
      },
      { type: 'configure', language: 'de', color_scheme: 'light', properties: {} },
      { type: 'configure', language: '', color_scheme: 'light', properties: {} },
    ]);
  });

  it('tells a frame that has loaded again all that was chosen', async () => {
    const puppet = await createPuppet();
    connectFeedbackFrame(puppet.iframe, { language: 'de' }).update({
      theme: { colorScheme: 'dark' },
    });
    await puppet.greet();
    await puppet.goTo(puppet.iframe.src);
    await puppet.greet();
    expect(puppet.heard.at(-1)?.data).to.include({ language: 'de', color_scheme: 'dark' });
  });

  it('keeps the height within 100 and 10,000 pixels, or within the host’s own limits', async () => {
    const puppet = await createPuppet();
    const connection = connectFeedbackFrame(puppet.iframe);
    await puppet.greet();
    puppet.sayThrough({ type: 'height', height: 20 });
    await waitUntil(() => puppet.iframe.style.height === '100px');
    puppet.sayThrough({ type: 'height', height: 20_000 });
    await waitUntil(() => puppet.iframe.style.height === '10000px');
    connection.update({ maxHeight: 400 });
    await waitUntil(() => puppet.iframe.style.height === '400px');
    connection.update({ maxHeight: undefined, minHeight: 30_000 });
    await waitUntil(() => puppet.iframe.style.height === '10000px');
  });

  it('adds the border where the box includes it', async () => {
    const puppet = await createPuppet();
    puppet.iframe.style.boxSizing = 'border-box';
    puppet.iframe.style.border = '5px solid';
    connectFeedbackFrame(puppet.iframe);
    await puppet.greet();
    puppet.sayThrough({ type: 'height', height: 300 });
    await waitUntil(() => puppet.iframe.clientHeight === 300);
    expect(puppet.iframe.style.height).to.equal('310px');
  });

  it('leaves the height to a host that wants it so', async () => {
    const puppet = await createPuppet();
    const heights: number[] = [];
    connectFeedbackFrame(puppet.iframe, {
      maxHeight: 400,
      onHeight: (height) => heights.push(height),
    });
    await puppet.greet();
    puppet.sayThrough({ type: 'height', height: 300 });
    await waitUntil(() => heights.length === 1);
    puppet.sayThrough({ type: 'height', height: 300 });
    puppet.sayThrough({ type: 'queued', code: 'offline', is_durable: true });
    await oneEvent(puppet.iframe, 'agentloop-queued');
    await nextFrames();
    puppet.sayThrough({ type: 'height', height: 500 });
    await waitUntil(() => heights.length === 2);
    expect(heights).to.deep.equal([300, 400]);
    expect(puppet.iframe.style.height).to.equal('');
  });

  it('fires what happened as the element’s own events', async () => {
    const puppet = await createPuppet();
    connectFeedbackFrame(puppet.iframe);
    await puppet.greet();
    setTimeout(() =>
      puppet.sayThrough({
        type: 'submitted',
        rating: 'incorrect',
        reasons: ['unsafe'],
        annotation_id: 'ann_1',
        turn_id: 'turn_1',
      }),
    );
    const submitted = await oneEvent<AgentloopSubmittedEvent>(document, 'agentloop-submitted');
    expect(submitted.target).to.equal(puppet.iframe);
    expect(submitted).to.include({ annotationId: 'ann_1', turnId: 'turn_1', composed: true });
    expect(submitted.input).to.deep.equal({ rating: 'incorrect', reasons: ['unsafe'] });

    setTimeout(() => puppet.sayThrough({ type: 'queued', code: 'offline', is_durable: true }));
    await oneEvent(puppet.iframe, 'agentloop-queued');
    setTimeout(() => puppet.sayThrough({ type: 'retracted' }));
    await oneEvent(puppet.iframe, 'agentloop-retracted');
    setTimeout(() => puppet.sayThrough({ type: 'closed' }));
    await oneEvent(puppet.iframe, 'agentloop-closed');
    setTimeout(() => puppet.sayThrough({ type: 'error', code: 'context_expired' }));
    const error = await oneEvent<AgentloopErrorEvent>(puppet.iframe, 'agentloop-error');
    expect(error.code).to.equal('context_expired');
  });

  it('keeps two frames with one URL apart', async () => {
    const one = await createPuppet();
    const other = await createPuppet();
    connectFeedbackFrame(one.iframe, { language: 'de' });
    connectFeedbackFrame(other.iframe, { language: 'fr' });
    await one.greet();
    await other.greet();
    one.sayThrough({ type: 'height', height: 321 });
    other.sayThrough({ type: 'height', height: 432 });
    await waitUntil(() => one.iframe.style.height === '321px');
    await waitUntil(() => other.iframe.style.height === '432px');
    expect(one.heard.at(-1)?.data['language']).to.equal('de');
    expect(other.heard.at(-1)?.data['language']).to.equal('fr');
  });

  it('leaves nothing behind when it disconnects', async () => {
    const puppet = await createPuppet();
    const connection = connectFeedbackFrame(puppet.iframe, { language: 'de' });
    await puppet.greet();
    puppet.sayThrough({ type: 'height', height: 321 });
    await waitUntil(() => puppet.iframe.style.height === '321px');
    connection.disconnect();
    const count = puppet.heard.length;
    const events: Event[] = [];
    puppet.iframe.addEventListener('agentloop-queued', (event) => events.push(event));
    puppet.sayThrough({ type: 'queued', code: 'offline', is_durable: true });
    puppet.sayThrough({ type: 'height', height: 432 });
    puppet.say(createHello());
    connection.update({ language: 'fr', minHeight: 500 });
    await puppet.goTo(puppet.iframe.src);
    await puppet.isHeard();
    await nextFrames();
    expect(puppet.heard.length).to.equal(count);
    expect(events).to.deep.equal([]);
    expect(puppet.iframe.style.height).to.equal('321px');
  });

  it('connects a second time after it has disconnected', async () => {
    const puppet = await createPuppet();
    connectFeedbackFrame(puppet.iframe).disconnect();
    connectFeedbackFrame(puppet.iframe, { language: 'fr' });
    await puppet.greet();
    expect(puppet.heard.at(-1)?.data['language']).to.equal('fr');
  });

  it('lets go of a frame that was removed, and shakes hands again when it is back', async () => {
    const { url } = await createLink();
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const iframe = document.createElement('iframe');
    iframe.src = url;
    place.append(iframe);
    connectFeedbackFrame(iframe);
    await waitUntil(() => iframe.style.height !== '');
    iframe.remove();
    iframe.style.height = '';
    const bystander = await createPuppet();
    await bystander.isHeard();
    place.append(iframe);
    await waitUntil(() => iframe.style.height !== '', 'no height came after the frame was back');
  });

  it('shakes hands again with a frame that is moved', async () => {
    const { url } = await createLink();
    const place = await fixture<HTMLElement>(html`<div><p></p></div>`);
    const iframe = document.createElement('iframe');
    iframe.src = url;
    place.append(iframe);
    connectFeedbackFrame(iframe);
    await waitUntil(() => iframe.style.height !== '');
    iframe.style.height = '';
    place.prepend(iframe);
    await waitUntil(() => iframe.style.height !== '', 'no height came after the move');
  });

  it('refuses what is no iframe with a feedback URL', async () => {
    const iframe = document.createElement('iframe');
    const connect = (src: string) => () => {
      iframe.src = src;
      connectFeedbackFrame(iframe).disconnect();
    };
    expect(() => connectFeedbackFrame(iframe)).to.throw(TypeError);
    const div = document.createElement('div') as unknown as HTMLIFrameElement;
    expect(() => connectFeedbackFrame(div)).to.throw(TypeError);
    expect(connect('about:blank')).to.throw(TypeError);
    expect(connect('https://ingest.test/other')).to.throw(TypeError);
    expect(connect('ftp://ingest.test/feedback')).to.throw(TypeError);
    expect(connect('https://ingest.test:99999/feedback')).to.throw(TypeError);
    expect(connect('/agentloop/feedback?q=')).not.to.throw();
  });
});
