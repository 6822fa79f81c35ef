/** Everything that the form says, in English. */
export const STRINGS = {
  /** What the person is told, by the state of things. */
  messages: {
    sending: 'Sending…',
    votedUp: 'Thank you!',
    votedDown: 'Thank you! Would you also say what is wrong?',
    sent: 'Thank you! Your correction was sent.',
    retracted: 'Your rating was taken back.',
  },

  correct: 'Correct it',
  change: 'Change',
  undo: 'Undo',
  retry: 'Try again',

  formTitle: 'Correct this answer',
  ratingLegend: 'How wrong is it?',
  ratings: { incorrect: 'Wrong', partial: 'Partly right' },
  reasonsLegend: 'What is wrong?',
  reasons: {
    factually_wrong: 'Not true',
    out_of_date: 'Out of date',
    incomplete: 'Incomplete',
    off_topic: 'Off topic',
    hard_to_follow: 'Hard to follow',
    unsafe: 'Unsafe',
    other: 'Something else',
  },
  correction: 'What should the answer have been?',
  comment: 'Anything else?',
  optional: 'optional',
  send: 'Send',
  close: 'Close',
  tooLong: 'This text is too long. Please shorten it.',

  /** By error code: what a person can understand, and do. */
  errors: {
    offline: 'You are offline. Nothing is lost: try again when you are back.',
    timeout: 'No answer came in time. Please try again.',
    context_expired: 'This feedback link has expired, so it can no longer be rated.',
    context_from_future: 'This feedback link is not valid yet. Please check your clock.',
    signature_invalid: 'This feedback link is not genuine, so it cannot be used.',
    field_too_large: 'The text is too long. Please shorten it.',
    body_too_large: 'The text is too long. Please shorten it.',
    /** Any other code that starts with `context_` or `url_`. */
    link: 'This feedback link is not complete, so it cannot be used.',
    /** Any other code that may pass. */
    failed: 'That could not be sent. Please try again.',
    /** Any other code that will not. */
    refused: 'That could not be sent.',
  },
};

export type Strings = typeof STRINGS;
