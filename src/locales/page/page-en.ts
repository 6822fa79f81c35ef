/** What the feedback page says besides the element, in English. */
export const pageEn = {
  // What the page says around the element.
  checking: 'Checking the link…',
  question: 'Question',
  answer: 'Answer',
  showAll: 'Show all',
  askRating: 'Is this answer right?',
  notUsable: 'This link cannot be used',
  notReached: 'The answer could not be loaded',

  // What it says where there is no JavaScript.
  needsScript: 'This page needs JavaScript to show the answer.',
  /** A rating, beside `partial` and `incorrect`. */
  right: 'Right',
  chooseRating: 'Please choose one.',
  takeBack: 'Take back my rating',
  /** `{when}` is “in 45 seconds”. */
  tryLater: 'Please try again {when}.',
};
