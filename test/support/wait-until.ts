import { waitUntil as wait } from '@open-wc/testing';

/** How long something may take in milliseconds: a cold server, a flood, a machine with much to do. */
const PATIENCE_MS = 8_000;

/** Waits until the predicate holds, and fails with the message if it never does. */
export function waitUntil(predicate: () => unknown, message?: string): Promise<void> {
  return wait(predicate, message, { timeout: PATIENCE_MS });
}
