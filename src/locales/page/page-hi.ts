import type { PageStrings } from './page-strings.js';

/** Hindi. */
export const strings: PageStrings = {
  checking: 'लिंक की जाँच हो रही है…',
  question: 'सवाल',
  answer: 'जवाब',
  showAll: 'पूरा दिखाएँ',
  askRating: 'क्या यह जवाब सही है?',
  notUsable: 'इस लिंक का इस्तेमाल नहीं किया जा सकता',
  notReached: 'जवाब लोड नहीं हो सका',

  needsScript: 'जवाब दिखाने के लिए इस पेज को JavaScript चाहिए।',
  right: 'सही',
  chooseRating: 'कृपया एक विकल्प चुनें।',
  takeBack: 'मेरी रेटिंग वापस लें',
  tryLater: 'कृपया {when} फिर से कोशिश करें।',
};
