import type { Strings } from './strings.js';

/** Arabic. */
export const strings: Strings = {
  rate: 'تقييم هذه الإجابة',
  up: 'إجابة صحيحة',
  down: 'إجابة خاطئة',
  notLoaded: 'حدث خطأ ما. يُرجى المحاولة مرة أخرى.',

  sending: 'جارٍ الإرسال…',
  votedUp: 'شكرًا!',
  votedDown: 'شكرًا! هل يمكنك أيضًا توضيح الخطأ؟',
  sent: 'شكرًا! تم إرسال تصحيحك.',
  retracted: 'تم سحب تقييمك.',
  queued: 'لا يوجد اتصال بالإنترنت. سيتم الإرسال عند عودة الاتصال.',
  readonly: 'سبق تقييم هذه الإجابة.',

  correct: 'تصحيح',
  change: 'تغيير',
  undo: 'تراجع',
  retry: 'إعادة المحاولة',
  copy: 'نسخ ما كتبته',

  formTitle: 'تصحيح هذه الإجابة',
  ratingLegend: 'إلى أي مدى هي خاطئة؟',
  incorrect: 'خاطئة',
  partial: 'صحيحة جزئيًا',
  reasonsLegend: 'ما المشكلة فيها؟',
  factually_wrong: 'معلومات غير صحيحة',
  out_of_date: 'معلومات قديمة',
  incomplete: 'غير مكتملة',
  off_topic: 'خارج الموضوع',
  hard_to_follow: 'صعبة الفهم',
  unsafe: 'غير آمنة',
  other: 'سبب آخر',
  correction: 'كيف كان ينبغي أن تكون الإجابة؟',
  comment: 'هل من شيء آخر؟',
  optional: 'اختياري',
  send: 'إرسال',
  close: 'إغلاق',
  tooLong: 'هذا النص طويل جدًا. يُرجى اختصاره.',

  failed: 'لم يُرسَل بعد. ستُعاد المحاولة.',
  refused: 'تعذّر الإرسال.',
  linkExpired: 'انتهت صلاحية هذا الرابط، ولم يعد تقييم الإجابة ممكنًا.',
  linkTooEarly: 'هذا الرابط غير صالح بعد. هل الوقت مضبوط على جهازك؟',
  linkForged: 'هذا الرابط ليس أصليًا، ولذلك لا يمكن استخدامه.',
  linkIncomplete: 'هذا الرابط غير مكتمل، ولذلك لا يمكن استخدامه.',
};
