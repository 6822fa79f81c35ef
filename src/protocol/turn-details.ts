import { isWithin, LIMITS } from './limits.js';

export interface TurnDetails {
  /** Why the turn is worth a look, e.g. `{ thumbs_down: true }`. At most 64, of JSON values. */
  signals?: Record<string, unknown> | undefined;
  /** What else the application knows of the turn: at most 16 KiB of JSON. */
  metadata?: Record<string, unknown> | undefined;
}

/**
 * Checks what the ingest would refuse, where whoever wrote it can still see it.
 *
 * @throws TypeError that names the signal and says what is wrong with it
 */
export function assertSendable({ signals = {}, metadata = {} }: TurnDetails): void {
  const names = Object.keys(signals);
  if (names.length > LIMITS.signals) {
    throw new TypeError(`A turn takes at most ${LIMITS.signals} signals, not ${names.length}.`);
  }
  for (const name of names) {
    if (!isWithin(name, LIMITS.idBytes)) {
      throw new TypeError(`The name of a signal is longer than ${LIMITS.idBytes} bytes.`);
    }
    assertJson(signals[name], `The signal ${name}`, LIMITS.signalBytes);
  }
  assertJson(metadata, 'The metadata', LIMITS.metadataBytes);
}

function assertJson(value: unknown, what: string, maxBytes: number): void {
  let text: string | undefined;
  try {
    text = JSON.stringify(value, refuseOther);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TypeError(`${what} is no JSON: ${why}`, { cause });
  }
  if (text !== undefined && !isWithin(text, maxBytes)) {
    throw new TypeError(`${what} is larger than ${maxBytes} bytes of JSON.`);
  }
}

/** JSON would leave these out, or write null in their place, without a word. */
function refuseOther(_key: string, value: unknown): unknown {
  const isOther =
    typeof value === 'function' ||
    typeof value === 'symbol' ||
    (typeof value === 'number' && !Number.isFinite(value));
  if (isOther) throw new TypeError(`it holds ${typeof value} ${String(value).slice(0, 40)}`);
  return value;
}
