/** What the two thumbs need. It is part of the shell, so that they can be used at once. */
export const SHELL_STRINGS = {
  rate: 'Rate this answer',
  right: 'Right answer',
  wrong: 'Wrong answer',
  notLoaded: 'That did not work. Please try again.',
};
