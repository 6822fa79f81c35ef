import type { FeedbackContext } from '../protocol/feedback-context.js';

/** The calls of the ingest that write, as they stand in its address behind `/v1/`. */
export type WritingCall = 'turns' | 'annotations' | 'feedback/retract';

/** One thing to tell the ingest about the turn of a signed context. */
export interface Submission {
  call: WritingCall;
  /** The ingest's address without `/feedback`. */
  baseUrl: string;
  context: FeedbackContext;
  /** What the body says besides the context; JSON. */
  input: object;
  /** When it is given up, in milliseconds since 1970: the end of the link's life. */
  expires: number;
  /**
   * Of a retraction: whether the ingest is known to have nothing that could be taken back, so that
   * what was never sent need not be sent at all.
   */
  isOnlyWaiting?: boolean;
}

/** A submission as the outbox keeps it. */
export interface OutboxEntry extends Submission {
  /** One for what is said of a turn, and one for why it was logged: the last word takes its place. */
  id: string;
  /** Names the link; see `linkKeyOf`. */
  key: string;
  /** Another one each time that something is said. */
  version: string;
  /** When it was accepted, in milliseconds since 1970. */
  accepted: number;
  /** How often it was sent. */
  attempts: number;
  /** When to send it (again), in milliseconds since 1970. */
  due: number;
  /** The ingest wants to hear nothing of it before, in milliseconds since 1970. */
  heldUntil: number;
  /** Whether somebody is sending it, until it is due again. */
  isLeased: boolean;
  /** The size of its JSON, in UTF-16 code units. */
  size: number;
}

/** Names a link on this device. Too little of the signature to sign with. */
export function linkKeyOf({ sig }: Pick<FeedbackContext, 'sig'>): string {
  return sig.slice(0, 16);
}

/** Names a submission among others for the same turn. An insecure page has no `randomUUID`. */
export function createVersion(): string {
  return `${Date.now()} ${Math.random()}`;
}

/**
 * What is to be sent where something waits already. A field that is left out stays as it was, on the
 * ingest and therefore here; a retraction empties the texts, and signals unite.
 */
export function joinInputs(waiting: OutboxEntry | undefined, { call, input }: Submission): object {
  if (!waiting || call === 'feedback/retract') return input;
  if (waiting.call === 'feedback/retract') {
    return { correction: '', reasons: [], comment: '', ...input };
  }
  return call === 'turns' ? joinDetails(waiting.input, input) : { ...waiting.input, ...input };
}

interface Details {
  signals?: object;
  metadata?: object;
}

function joinDetails(waiting: Details, next: Details): Details {
  return {
    signals: { ...waiting.signals, ...next.signals },
    metadata: { ...waiting.metadata, ...next.metadata },
  };
}
