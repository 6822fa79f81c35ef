import { createOutbox } from './outbox.js';

import type { Outbox } from './outbox.js';

let outbox: Outbox | undefined;

/**
 * The outbox of this page: its elements and clients send through one, so that no two of them send
 * the same. That is why it is state of the module.
 */
export function pageOutbox(): Outbox {
  return (outbox ??= createOutbox());
}
