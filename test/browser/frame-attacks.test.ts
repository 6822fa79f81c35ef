import { expect, oneEvent } from '@open-wc/testing';

import { connectFeedbackFrame } from '../../src/frame.js';
import { createHello, createPuppet, nextFrames } from '../support/puppet-frame.js';
import { waitUntil } from '../support/wait-until.js';

import type { Puppet } from '../support/puppet-frame.js';

/** A puppet that is connected, and has got a height. */
async function connectPuppet(): Promise<Puppet> {
  const puppet = await createPuppet();
  connectFeedbackFrame(puppet.iframe);
  await puppet.greet();
  puppet.sayThrough({ type: 'height', height: 321 });
  await waitUntil(() => puppet.iframe.style.height === '321px');
  return puppet;
}

/** The height after something was said through the channel: what comes after it has been heard. */
async function heightAfter(puppet: Puppet, message: unknown): Promise<string> {
  puppet.sayThrough(message);
  setTimeout(() => puppet.sayThrough({ type: 'queued', code: 'offline', is_durable: true }));
  await oneEvent(puppet.iframe, 'agentloop-queued');
  await nextFrames();
  return puppet.iframe.style.height;
}

/** How many channels a frame was given after it has said that, and before it says a true hello. */
async function channelsAfter(message: unknown): Promise<number> {
  const puppet = await createPuppet();
  connectFeedbackFrame(puppet.iframe);
  puppet.say(message);
  await puppet.isHeard();
  await nextFrames();
  await puppet.greet();
  return puppet.heard.filter(({ data }) => data['type'] === 'connect').length - 1;
}

describe('a connected host', () => {
  it('ignores the messages of a sibling frame at the same address', async () => {
    const puppet = await createPuppet();
    const sibling = await createPuppet();
    connectFeedbackFrame(puppet.iframe);
    sibling.say(createHello());
    sibling.say({ type: 'height', height: 999 });
    await sibling.isHeard();
    await nextFrames();
    expect(puppet.heard.map(({ data }) => data['type'])).to.deep.equal(['ping']);
    expect(sibling.heard).to.deep.equal([]);
  });

  it('ignores what its own window says', async () => {
    const puppet = await createPuppet();
    connectFeedbackFrame(puppet.iframe);
    const own: unknown[] = [];
    const listen = ({ source, data }: MessageEvent) => source === window && own.push(data);
    addEventListener('message', listen);
    postMessage(createHello(), location.origin);
    await waitUntil(() => own.length === 1);
    removeEventListener('message', listen);
    await puppet.greet();
    expect(puppet.heard.filter(({ data }) => data['type'] === 'connect')).to.have.length(1);
  });

  it('ignores a frame that has gone on to another origin', async () => {
    const puppet = await connectPuppet();
    const count = puppet.heard.length;
    await puppet.goTo(`${location.origin}/test/fixtures/puppet.html`);
    puppet.say(createHello());
    puppet.say({ type: 'height', height: 999 });
    await puppet.isHeard();
    await nextFrames();
    expect(puppet.heard.length).to.equal(count);
    expect(puppet.iframe.style.height).to.equal('321px');
  });

  it('ignores an opaque origin where it expects a concrete one', async () => {
    const puppet = await createPuppet('allow-scripts');
    // It takes effect with the next load alone.
    puppet.iframe.removeAttribute('sandbox');
    connectFeedbackFrame(puppet.iframe);
    puppet.say(createHello());
    await puppet.isHeard();
    await nextFrames();
    expect(puppet.heard).to.deep.equal([]);
  });

  it('ignores a concrete origin where it expects an opaque one', async () => {
    const puppet = await createPuppet();
    // It takes effect with the next load alone.
    puppet.iframe.setAttribute('sandbox', 'allow-scripts');
    connectFeedbackFrame(puppet.iframe);
    puppet.say(createHello());
    await puppet.isHeard();
    await nextFrames();
    expect(puppet.heard.map(({ data }) => data['type'])).to.deep.equal(['ping']);
  });

  it('ignores another namespace', async () => {
    expect(await channelsAfter({ ...createHello(), namespace: 'penpal' })).to.equal(0);
  });

  it('ignores a hello without a namespace', async () => {
    const { namespace: _, ...rest } = createHello();
    expect(await channelsAfter(rest)).to.equal(0);
  });

  it('ignores a version of the future', async () => {
    expect(await channelsAfter({ ...createHello(), versions: [2, 3] })).to.equal(0);
  });

  it('ignores versions that are no numbers', async () => {
    expect(await channelsAfter({ ...createHello(), versions: ['1', 1] })).to.equal(0);
  });

  it('reads nothing from a prototype', async () => {
    const message = JSON.parse(
      '{"__proto__":{"type":"hello","namespace":"agentloop-feedback","versions":[1],"load_id":1}}',
    ) as object;
    expect(await channelsAfter(message)).to.equal(0);
    expect(({} as { namespace?: string }).namespace).to.equal(undefined);
  });

  it('knows no message by the name of what objects inherit', async () => {
    expect(await channelsAfter({ ...createHello(), type: 'constructor' })).to.equal(0);
    expect(await channelsAfter({ ...createHello(), type: '__proto__' })).to.equal(0);
    expect(await channelsAfter({ ...createHello(), type: 'toString' })).to.equal(0);
  });

  it('stays as it is when a message holds a prototype to pollute', async () => {
    const puppet = await connectPuppet();
    const message = JSON.parse(
      `{"type":"height","height":432,"__proto__":{"polluted":1},
        "constructor":{"prototype":{"polluted":1}}}`,
    ) as object;
    expect(await heightAfter(puppet, message)).to.equal('432px');
    expect(({} as { polluted?: number }).polluted).to.equal(undefined);
  });

  it('ignores what is no object at all', async () => {
    expect(await channelsAfter(null)).to.equal(0);
    expect(await channelsAfter('hello')).to.equal(0);
    expect(await channelsAfter([createHello()])).to.equal(0);
    expect(await channelsAfter(new Map(Object.entries(createHello())))).to.equal(0);
  });

  it('takes a height of a thousand million for the highest that it allows', async () => {
    const puppet = await connectPuppet();
    expect(await heightAfter(puppet, { type: 'height', height: 1e9 })).to.equal('10000px');
  });

  it('takes a negative height for the lowest that it allows', async () => {
    const puppet = await connectPuppet();
    expect(await heightAfter(puppet, { type: 'height', height: -5000 })).to.equal('100px');
  });

  it('ignores a height that is no number', async () => {
    const puppet = await connectPuppet();
    expect(await heightAfter(puppet, { type: 'height', height: Number.NaN })).to.equal('321px');
  });

  it('ignores a height without an end', async () => {
    const puppet = await connectPuppet();
    expect(await heightAfter(puppet, { type: 'height', height: Infinity })).to.equal('321px');
  });

  it('ignores a height that is a text', async () => {
    const puppet = await connectPuppet();
    expect(await heightAfter(puppet, { type: 'height', height: '100' })).to.equal('321px');
  });

  it('ignores a height that is not whole', async () => {
    const puppet = await connectPuppet();
    expect(await heightAfter(puppet, { type: 'height', height: 100.5 })).to.equal('321px');
  });

  it('takes a height through the channel alone', async () => {
    const puppet = await connectPuppet();
    puppet.say({ type: 'height', namespace: 'agentloop-feedback', height: 999 });
    await puppet.isHeard();
    await nextFrames();
    expect(puppet.iframe.style.height).to.equal('321px');
  });

  it('takes no hello through the channel', async () => {
    const puppet = await connectPuppet();
    await heightAfter(puppet, createHello());
    expect(puppet.heard.filter(({ data }) => data['type'] === 'connect')).to.have.length(1);
  });

  it('fires nothing for a message with a value of its own', async () => {
    const puppet = await connectPuppet();
    const events: Event[] = [];
    puppet.iframe.addEventListener('agentloop-submitted', (event) => events.push(event));
    puppet.iframe.addEventListener('agentloop-error', (event) => events.push(event));
    const fact = {
      type: 'submitted',
      rating: 'incorrect',
      reasons: [],
      annotation_id: 'ann_1',
      turn_id: 'turn_1',
    };
    puppet.sayThrough({ ...fact, rating: '<b>' });
    puppet.sayThrough({ ...fact, reasons: ['<b>'] });
    puppet.sayThrough({ ...fact, annotation_id: 'a text with spaces' });
    puppet.sayThrough({ ...fact, turn_id: 'x'.repeat(65) });
    puppet.sayThrough({ type: 'error', code: 'what somebody typed' });
    puppet.sayThrough({ type: 'vote', rating: 'correct' });
    await heightAfter(puppet, { type: 'submitted' });
    expect(events).to.deep.equal([]);
  });

  it('carries on under a flood of 10,000 heights, and sets one in a frame at most', async () => {
    const puppet = await connectPuppet();
    const heights: number[] = [];
    let frames = 0;
    const watcher = new MutationObserver(() => heights.push(parseInt(puppet.iframe.style.height)));
    watcher.observe(puppet.iframe, { attributes: true, attributeFilter: ['style'] });
    const count = () => {
      frames += 1;
      request = requestAnimationFrame(count);
    };
    let request = requestAnimationFrame(count);
    puppet.floodThrough(10_000);
    await waitUntil(() => puppet.iframe.style.height === '10000px', 'no flood came');
    cancelAnimationFrame(request);
    watcher.disconnect();
    expect(heights.length).to.be.at.least(1);
    expect(heights.length).to.be.at.most(frames + 1);
  });

  it('carries on under a flood of 10,000 hellos', async () => {
    const puppet = await connectPuppet();
    puppet.flood(10_000);
    await puppet.isHeard();
    await puppet.greet();
    expect(puppet.heard.length).to.be.below(1_000);
    puppet.sayThrough({ type: 'height', height: 432 });
    await waitUntil(() => puppet.iframe.style.height === '432px');
  });
});

describe('an address that runs something', () => {
  it('is refused where it is a script', () => {
    const iframe = document.createElement('iframe');
    iframe.src = 'javascript:parent.attacked=true//feedback';
    expect(() => connectFeedbackFrame(iframe)).to.throw(TypeError);
  });

  it('is refused where it is data', () => {
    const iframe = document.createElement('iframe');
    iframe.src = 'data:text/html,<script>parent.attacked=true</script>/feedback';
    expect(() => connectFeedbackFrame(iframe)).to.throw(TypeError);
  });

  it('is refused where it is a blob', () => {
    const iframe = document.createElement('iframe');
    iframe.src = `${URL.createObjectURL(new Blob(['x']))}/feedback`;
    expect(() => connectFeedbackFrame(iframe)).to.throw(TypeError);
  });

  it('is not listened to once it has taken the place of a feedback URL', async () => {
    const puppet = await connectPuppet();
    const count = puppet.heard.length;
    puppet.iframe.src = `data:text/html,<script>
      const hello = { type: 'hello', namespace: 'agentloop-feedback', versions: [1], load_id: 1 };
      parent.postMessage(hello, '*');
      parent.postMessage({ puppet: 'echo' }, '*');
    </script>`;
    await oneEvent(puppet.iframe, 'load');
    await nextFrames();
    expect(puppet.heard.length).to.equal(count);
    expect(puppet.iframe.style.height).to.equal('321px');
  });
});
