import { RATINGS, REASONS } from './annotation.js';

import type { Rating, Reason } from './annotation.js';

/*
 * What a page (the host) and the feedback page in its iframe (the guest) say to each other.
 *
 * Either may be there first, and neither knows the other's origin for certain. So:
 *
 *   guest → host   hello      when its script runs, to whoever is around it; it carries no secret
 *   host → guest   ping       when it connects to a guest that is there already; the answer is hello
 *   host → guest   connect    the answer to hello: the version, and one end of a MessageChannel
 *
 * These three go from window to window, where anybody can speak, and each side checks the other's
 * window first, then its origin, then the namespace and the version. All else goes through the
 * channel, which nobody else holds. A hello of another load (after a reload, a move in the document,
 * or on the way to another feedback URL) leads to a new channel, and the one before is closed. A
 * second hello of the same load, which was asked for while the first was on its way, leads to none:
 * what has been said through the channel meanwhile would be lost.
 *
 * A message is a plain object, `{ type, … }`. Both sides read the fields of these tables and no
 * others, as the object's own, and ignore a message with a field that is not of its type. No field
 * that goes to the host can hold a text that somebody typed, or a signature.
 *
 * `docs/frame-messages.md` lists them for people; a test compares it with these tables.
 */
export const FRAME_NAMESPACE = 'agentloop-feedback';
export const FRAME_VERSION = 1;

/** What a field may hold, and how that is checked. */
const CHECKS = {
  namespace: (value): value is typeof FRAME_NAMESPACE => value === FRAME_NAMESPACE,
  flag: (value): value is boolean => typeof value === 'boolean',
  integer: isInteger,
  integers: (value): value is readonly number[] => isListOf(value, isInteger),
  rating: (value): value is Rating => RATINGS.some((rating) => rating === value),
  reasons: (value): value is Reason[] =>
    isListOf(value, (item) => REASONS.some((reason) => reason === item)),
  /** A stable code of lower-case letters, or an id of the ingest. */
  name: (value): value is string => typeof value === 'string' && /^\w{1,64}$/.test(value),
  text: (value): value is string => typeof value === 'string',
  /** Texts by name. Whoever reads them asks for the names that it knows. */
  texts: (value): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null,
} satisfies Record<string, (value: unknown) => boolean>;

/** From window to window. */
export const HANDSHAKE_TO_HOST = {
  hello: { namespace: 'namespace', versions: 'integers', load_id: 'integer' },
} as const;

/** From window to window. `connect` comes with the guest's port. */
export const HANDSHAKE_TO_GUEST = {
  ping: { namespace: 'namespace' },
  connect: { namespace: 'namespace', version: 'integer' },
} as const;

/** Through the channel. */
export const MESSAGES_TO_HOST = {
  height: { height: 'integer' },
  submitted: { rating: 'rating', reasons: 'reasons', annotation_id: 'name', turn_id: 'name' },
  queued: { code: 'name', is_durable: 'flag' },
  retracted: {},
  closed: {},
  error: { code: 'name' },
} as const;

/** Through the channel. It has all that the host has chosen; what is empty is the guest's choice. */
export const MESSAGES_TO_GUEST = {
  configure: { language: 'text', color_scheme: 'text', properties: 'texts' },
} as const;

type FieldType = keyof typeof CHECKS;
type Table = Readonly<Record<string, Readonly<Record<string, FieldType>>>>;
type ValueOf<Type extends FieldType> = (typeof CHECKS)[Type] extends (
  value: unknown,
) => value is infer Value
  ? Value
  : never;

/** Every message of a table, as a union that `type` tells apart. */
export type FrameMessage<Messages extends Table> = {
  [Type in keyof Messages]: { readonly type: Type } & {
    readonly [Field in keyof Messages[Type]]: ValueOf<Messages[Type][Field]>;
  };
}[keyof Messages];

/** What the message says, if it is one of the table; otherwise undefined. Never throws. */
export function readFrameMessage<Messages extends Table>(
  messages: Messages,
  data: unknown,
): FrameMessage<Messages> | undefined {
  const type = own(data, 'type');
  const fields = typeof type === 'string' ? own(messages, type) : undefined;
  if (!fields) return undefined;
  const values: [string, unknown][] = [['type', type]];
  for (const [name, check] of Object.entries(fields as Table[string])) {
    const value = own(data, name);
    if (!CHECKS[check](value)) return undefined;
    values.push([name, value]);
  }
  return Object.fromEntries(values) as FrameMessage<Messages>;
}

/** A property of the object itself: what it inherits was not in the message. */
function own(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}
