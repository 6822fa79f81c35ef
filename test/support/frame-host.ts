import { expect } from '@playwright/test';

import { escapeAttribute } from './host-site.js';

import type { FrameLocator, Page } from '@playwright/test';
import type { FeedbackFrame } from 'agentloop-feedback/frame';
import type { HostSite } from './host-site.js';

/** What stands on the window of a host. */
export interface HostWindow {
  connections: FeedbackFrame[];
  /** Everything that has come to this window, through its ports, or by an event of its frames. */
  received: Record<string, unknown>[];
}

interface HostOptions {
  url?: string;
  /** Of the frame. */
  attributes?: string;
  /** What stands around the frame. */
  wrap?: (frame: string) => string;
  /** Of `connectFeedbackFrame`, as source. */
  options?: string;
  headers?: Record<string, string>;
}

/** Opens a host on another site than the ingest, with a connected frame that shows a feedback URL. */
export async function openHost(
  page: Page,
  site: HostSite,
  { url, attributes = '', wrap = (frame) => frame, options = '{}', headers = {} }: HostOptions = {},
): Promise<FrameLocator> {
  await page.addInitScript(recordAll);
  const link = escapeAttribute(url ?? (await site.sign()));
  site.setPage(
    `${wrap(`<iframe title="feedback" width="500" ${attributes} src="${link}"></iframe>`)}
    <script type="module">
      import { connectFeedbackFrame } from '${site.origin}/agentloop/agentloop-feedback-frame.js';
      const frames = globalThis.hiddenFrames ?? document.querySelectorAll('iframe');
      globalThis.connections = [...frames].map((frame) => connectFeedbackFrame(frame, ${options}));
    </script>`,
    headers,
  );
  await page.goto(`${site.otherOrigin}/host`);
  return page.frameLocator('iframe').first();
}

/** The height that the host has given its first frame, in CSS pixels; undefined before that. */
export function heightOf(page: Page): Promise<number | undefined> {
  return page
    .locator('iframe')
    .first()
    .evaluate((iframe) => parseInt(iframe.style.height) || undefined);
}

/** Waits for a height, and until it stays the same for ten frames. */
export async function waitForHeight(page: Page): Promise<number> {
  await expect.poll(() => heightOf(page)).toBeDefined();
  return page
    .locator('iframe')
    .first()
    .evaluate(async (iframe) => {
      let height = '';
      for (let calm = 0; calm < 10; calm += 1) {
        if (iframe.style.height !== height) calm = 0;
        ({ height } = iframe.style);
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return parseInt(height);
    });
}

/** What the host has received so far. */
export function receivedBy(page: Page): Promise<Record<string, unknown>[]> {
  return page.evaluate(() => (globalThis as unknown as HostWindow).received);
}

/** The heights that the host's frames have asked for, in their order. */
export async function heightsAskedOf(page: Page): Promise<number[]> {
  const received = await receivedBy(page);
  return received.filter(({ type }) => type === 'height').map(({ height }) => Number(height));
}

/** Runs in the host before anything else, and listens wherever something can arrive. */
function recordAll(): void {
  const host = globalThis as unknown as HostWindow & typeof globalThis;
  host.received = [];
  const record = (data: object) => host.received.push(JSON.parse(JSON.stringify(data)) as never);
  if (host.parent !== host.self) return;
  host.addEventListener('message', ({ data }) => record(data as object));
  // It is called with its own port below.
  // oxlint-disable-next-line typescript/unbound-method
  const { start } = MessagePort.prototype;
  MessagePort.prototype.start = function (this: MessagePort) {
    this.addEventListener('message', ({ data }) => record(data as object));
    start.call(this);
  };
  for (const name of ['vote', 'submit', 'submitted', 'queued', 'retracted', 'closed', 'error']) {
    host.addEventListener(`agentloop-${name}`, (event) =>
      record(Object.assign({}, event, { event: event.type })),
    );
  }
}
