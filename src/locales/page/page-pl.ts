import type { PageStrings } from './page-strings.js';

/** Polish. */
export const strings: PageStrings = {
  checking: 'Sprawdzanie linku…',
  question: 'Pytanie',
  answer: 'Odpowiedź',
  showAll: 'Pokaż wszystko',
  askRating: 'Czy ta odpowiedź jest poprawna?',
  notUsable: 'Nie można użyć tego linku',
  notReached: 'Nie udało się wczytać odpowiedzi',

  needsScript: 'Ta strona wymaga JavaScriptu, aby pokazać odpowiedź.',
  right: 'Poprawna',
  chooseRating: 'Wybierz jedną z opcji.',
  takeBack: 'Wycofaj ocenę',
  tryLater: 'Spróbuj ponownie {when}.',
};
