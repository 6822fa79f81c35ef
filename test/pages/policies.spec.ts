import { expect } from '@playwright/test';

import { escapeAttribute } from '../support/host-site.js';
import { test } from '../support/site-test.js';
import { findSnippet } from '../support/snippets.js';

import type { Page } from '@playwright/test';
import type { HostSite } from '../support/host-site.js';

/*
 * The recipes of docs/csp.md, each on a page of another site than the ingest.
 */

const PATH = '/agentloop/agentloop-feedback.js';

/** The policy under a heading, with this site's ingest in it. */
function policyOf(heading: string, site: HostSite): string {
  const recipe = findSnippet('docs/csp.md', heading, 'http').trim();
  return recipe
    .replace('Content-Security-Policy: ', '')
    .replaceAll('https://feedback.example.com', site.origin);
}

/** Opens a page under a policy, and writes down what violates that. */
async function open(page: Page, site: HostSite, policy: string, head: string, body: string) {
  const violations: string[] = [];
  await page.exposeFunction('onViolation', (text: string) => violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      // Whose icon is asked for is the browser's affair.
      if (blockedURI.endsWith('/favicon.ico')) return;
      (globalThis as unknown as { onViolation(text: string): void }).onViolation(
        `${violatedDirective} ${blockedURI}`,
      );
    });
  });
  site.setPage(body, { 'content-security-policy': policy }, head);
  await page.goto(`${site.otherOrigin}/host`);
  return violations;
}

/** The element under a recipe: all of its code runs, and nothing is violated. */
async function expectItWorks(page: Page, site: HostSite, heading: string, script: string) {
  const link = escapeAttribute(await site.sign());
  const element = `<agentloop-feedback feedback-url="${link}" lang="de"></agentloop-feedback>`;
  const violations = await open(page, site, policyOf(heading, site), script, element);
  await page.getByRole('button', { name: 'Falsche Antwort' }).click();
  await page.getByRole('textbox').first().fill('30 Tage.');
  await page.getByRole('button', { name: 'Senden' }).click();
  await expect(page.getByRole('form')).toHaveCount(0);
  expect((await site.annotations())[0]?.correction).toBe('30 Tage.');
  expect(violations).toEqual([]);
}

test('lets the script from the ingest work', async ({ page, site }) => {
  const script = `<script type="module" src="${site.origin}${PATH}"></script>`;
  await expectItWorks(page, site, 'The script from the ingest', script);
});

test('lets the script from one’s own site work', async ({ page, site }) => {
  const script = `<script type="module" src="${PATH}"></script>`;
  await expectItWorks(page, site, 'The script from your own site, or bundled', script);
});

test('lets a script with a nonce load the rest', async ({ page, site }) => {
  const script = `<script type="module" nonce="r4nd0m" src="${site.origin}${PATH}"></script>`;
  await expectItWorks(page, site, 'Nonces', script);
});

test('keeps Trusted Types', async ({ page, site }) => {
  const script = `<script type="module" src="${site.origin}${PATH}"></script>`;
  await expectItWorks(page, site, 'Trusted Types', script);
});

test('lets a page frame the feedback page', async ({ page, site }) => {
  const iframe = `<iframe title="feedback" src="${escapeAttribute(await site.sign())}"></iframe>`;
  const violations = await open(page, site, policyOf('An iframe', site), '', iframe);
  await page.frameLocator('iframe').getByRole('button', { name: 'Right answer' }).click();
  await expect.poll(async () => (await site.annotations())[0]?.rating).toBe('correct');
  expect(violations).toEqual([]);
});
