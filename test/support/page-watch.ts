import axe from 'axe-core';

import type { Page } from '@playwright/test';

/**
 * Writes down what a page must never do: run what it should not, ask other servers, violate its own
 * policy, complain. What a refusal leaves in the console is no complaint of the page.
 */
export async function watch(page: Page, base: string): Promise<string[]> {
  const incidents: string[] = [];
  page.on('dialog', (dialog) => {
    incidents.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => incidents.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const isNoise = message.text().startsWith('Failed to load resource');
    if (/error|warning/.test(message.type()) && !isNoise) incidents.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:')) incidents.push(`request: ${url}`);
  });
  await page.exposeFunction('onViolation', (text: string) => incidents.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      (globalThis as unknown as { onViolation(text: string): void }).onViolation(
        `${violatedDirective} ${blockedURI}`,
      );
    });
  });
  return incidents;
}

/** What axe finds wrong with a page, in one line each. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
