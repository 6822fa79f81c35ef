import { fixture, html, oneEvent } from '@open-wc/testing';

import { ingestOrigin } from './browser-fixture.js';
import { waitUntil } from './wait-until.js';

/** Of a load that no other hello has had. */
export function createHello(): Record<string, unknown> {
  hellos += 1;
  return { type: 'hello', namespace: 'agentloop-feedback', versions: [1], load_id: hellos };
}

let hellos = 0;

/** What a puppet has heard. */
interface Heard {
  where: 'window' | 'channel';
  data: Record<string, unknown>;
  /** Of who has said it. */
  origin: string;
}

/** A frame at a feedback URL of another origin that says what a test wants. */
export interface Puppet {
  iframe: HTMLIFrameElement;
  heard: readonly Heard[];
  /** Posts to the window around it. */
  say(message: unknown): void;
  /** Posts through the channel that it was given last. */
  sayThrough(message: unknown): void;
  /** Says hello to the window around it, many times at once, each time as of another load. */
  flood(count: number): void;
  /** Posts heights through the channel, from 200 pixels upwards, at once. */
  floodThrough(count: number): void;
  goTo(url: string): Promise<void>;
  /** Says hello, and waits for the channel. */
  greet(): Promise<void>;
  /** Waits until it has heard that many messages of a type. */
  hears(type: string, count?: number): Promise<void>;
  /** Says something with its window that this window hears, and waits for that: the order is kept. */
  isHeard(): Promise<void>;
}

/** Its page has loaded. It says nothing of its own accord. */
export async function createPuppet(sandbox?: string): Promise<Puppet> {
  const iframe = await fixture<HTMLIFrameElement>(html`<iframe title="puppet"></iframe>`);
  if (sandbox !== undefined) iframe.setAttribute('sandbox', sandbox);
  const heard: Heard[] = [];
  let loads = 0;
  let echoes = 0;
  addEventListener('message', ({ source, data }: MessageEvent) => {
    if (source === null || source !== iframe.contentWindow) return;
    const puppet = (data as { puppet?: string } | null)?.puppet;
    if (puppet === 'ready') loads += 1;
    else if (puppet === 'echo') echoes += 1;
    else if (puppet === 'heard') heard.push(data as Heard);
  });
  const order = (command: string, details: object) =>
    iframe.contentWindow?.postMessage({ puppet: command, ...details }, '*');
  const load = async (url: string, navigate: () => void) => {
    const before = loads;
    navigate();
    await waitUntil(() => loads > before, `the puppet did not come at ${url}`);
  };

  const puppet: Puppet = {
    iframe,
    heard,
    say: (message) => order('say', { message }),
    sayThrough: (message) => order('sayThrough', { message }),
    flood: (count) => order('flood', { message: createHello(), count }),
    floodThrough: (count) => order('floodThrough', { message: { type: 'height' }, count }),
    goTo: (url) => load(url, () => order('goTo', { url })),
    async greet() {
      const before = countOf('connect');
      puppet.say(createHello());
      await puppet.hears('configure', before + 1);
    },
    async hears(type, count = 1) {
      await waitUntil(() => countOf(type) >= count, `the puppet heard no ${type}`);
    },
    async isHeard() {
      const before = echoes;
      puppet.say({ puppet: 'echo' });
      await waitUntil(() => echoes > before, 'the puppet was not heard');
    },
  };
  const countOf = (type: string) => heard.filter(({ data }) => data['type'] === type).length;

  const url = `${await ingestOrigin()}/puppet/feedback`;
  const loaded = oneEvent(iframe, 'load');
  await load(url, () => (iframe.src = url));
  await loaded;
  return puppet;
}

/** Through two animation frames: what was to be applied in the next one is applied. */
export async function nextFrames(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
