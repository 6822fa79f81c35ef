/**
 * JavaScript's heap and the DOM's, in bytes.
 *
 * @param {import('@playwright/test').CDPSession} cdp
 */
export async function heapOf(cdp) {
  // What the first collection lets go of may hold more.
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const usage = /** @type {{ usedSize: number, embedderHeapUsedSize?: number }} */ (
    await cdp.send('Runtime.getHeapUsage')
  );
  return usage.usedSize + (usage.embedderHeapUsedSize ?? 0);
}
