/** What the feedback page says around the form, in English. */
export const PAGE_STRINGS = {
  title: 'Rate this answer',
  checking: 'Checking the link…',
  question: 'Question',
  answer: 'Answer',
  rate: 'Is this answer right?',
  notUsable: 'This link cannot be used',
  notReached: 'The answer could not be loaded',
  retry: 'Try again',
};
