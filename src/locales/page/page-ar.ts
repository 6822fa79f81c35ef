import type { PageStrings } from './page-strings.js';

/** Arabic. */
export const strings: PageStrings = {
  checking: 'جارٍ التحقق من الرابط…',
  question: 'السؤال',
  answer: 'الإجابة',
  showAll: 'عرض الكل',
  askRating: 'هل هذه الإجابة صحيحة؟',
  notUsable: 'لا يمكن استخدام هذا الرابط',
  notReached: 'تعذّر تحميل الإجابة',

  needsScript: 'تحتاج هذه الصفحة إلى JavaScript لعرض الإجابة.',
  right: 'صحيحة',
  chooseRating: 'يرجى اختيار أحد الخيارات.',
  takeBack: 'سحب تقييمي',
  tryLater: 'يُرجى المحاولة مرة أخرى {when}.',
};
