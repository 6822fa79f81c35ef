/// <reference path="../globals.d.ts" />

/** A slow line: 150 ms there and back, 1.6 Mbit/s down, half of it up. In ms and bytes a second. */
const LINE = { offline: false, latency: 150, downloadThroughput: 2e5, uploadThroughput: 1e5 };
/** How many times slower the processor is. */
export const SLOWER = 4;

/**
 * A page as on a telephone, with nothing in the cache. It notes in `seenByBench`, in each of its
 * frames, what shifted, for how long it was blocked, and when one can press what one presses first.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {Way} [thumb] to what a person presses
 * @param {Way} [form] to what then opens
 *
 * @typedef {readonly string[]} Way a selector in the document, and one in each shadow root further in
 */
export async function openSlowPage(browser, thumb = [], form = []) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    // Some do not show themselves to a browser that says that it is headless.
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`,
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const traffic = { bytes: 0, urls: /** @type {string[]} */ ([]) };
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', LINE);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  cdp.on('Network.requestWillBeSent', ({ request }) => {
    if (/^https?:/.test(request.url)) traffic.urls.push(request.url);
  });
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    traffic.bytes += encodedDataLength;
  });
  await page.addInitScript(([wayToThumb, wayToForm]) => {
    const seen = { shift: 0, blocked: 0, usable: 0, opened: 0 };
    globalThis.seenByBench = seen;
    globalThis.findForBench = (way) => {
      /** @type {ParentNode | null | undefined} */
      let place = document;
      for (const selector of way) {
        place = place?.querySelector(selector);
        const isLast = selector === way.at(-1);
        if (!isLast && place instanceof Element) place = place.shadowRoot;
      }
      return place instanceof HTMLElement ? place : null;
    };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = /** @type {PerformanceEntry & { value: number, hadRecentInput: boolean }} */ (
          entry
        );
        if (!shift.hadRecentInput) seen.shift += shift.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.blocked += duration - 50;
    }).observe({ type: 'longtask', buffered: true });
    const whenShown = (/** @type {Way} */ way, /** @type {() => void} */ run) => {
      // Looked at in each frame: what is there and shown can be pressed.
      const look = () => {
        if (globalThis.findForBench(way)?.checkVisibility()) run();
        else requestAnimationFrame(look);
      };
      if (way.length > 0) requestAnimationFrame(look);
    };
    whenShown(wayToThumb, () => {
      seen.usable = performance.now();
    });
    addEventListener(
      'click',
      ({ timeStamp }) => {
        whenShown(wayToForm, () => {
          // What this frame shows is on the screen when the next one begins.
          requestAnimationFrame((now) => {
            seen.opened = now - timeStamp;
          });
        });
      },
      { capture: true, once: true },
    );
  }, /** @type {const} */ ([thumb, form]));
  return { context, page, cdp, traffic };
}
