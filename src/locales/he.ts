import type { Strings } from './strings.js';

/** Hebrew. */
export const strings: Strings = {
  rate: 'דירוג התשובה הזו',
  up: 'תשובה נכונה',
  down: 'תשובה שגויה',
  notLoaded: 'משהו השתבש. יש לנסות שוב.',

  sending: 'מתבצעת שליחה…',
  votedUp: 'תודה!',
  votedDown: 'תודה! אפשר גם לציין מה לא נכון?',
  sent: 'תודה! התיקון נשלח.',
  retracted: 'הדירוג שלך בוטל.',
  queued: 'אין חיבור לאינטרנט. השליחה תתבצע כשהחיבור יחזור.',
  readonly: 'התשובה הזו כבר דורגה.',

  correct: 'תיקון',
  change: 'שינוי',
  undo: 'ביטול',
  retry: 'ניסיון נוסף',
  copy: 'העתקת הטקסט שלי',

  formTitle: 'תיקון התשובה הזו',
  ratingLegend: 'עד כמה היא שגויה?',
  incorrect: 'שגויה',
  partial: 'נכונה חלקית',
  reasonsLegend: 'מה לא בסדר?',
  factually_wrong: 'שגויה עובדתית',
  out_of_date: 'לא עדכנית',
  incomplete: 'לא מלאה',
  off_topic: 'לא קשורה לנושא',
  hard_to_follow: 'קשה להבנה',
  unsafe: 'מסוכנת',
  other: 'סיבה אחרת',
  correction: 'מה הייתה צריכה להיות התשובה?',
  comment: 'יש עוד משהו?',
  optional: 'לא חובה',
  send: 'שליחה',
  close: 'סגירה',
  tooLong: 'הטקסט ארוך מדי. יש לקצר אותו.',

  failed: 'עדיין לא נשלח. ייעשה ניסיון נוסף.',
  refused: 'השליחה נכשלה.',
  linkExpired: 'תוקף הקישור פג, ולכן כבר אי אפשר לדרג את התשובה.',
  linkTooEarly: 'הקישור עדיין לא בתוקף. האם השעון במכשיר מכוון?',
  linkForged: 'הקישור אינו אותנטי, ולכן אי אפשר להשתמש בו.',
  linkIncomplete: 'הקישור אינו שלם, ולכן אי אפשר להשתמש בו.',
};
