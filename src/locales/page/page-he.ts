import type { PageStrings } from './page-strings.js';

/** Hebrew. */
export const strings: PageStrings = {
  checking: 'הקישור בבדיקה…',
  question: 'שאלה',
  answer: 'תשובה',
  showAll: 'הצגת הכול',
  askRating: 'האם התשובה הזו נכונה?',
  notUsable: 'אי אפשר להשתמש בקישור הזה',
  notReached: 'טעינת התשובה נכשלה',

  needsScript: 'כדי להציג את התשובה, הדף הזה צריך JavaScript.',
  right: 'נכונה',
  chooseRating: 'צריך לבחור אחת מהאפשרויות.',
  takeBack: 'ביטול הדירוג שלי',
  tryLater: 'יש לנסות שוב {when}.',
};
