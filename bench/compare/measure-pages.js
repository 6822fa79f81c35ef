import { brotliCompressSync, gzipSync } from 'node:zlib';

import { heapOf } from '../browser/heap.js';
import { openSlowPage, SLOWER } from '../browser/slow-page.js';

/** @import { Contestant } from './contestants.js' */
/** @typedef {Awaited<ReturnType<typeof measurePage>>} PageMeasures */

const CALLS = new Set(['fetch', 'xmlhttprequest', 'beacon']);

/**
 * One contestant in one chat, from the address to the open form, in a browser that knows nothing.
 * Milliseconds and bytes; what there is not is missing.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string} origin of the host site
 * @param {Pick<Contestant, 'id' | 'thumb' | 'form' | 'isFramed'>} contestant
 */
export async function measurePage(browser, origin, { id, thumb, form, isFramed }) {
  const { context, page, cdp, traffic } = await openSlowPage(browser, thumb, form);
  await page.goto(`${origin}/chat/${id}`);
  const frame = isFramed ? await page.locator('iframe').elementHandle() : undefined;
  const place = (await frame?.contentFrame()) ?? page.mainFrame();
  if (thumb) await place.waitForFunction(() => globalThis.seenByBench.usable > 0);
  // What loads when the browser is idle may shift or block as well.
  await page.waitForLoadState('networkidle');
  const top = await readSeen(page.mainFrame());
  const inner = await readSeen(place);
  // Collecting takes its time on a slow processor, and that is nobody's.
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const memory = await heapOf(cdp);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });

  const atRest = traffic.urls.length;
  let opened;
  if (thumb && form) {
    const button = await place.evaluateHandle((way) => globalThis.findForBench(way), thumb);
    await button.asElement()?.click();
    await place.waitForFunction(() => globalThis.seenByBench.opened > 0);
    opened = (await readSeen(place)).opened;
  }
  const resources = [page.mainFrame(), ...(isFramed ? [place] : [])].map(readResources);
  const files = (await Promise.all(resources)).flat();
  await context.close();

  const usableAt = inner.origin + inner.usable;
  const ofPlace = (await resources.at(-1)) ?? [];
  const scriptAt = Math.min(
    ...ofPlace.filter(({ url }) => url.includes('.js')).map(({ end }) => end),
  );
  // What the press itself sends is no cost of the form; the code that it brings is.
  const codes = new Set(files.filter(isFile).map(({ url }) => url));
  const urls = traffic.urls
    .filter((url, index) => index < atRest || codes.has(url))
    .filter((url) => !url.startsWith(`${origin}/chat/`));
  const atFirst = files.filter(({ end }) => end <= usableAt);
  return {
    all: await sizeOf(files),
    memory,
    blocked: top.blocked,
    shift: top.shift + (isFramed ? inner.shift : 0),
    requests: urls.length,
    strangers: urls.filter((url) => !isLocal(url)).length,
    ...(thumb && {
      first: await sizeOf(atFirst),
      firstRequests: atFirst.length,
      usable: usableAt - top.origin,
      usableAfterScript: usableAt - scriptAt,
    }),
    ...(opened !== undefined && { opened }),
  };
}

/** @param {import('@playwright/test').Frame} frame */
function readSeen(frame) {
  return frame.evaluate(() => ({ ...globalThis.seenByBench, origin: performance.timeOrigin }));
}

/** @param {import('@playwright/test').Frame} frame */
function readResources(frame) {
  return frame.evaluate(() =>
    performance.getEntriesByType('resource').map((entry) => {
      const { name, responseEnd, initiatorType } = /** @type {PerformanceResourceTiming} */ (entry);
      return { url: name, end: performance.timeOrigin + responseEnd, initiatorType };
    }),
  );
}

/** @type {Map<string, Promise<Sizes>>} */
const sizes = new Map();
/** @typedef {{ raw: number, gzip: number, brotli: number }} Sizes */

/**
 * Code, styles and documents in bytes. Calls are requests, and their bytes do not count.
 *
 * @param {readonly { url: string, initiatorType: string }[]} files
 */
async function sizeOf(files) {
  const sum = { raw: 0, gzip: 0, brotli: 0 };
  for (const { url } of files.filter((file) => isFile(file) && isLocal(file.url))) {
    const size = sizes.get(url) ?? readSizes(url);
    sizes.set(url, size);
    const { raw, gzip, brotli } = await size;
    sum.raw += raw;
    sum.gzip += gzip;
    sum.brotli += brotli;
  }
  return sum;
}

/** @param {{ initiatorType: string }} resource */
function isFile({ initiatorType }) {
  return !CALLS.has(initiatorType);
}

/** @param {string} url */
function isLocal(url) {
  return url.startsWith('http://127.0.0.1:');
}

/** @param {string} url */
async function readSizes(url) {
  const body = Buffer.from(await (await fetch(url)).arrayBuffer());
  return {
    raw: body.length,
    gzip: gzipSync(body, { level: 9 }).length,
    brotli: brotliCompressSync(body).length,
  };
}
