import { expect, fixture, html } from '@open-wc/testing';

import { AgentloopErrorEvent, AgentloopSubmittedEvent } from '../../src/element/feedback-events.js';
import { nextFrames } from '../support/puppet-frame.js';
import { waitUntil } from '../support/wait-until.js';

const NAMESPACE = 'agentloop-feedback';

type Message = Record<string, unknown>;

/** A page of this origin in a frame that answers its host, which is the test. */
interface Guest {
  iframe: HTMLIFrameElement;
  /** What it has said to the window. */
  hellos: readonly Message[];
  root: HTMLElement;
  style: CSSStyleDeclaration;
  main: HTMLElement;
}

/** A channel to a guest. */
interface Channel {
  /** What the guest has said through it. */
  heard: readonly Message[];
  heights: readonly number[];
  configure(wishes: Message): void;
}

async function createGuest({ isDisplayed = true } = {}): Promise<Guest> {
  const hellos: Message[] = [];
  const iframe = await fixture<HTMLIFrameElement>(
    html`<iframe name="guest" title="guest" style="width: 400px; border: 0"></iframe>`,
  );
  if (!isDisplayed) iframe.style.display = 'none';
  addEventListener('message', ({ source, data }: MessageEvent<Message>) => {
    if (source !== null && source === iframe.contentWindow) hellos.push(data);
  });
  iframe.src = '/test/fixtures/guest.html';
  await waitUntil(() => hellos.length === 1, 'the guest said no hello');
  const page = iframe.contentDocument!;
  return {
    iframe,
    hellos,
    root: page.documentElement,
    style: page.documentElement.style,
    main: page.querySelector('main')!,
  };
}

function send({ iframe }: Guest, message: unknown, ports: MessagePort[] = []): void {
  iframe.contentWindow!.postMessage(message, location.origin, ports);
}

/** Connects, as a host that gives the frame each height that it asks for. */
function connect(guest: Guest, change: Message = {}): Channel {
  const { port1, port2 } = new MessageChannel();
  const heard: Message[] = [];
  const heights: number[] = [];
  port1.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    heard.push(data);
    if (data['type'] !== 'height') return;
    heights.push(data['height'] as number);
    guest.iframe.style.height = `${String(data['height'])}px`;
  });
  port1.start();
  send(guest, { type: 'connect', namespace: NAMESPACE, version: 1, ...change }, [port2]);
  return {
    heard,
    heights,
    configure: (wishes) =>
      port1.postMessage({
        type: 'configure',
        language: '',
        color_scheme: '',
        properties: {},
        ...wishes,
      }),
  };
}

/** Waits until the guest has heard all that was said before. */
async function settle(guest: Guest): Promise<void> {
  const count = guest.hellos.length;
  send(guest, { type: 'ping', namespace: NAMESPACE });
  await waitUntil(() => guest.hellos.length > count, 'the guest is gone');
  await nextFrames();
}

/** Wishes something together with a language, and waits until that is spoken. */
async function wish(guest: Guest, channel: Channel, language: string, wishes: Message = {}) {
  channel.configure({ language, ...wishes });
  await waitUntil(() => guest.root.lang === language, 'the guest heard no wish');
}

describe('a guest', () => {
  it('says hello, and nothing else to the window', async () => {
    const guest = await createGuest();
    connect(guest);
    await settle(guest);
    const [hello] = guest.hellos;
    expect(hello).to.have.all.keys('type', 'namespace', 'versions', 'load_id');
    expect(hello).to.deep.include({ type: 'hello', namespace: NAMESPACE, versions: [1] });
    expect(guest.hellos).to.deep.equal([hello, hello]);
  });

  it('tells its height, and each change of it, in whole pixels', async () => {
    const guest = await createGuest();
    const { heights } = connect(guest);
    await waitUntil(() => heights.length === 1);
    guest.main.style.height = '400.2px';
    await waitUntil(() => heights.length === 2);
    guest.main.style.height = '400.4px';
    await settle(guest);
    guest.main.style.height = '200px';
    await waitUntil(() => heights.length === 3);
    expect(heights).to.deep.equal([300, 401, 200]);
  });

  it('tells its height anew through a new channel, and nothing more through the old one', async () => {
    const guest = await createGuest();
    const first = connect(guest);
    await waitUntil(() => first.heights.length === 1);
    const second = connect(guest);
    await waitUntil(() => second.heights.length === 1);
    guest.main.style.height = '400px';
    await waitUntil(() => second.heights.length === 2);
    expect(first.heights).to.deep.equal([300]);
    first.configure({ language: 'fr' });
    await wish(guest, second, 'de');
    await settle(guest);
    expect(guest.root.lang).to.equal('de');
  });

  it('tells what was done, without what was typed', async () => {
    const guest = await createGuest();
    const { heard, heights } = connect(guest);
    await waitUntil(() => heights.length === 1);
    const input = {
      rating: 'partial' as const,
      reasons: ['unsafe' as const],
      correction: 'a secret',
      comment: 'a secret',
      metadata: { note: 'a secret' },
    };
    const answer = { annotation_id: 'ann_1', turn_id: 'turn_1' };
    guest.main.dispatchEvent(new AgentloopSubmittedEvent(input, answer));
    guest.main.dispatchEvent(new AgentloopErrorEvent('timeout', 'a secret'));
    await waitUntil(() => heard.length === 3);
    expect(heard.slice(1)).to.deep.equal([
      {
        type: 'submitted',
        rating: 'partial',
        reasons: ['unsafe'],
        annotation_id: 'ann_1',
        turn_id: 'turn_1',
      },
      { type: 'error', code: 'timeout' },
    ]);
  });

  it('tells at first what was done before its host was there', async () => {
    const guest = await createGuest();
    guest.main.dispatchEvent(new AgentloopErrorEvent('context_expired', ''));
    const { heard } = connect(guest);
    await waitUntil(() => heard.length === 2);
    expect(heard[0]).to.deep.equal({ type: 'error', code: 'context_expired' });
  });

  it('speaks and looks as its host wishes, until that wishes something else', async () => {
    const guest = await createGuest();
    const channel = connect(guest);
    await wish(guest, channel, 'de', {
      color_scheme: 'dark',
      properties: { '--agentloop-accent': 'rgb(1 2 3)', '--agentloop-font': '"My Font", serif' },
    });
    expect(guest.style.colorScheme).to.equal('dark');
    expect(guest.style.getPropertyValue('--agentloop-accent')).to.equal('rgb(1 2 3)');
    expect(guest.style.getPropertyValue('--agentloop-font')).to.equal('"My Font", serif');
    channel.configure({});
    await waitUntil(() => guest.root.lang === 'en');
    expect(guest.style.colorScheme).to.equal('');
    expect(guest.style.getPropertyValue('--agentloop-accent')).to.equal('');
  });

  it('tells its height once it is displayed, and never that it has none', async () => {
    const guest = await createGuest({ isDisplayed: false });
    const { heights } = connect(guest);
    await settle(guest);
    // WebKit lays out what it does not display.
    expect(heights).not.to.include(0);
    guest.iframe.style.display = '';
    await waitUntil(() => heights.length === 1);
    expect(heights).to.deep.equal([300]);
  });

  it('has no scroll bar in a window that is high enough, and scrolls in one that is not', async () => {
    const guest = await createGuest();
    const { heights } = connect(guest);
    await waitUntil(() => guest.style.overflowY === 'hidden');
    guest.iframe.style.height = '200px';
    await waitUntil(() => guest.style.overflowY === '');
    expect(heights).to.deep.equal([300]);
  });
});

describe('the height of a guest comes to rest', () => {
  it('with a box that is always higher than its window', async () => {
    const guest = await createGuest();
    guest.main.style.height = 'calc(100vh + 10px)';
    const { heights } = connect(guest);
    await waitUntil(() => heights.length === 4);
    await settle(guest);
    await settle(guest);
    expect(heights).to.have.length(4);
    guest.main.style.height = '300px';
    await waitUntil(() => heights.at(-1) === 300);
  });

  it('with a box in per cent of its window', async () => {
    const guest = await createGuest();
    guest.main.style.height = '110%';
    guest.main.ownerDocument.body.style.height = '100%';
    guest.style.height = '100%';
    const { heights } = connect(guest);
    await waitUntil(() => heights.length === 4);
    await settle(guest);
    await settle(guest);
    expect(heights).to.have.length(4);
  });

  it('with a box that is low in a high window and high in a low one', async () => {
    const guest = await createGuest();
    const { heights } = connect(guest);
    await waitUntil(() => heights.length === 1);
    guest.main.style.height = 'clamp(200px, (400px - 100vh) * 1000, 500px)';
    await waitUntil(() => heights.length > 1);
    await settle(guest);
    await settle(guest);
    await settle(guest);
    expect(heights.length).to.be.at.most(5);
  });

  it('when its host gives it another height than it asks for', async () => {
    const guest = await createGuest();
    guest.iframe.style.setProperty('height', '100px', 'important');
    guest.main.style.height = 'calc(50vh + 300px)';
    const { heights } = connect(guest);
    await waitUntil(() => heights.length > 0);
    guest.iframe.style.setProperty('height', '120px', 'important');
    await settle(guest);
    await settle(guest);
    expect(heights.length).to.be.at.most(4);
  });
});

describe('a guest that is attacked', () => {
  it('ignores a connection from a window that is not around it', async () => {
    const guest = await createGuest();
    let isDone = false;
    addEventListener('message', ({ data }) => (isDone ||= data === 'done'));
    await fixture(
      html`<iframe
        title="sibling"
        srcdoc="<script>
          const connect = { type: 'connect', namespace: 'agentloop-feedback', version: 1 };
          const { port1, port2 } = new MessageChannel();
          port1.postMessage({
            type: 'configure', language: 'fr', color_scheme: 'dark', properties: {},
          });
          parent.frames.guest.postMessage(connect, '*', [port2]);
          parent.postMessage('done', '*');
        </script>"
      ></iframe>`,
    );
    await waitUntil(() => isDone);
    await settle(guest);
    expect(guest.root.lang).to.equal('en');
    expect(guest.style.colorScheme).to.equal('');
  });

  it('ignores another namespace', async () => {
    const guest = await createGuest();
    connect(guest, { namespace: 'penpal' }).configure({ language: 'fr' });
    await settle(guest);
    expect(guest.root.lang).to.equal('en');
  });

  it('ignores a version of the future', async () => {
    const guest = await createGuest();
    connect(guest, { version: 2 }).configure({ language: 'fr' });
    await settle(guest);
    expect(guest.root.lang).to.equal('en');
  });

  it('takes one channel, and neither none nor two', async () => {
    const guest = await createGuest();
    const message = { type: 'connect', namespace: NAMESPACE, version: 1 };
    const one = new MessageChannel();
    const other = new MessageChannel();
    const heard: unknown[] = [];
    one.port1.addEventListener('message', ({ data }) => heard.push(data));
    one.port1.start();
    send(guest, message);
    send(guest, message, [one.port2, other.port2]);
    await settle(guest);
    expect(heard).to.deep.equal([]);
  });

  it('takes wishes through the channel alone', async () => {
    const guest = await createGuest();
    connect(guest);
    send(guest, {
      type: 'configure',
      namespace: NAMESPACE,
      language: 'fr',
      color_scheme: 'dark',
      properties: {},
    });
    await settle(guest);
    expect(guest.root.lang).to.equal('en');
  });

  it('wears nothing that fetches or refers to something', async () => {
    const guest = await createGuest();
    await wish(guest, connect(guest), 'de', {
      properties: {
        '--agentloop-accent': 'url(https://attacker.test/)',
        '--agentloop-color': 'var(--x, url(https://attacker.test/))',
        '--agentloop-background': 'u\\72l(https://attacker.test/)',
        '--agentloop-border': 'env(x, red)',
        '--agentloop-on-accent': '--f(red)',
        '--agentloop-error': 'red; position: fixed',
        '--agentloop-font': '10px',
        '--agentloop-radius': 'image-set("https://attacker.test/" 1x)',
        '--agentloop-space': 5,
      },
    });
    expect(guest.style.cssText).not.to.contain('--');
  });

  it('wears nothing that it does not know', async () => {
    const guest = await createGuest();
    await wish(guest, connect(guest), 'de', {
      color_scheme: 'only dark',
      properties: JSON.parse(
        '{"display":"none","--other":"red","__proto__":{"--agentloop-accent":"red"}}',
      ) as object,
    });
    expect(guest.style.cssText).not.to.contain('--');
    expect(guest.style.display).to.equal('');
    expect(guest.style.colorScheme).to.equal('');
  });

  it('ignores a wish with a field of another type', async () => {
    const guest = await createGuest();
    const channel = connect(guest);
    const languages: string[] = [];
    new MutationObserver(() => languages.push(guest.root.lang)).observe(guest.root, {
      attributeFilter: ['lang'],
    });
    channel.configure({ language: 5 });
    channel.configure({ language: 'fr', properties: null });
    await wish(guest, channel, 'de');
    expect(languages).to.deep.equal(['de']);
  });
});
