import type { AnnotateAnswer } from '../protocol/answers.js';
import type { AnnotationInput } from '../protocol/annotation.js';

const INTENT = { bubbles: true, composed: true, cancelable: true };
const FACT = { bubbles: true, composed: true };

/**
 * A thumb was pressed. `preventDefault()` keeps the vote from being sent; `input.metadata` may be set
 * to send something along.
 */
export class AgentloopVoteEvent extends Event {
  readonly input: AnnotationInput;

  constructor(input: AnnotationInput) {
    super('agentloop-vote', INTENT);
    this.input = input;
  }
}

/**
 * The form was sent off. `preventDefault()` keeps it from being sent, and the form stays open;
 * `input.metadata` may be set to send something along.
 */
export class AgentloopSubmitEvent extends Event {
  readonly input: AnnotationInput;

  constructor(input: AnnotationInput) {
    super('agentloop-submit', INTENT);
    this.input = input;
  }
}

/** The ingest has stored a vote or a correction. */
export class AgentloopSubmittedEvent extends Event {
  readonly input: AnnotationInput;
  readonly annotationId: string;
  readonly turnId: string;

  constructor(input: AnnotationInput, answer: Pick<AnnotateAnswer, 'annotation_id' | 'turn_id'>) {
    super('agentloop-submitted', FACT);
    this.input = input;
    this.annotationId = answer.annotation_id;
    this.turnId = answer.turn_id;
  }
}

/** It could not be sent now. It is kept, and tried again by itself. */
export class AgentloopQueuedEvent extends Event {
  /** Why: `offline`, or the code that `agentloop-error` carries as well. */
  readonly code: string;
  /** Whether it outlives the page; false where the browser lets nothing be stored. */
  readonly isDurable: boolean;

  constructor(code: string, isDurable: boolean) {
    super('agentloop-queued', FACT);
    this.code = code;
    this.isDurable = isDurable;
  }
}

/** The ingest has taken back what was said. */
export class AgentloopRetractedEvent extends Event {
  constructor() {
    super('agentloop-retracted', FACT);
  }
}

/** The form was open and is closed: by the person, or because all was sent or taken back. */
export class AgentloopClosedEvent extends Event {
  constructor() {
    super('agentloop-closed', FACT);
  }
}

/** Something failed. What the person typed is kept. */
export class AgentloopErrorEvent extends Event {
  /**
   * A stable code: of the ingest; `timeout`, `network_error`, `blocked_by_csp`, `answer_invalid`,
   * `outbox_full` or `outbox_cleared`; or `metadata_invalid` where what the host added was left out.
   * What to do about each: `docs/errors.md`, under the code.
   */
  readonly code: string;
  /** For developers. */
  readonly message: string;

  constructor(code: string, message: string) {
    super('agentloop-error', FACT);
    this.code = code;
    this.message = message;
  }
}

/** The element's events by name, for typed listeners. */
export interface AgentloopFeedbackEventMap {
  'agentloop-vote': AgentloopVoteEvent;
  'agentloop-submit': AgentloopSubmitEvent;
  'agentloop-submitted': AgentloopSubmittedEvent;
  'agentloop-queued': AgentloopQueuedEvent;
  'agentloop-retracted': AgentloopRetractedEvent;
  'agentloop-closed': AgentloopClosedEvent;
  'agentloop-error': AgentloopErrorEvent;
}
