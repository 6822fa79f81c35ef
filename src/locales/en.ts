import { SHELL_STRINGS } from './en-shell.js';

/** Everything that the element says, in English. */
export const en = {
  ...SHELL_STRINGS,

  // What the person is told about the vote.
  votedDown: 'Thank you! Would you also say what is wrong?',
  sent: 'Thank you! Your correction was sent.',
  retracted: 'Your rating was taken back.',
  queued: 'You are offline. It will be sent when you are back.',
  readonly: 'This answer was rated.',

  // What can be done about it: short, each a button.
  correct: 'Correct it',
  change: 'Change',
  undo: 'Undo',
  retry: 'Try again',
  copy: 'Copy my text',

  // The form.
  formTitle: 'Correct this answer',
  ratingLegend: 'How wrong is it?',
  incorrect: 'Wrong',
  partial: 'Partly right',
  reasonsLegend: 'What is wrong?',
  factually_wrong: 'Not true',
  out_of_date: 'Out of date',
  incomplete: 'Incomplete',
  off_topic: 'Off topic',
  hard_to_follow: 'Hard to follow',
  unsafe: 'Unsafe',
  other: 'Something else',
  correction: 'What should the answer have been?',
  comment: 'Anything else?',
  /** Stands behind the name of a field. */
  optional: 'optional',
  send: 'Send',
  close: 'Close',
  tooLong: 'This text is too long. Please shorten it.',

  // What went wrong, in words that a person understands.
  failed: 'Not sent yet. It will be tried again.',
  refused: 'That could not be sent.',
  linkExpired: 'This link has expired, so the answer can no longer be rated.',
  linkTooEarly: 'This link is not valid yet. Is your clock right?',
  linkForged: 'This link is not genuine, so it cannot be used.',
  linkIncomplete: 'This link is not complete, so it cannot be used.',
};
