/** What the two thumbs need. It is part of the shell, so that they can be used at once. */
export const SHELL_STRINGS = {
  /** The name of the group of the two thumbs. */
  rate: 'Rate this answer',
  up: 'Right answer',
  down: 'Wrong answer',
  sending: 'Sending…',
  votedUp: 'Thank you!',
  notLoaded: 'Please try again.',
};
